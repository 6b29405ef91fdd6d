// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import java.nio.file.{Files, Path}

import scala.reflect.ClassTag

import org.apache.spark.{SparkConf, SparkContext, SPARK_VERSION, TaskContext}
import org.apache.spark.rdd.RDD
import org.apache.spark.rpc.RpcEnv
import org.apache.spark.scheduler.cluster.CoarseGrainedSchedulerBackend
import org.apache.spark.sql.execution.streaming.continuous.ContinuousExecution

import cluster.{Cluster, ExecutorRegistry, Master}
import protocol.RequestError
import query.{ObservingStrategy, UserSinks}
import release.QueryRelease
import release.Release.{SparkSession, StreamExecution}

/** The Spark of this JVM; all subjects share it. */
final class Spark(master: Master) {
  private val scratch = ScratchFolder.make()
  private val cluster = Cluster(master, scratch)
  private val conf = new SparkConf(false)
    .setMaster(s"local[${Spark.Slots}${sys.props.get("conformance.task-attempts").fold("")("," + _)}]")
    .setAppName("continuous-write-conformance")
    .set("spark.ui.enabled", "false")
    .set("spark.driver.host", "127.0.0.1")
    .set("spark.driver.bindAddress", "127.0.0.1")
    .set("spark.local.dir", scratch.toString)
    .set("spark.sql.warehouse.dir", scratch.resolve("warehouse").toUri.toString)
    // By default these follow the number of slots, which is not the number of cores here.
    .set("spark.rpc.netty.dispatcher.numThreads", "4")
    .set("spark.rpc.io.threads", "1")
    // The kit may hold a reply for any time, and a paused process is no failure.
    .set("spark.rpc.askTimeout", "100d")
    .set("spark.network.timeout", "100d")
    .set("spark.executor.heartbeatInterval", "10d")
    // The pause between polls of the epoch; the kit decides when a poll goes through.
    .set("spark.sql.streaming.continuous.executorPollIntervalMs", "1")
    .set("spark.hadoop.fs.AbstractFileSystem.file.impl", classOf[PermissionlessLocalFs].getName)
    // Since 4.0 each session gets its own class loaders, which no class here needs.
    .set("spark.sql.artifact.isolation.enabled", "false")
    // No user interface reads this history.
    .set("spark.ui.retainedJobs", "10")
    .set("spark.ui.retainedStages", "10")
    .set("spark.ui.retainedTasks", "100")
    .set("spark.sql.ui.retainedExecutions", "10")
    .set("spark.ui.liveUpdate.period", "-1")
  cluster.foreach(_.configure(conf))

  val context: SparkContext = new Spark.Context(conf)
  val jobs = new JobListener
  context.addSparkListener(jobs)
  cluster.foreach(_.join(context))
  Instrumentation.install(context.env)

  /** Lazy, because some roles do not need a session. */
  lazy val session: SparkSession = {
    val made = SparkSession.builder().sparkContext(context).getOrCreate()
    made.experimental.extraStrategies = Seq(new ObservingStrategy(QueryRelease.strategy(made)))
    made
  }

  /** The sinks that the kit is to try. */
  val userSinks = new UserSinks(this)

  def rpcEnv: RpcEnv = context.env.rpcEnv

  /** A new folder for the files of a case; the case deletes it. */
  def folder(): Path = Files.createTempDirectory(scratch, "case-")

  /** How many tasks can wait at the same time. */
  def slots: Int = if (cluster.isEmpty) Spark.Slots else ExecutorRegistry.slots

  /** Waits until all expected executors are there. */
  def awaitExecutors(): Unit = cluster.foreach(_.awaitExecutors())

  /** Rejects the request if tasks run in this JVM. */
  def checkExecutors(): Unit = if (cluster.isEmpty) throw RequestError.notSupported("the tasks share the driver's process")

  /** Ends the executor's process. Spark does not count this as a failure of its tasks, and retries them. */
  def killExecutor(id: String): Unit = context.schedulerBackend.asInstanceOf[CoarseGrainedSchedulerBackend]
    .killExecutors(Seq(id), adjustTargetNumExecutors = false, countFailures = false, force = true)

  /** Ends all child processes and deletes all files; the last call. */
  def cleanUp(): Unit = {
    cluster.foreach(_.end())
    ScratchFolder.delete(scratch)
  }

  /** Sets the local properties that a continuous query sets on the thread that executes its plan. */
  def setLocalProperties(coordinatorId: Option[String], startEpoch: Option[Long], observer: Option[String]): Unit = {
    context.setLocalProperty(StreamExecution.IS_CONTINUOUS_PROCESSING, true.toString)
    context.setLocalProperty(ContinuousExecution.START_EPOCH_KEY, startEpoch.map(_.toString).orNull)
    context.setLocalProperty(ContinuousExecution.EPOCH_COORDINATOR_ID_KEY, coordinatorId.orNull)
    context.setLocalProperty(Observer.Property, observer.orNull)
    // As in a query: cancelling a job interrupts its tasks, and so does the failure of another task of the stage.
    context.setJobGroup("continuous-write-conformance", "a case", interruptOnCancel = true)
  }
}

object Spark {
  /** More tasks at a time than any case needs: a waiting task keeps its slot. */
  val Slots = 512

  def version: String = SPARK_VERSION

  /** A context that tells the observer of the calling thread about jobs, including those without partitions. */
  private final class Context(conf: SparkConf) extends SparkContext(conf) {
    override def runJob[T, U: ClassTag](
        rdd: RDD[T],
        func: (TaskContext, Iterator[T]) => U,
        partitions: Seq[Int],
        resultHandler: (Int, U) => Unit): Unit = {
      val observer = Observer.current
      observer.foreach(_.jobSubmitted(partitions.size))
      try super.runJob(observer.fold(rdd)(_.runs(rdd)), func, partitions, resultHandler)
      finally observer.foreach(_.jobReturned())
    }
  }
}
