// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.nio.file.{Files, Path}

import scala.reflect.ClassTag

import org.apache.spark.{SparkConf, SparkContext, SPARK_VERSION, TaskContext}
import org.apache.spark.rdd.RDD
import org.apache.spark.rpc.RpcEnv
import org.apache.spark.scheduler.cluster.CoarseGrainedSchedulerBackend
import org.apache.spark.sql.execution.streaming.continuous.ContinuousExecution

import Release.{SparkSession, StreamExecution}

/** The one Spark of this JVM, started at once; all subjects share it. */
final class Spark(master: Master) {
  private val scratch = Scratch.make()
  private val cluster = Cluster(master, scratch)
  private val conf = new SparkConf(false)
    .setMaster(s"local[${Spark.Slots}]")
    .setAppName("continuous-write-conformance")
    .set("spark.ui.enabled", "false")
    .set("spark.driver.host", "127.0.0.1")
    .set("spark.driver.bindAddress", "127.0.0.1")
    .set("spark.local.dir", scratch.toString)
    .set("spark.sql.warehouse.dir", scratch.resolve("warehouse").toUri.toString)
    // The number of slots says nothing about cores; these would follow it.
    .set("spark.rpc.netty.dispatcher.numThreads", "4")
    .set("spark.rpc.io.threads", "1")
    // The kit may hold an answer for as long as it likes, and a stopped clock is no failure.
    .set("spark.rpc.askTimeout", "100d")
    .set("spark.network.timeout", "100d")
    .set("spark.executor.heartbeatInterval", "10d")
    // How long a reader of a query waits before it asks for the epoch again; when it asks is up to the kit anyway.
    .set("spark.sql.streaming.continuous.executorPollIntervalMs", "1")
    .set("spark.hadoop.fs.AbstractFileSystem.file.impl", classOf[PlainFiles].getName)
    // Each query has a session of its own, and with it, since 4.0, class loaders of its own; nothing here is loaded by them.
    .set("spark.sql.artifact.isolation.enabled", "false")
    // Nobody looks at what was; keep little of it.
    .set("spark.ui.retainedJobs", "10")
    .set("spark.ui.retainedStages", "10")
    .set("spark.ui.retainedTasks", "100")
    .set("spark.sql.ui.retainedExecutions", "10")
    .set("spark.ui.liveUpdate.period", "-1")
  cluster.foreach(_.configure(conf))

  val context: SparkContext = new Spark.Context(conf)
  val jobs = new JobWatch
  context.addSparkListener(jobs)
  cluster.foreach(_.join(context))
  Eyes.open(context.env)

  /** Made when it is first needed: not every role does. */
  lazy val session: SparkSession = {
    val made = SparkSession.builder().sparkContext(context).getOrCreate()
    made.experimental.extraStrategies = Seq(new WatchedStrategy(QueryRelease.strategy(made)))
    made
  }

  def version: String = SPARK_VERSION

  def rpcEnv: RpcEnv = context.env.rpcEnv

  /** A new folder for the files of a case, which removes it in the end. */
  def folder(): Path = Files.createTempDirectory(scratch, "case-")

  /** How many tasks can wait at the same time. */
  def slots: Int = if (cluster.isEmpty) Spark.Slots else Executors.slots

  /** Waits until there are as many executors as there should be. */
  def awaitExecutors(): Unit = cluster.foreach(_.awaitExecutors())

  /** Refused where there are none. */
  def checkExecutors(): Unit = if (cluster.isEmpty) throw Refused.notSupported("the tasks share the driver's process")

  /** Ends the process; a task that it runs has not failed by itself, and is tried again. */
  def killExecutor(id: String): Unit = context.schedulerBackend.asInstanceOf[CoarseGrainedSchedulerBackend]
    .killExecutors(Seq(id), adjustTargetNumExecutors = false, countFailures = false, force = true)

  /** Ends what was started for this run, and removes the files that Spark keeps for it; the last thing that is done. */
  def cleanUp(): Unit = {
    cluster.foreach(_.end())
    Scratch.delete(scratch)
  }

  /** Sets what a continuous query sets on the thread that executes its plan. */
  def setLocalProperties(coordinatorId: Option[String], startEpoch: Option[Long], witness: Option[String]): Unit = {
    context.setLocalProperty(StreamExecution.IS_CONTINUOUS_PROCESSING, true.toString)
    context.setLocalProperty(ContinuousExecution.START_EPOCH_KEY, startEpoch.map(_.toString).orNull)
    context.setLocalProperty(ContinuousExecution.EPOCH_COORDINATOR_ID_KEY, coordinatorId.orNull)
    context.setLocalProperty(Witness.Property, witness.orNull)
    // A query's jobs are cancelled with an interrupt; so are the other tasks of a stage that fails.
    context.setJobGroup("continuous-write-conformance", "a case", interruptOnCancel = true)
  }
}

object Spark {
  /** More than any case needs: a task that waits keeps its slot. */
  val Slots = 512

  /** A context that tells the witness of the calling thread about its jobs; this call sees jobs without partitions too. */
  private final class Context(conf: SparkConf) extends SparkContext(conf) {
    override def runJob[T, U: ClassTag](
        rdd: RDD[T],
        func: (TaskContext, Iterator[T]) => U,
        partitions: Seq[Int],
        resultHandler: (Int, U) => Unit): Unit = {
      val witness = Witness.here
      witness.foreach(_.jobSubmitted(partitions.size))
      try super.runJob(witness.fold(rdd)(_.runs(rdd)), func, partitions, resultHandler)
      finally witness.foreach(_.jobReturned())
    }
  }
}
