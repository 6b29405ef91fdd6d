// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import scala.collection.concurrent.TrieMap

import com.fasterxml.jackson.databind.node.ArrayNode

import org.apache.spark.rdd.RDD
import org.apache.spark.rpc.{RpcEndpointRef, RpcEnv, ThreadSafeRpcEndpoint}

/** The real RDD of the continuous write, over a parent and a sink of the driver's own; each `start` is a job of one task. */
final class TaskSubject(spark: Spark, setup: TaskSetup) extends Subject with Upstream {
  override val recorder = new Recorder
  private val quiet = new Quiet
  private val arms = new Arms
  private val runs = TrieMap.empty[Int, TaskRun]
  private val watch = Local[TaskReport](new TaskRecord(recorder, arms))
  private val sink = new RecordingSink(recorder, arms)
  private val self = Local[Upstream](this)
  private val sinkRef = Local[Sink](sink)

  private val parent = new GatedRDD(
    spark.context, self, setup.partitions, setup.partitioner.map(new NamedPartitioner(_, setup.partitions)))
  private val written: RDD[Unit] = Release.writeRdd(parent, sinkRef)

  private val endpoint: Option[RpcEndpointRef] = setup.epochCoordinatorId.filter(_ => setup.coordinator == "answers")
    .map(id => spark.rpcEnv.setupEndpoint(s"EpochCoordinator-$id", new TaskSubject.DeafCoordinator(spark.rpcEnv)))

  override def read(kind: String, action: Fields): Act = kind match {
    case "describe" => Act.free(action.place)(describe())
    case "start" =>
      val partition = Partitions.named(action, setup.partitions)
      Act(action.place, partition) {
        if (isRunning(partition)) {
          throw Refused.params(action.at("partition"), s"the task of partition $partition is still running")
        }
      } (start(partition))
    case "row" =>
      val value = action.string("value")
      onWaiting(action)(_.say(Word.Row(value)))
    case "end-epoch" => onWaiting(action)(_.say(Word.End))
    case "interrupt" => onWaiting(action)(_.interrupt())
    case "complete" => onWaiting(action)(_.complete())
    case "fail" => fail(action)
    case other => throw Refused.params(action.at("kind"), s"$other is no action of the role task")
  }

  private def describe(): Unit = recorder.add("described", "rdd",
    "partitions" -> written.getNumPartitions, "partitioner" -> written.partitioner.map(_.toString).orNull)

  private def isRunning(partition: Int): Boolean = runs.get(partition).exists(!_.gate.hasEnded)

  private def start(partition: Int): Unit = {
    // Each on an RDD of its own: when a job fails, Spark ends the jobs on the same RDD with it.
    val run = new TaskRun(spark, setup, new WatchedRDD(written, watch), partition, new Gate(quiet), watch.text)
    runs(partition) = run
    sink.taskStarted(partition)
    run.start()
  }

  private def onWaiting(action: Fields)(act: Gate => Unit): Act = {
    val partition = Partitions.named(action, setup.partitions)
    Act(action.place, partition) {
      if (!waits(partition)) throw Refused.params(action.at("partition"), s"no task of partition $partition waits for a row")
    } (act(runs(partition).gate))
  }

  private def waits(partition: Int): Boolean = runs.get(partition).exists(_.gate.isWaiting)

  private def fail(action: Fields): Act = {
    val partition = Partitions.named(action, setup.partitions)
    val at = action.oneOf("at", "upstream", "create-writer", "write", "commit", "abort", "send")
    val error = Errors.make(action.fields("error"))
    Act(action.place, if (at == "upstream") partition else (at, partition))(()) {
      // A task that waits for a row is inside its upstream: it throws there and then.
      if (at == "upstream" && waits(partition)) runs(partition).gate.say(Word.Throw(error))
      else arms.arm((at, partition), error)
    }
  }

  override def compute(partition: Int, taskAttemptId: Long, epoch: Option[Long]): Words = {
    sink.taskSeen(partition, taskAttemptId)
    arms.pass(("upstream", partition))
    recorder.add("upstream-computed", Recorder.task(partition),
      "partition" -> partition, "epoch" -> epoch.getOrElse(null))
    runs(partition).gate
  }

  override def settle(): Unit = quiet.until(runs.values.forall(_.gate.isAtRest))

  override def close(): ArrayNode = {
    val events = recorder.close()
    arms.disarm()
    runs.values.foreach(_.gate.leave())
    quiet.until(runs.values.forall(_.gate.hasEnded))
    endpoint.foreach(spark.rpcEnv.stop)
    Seq(self, sinkRef, watch).foreach(_.forget())
    events
  }
}

object TaskSubject {
  /** A coordinator that takes what it is sent, and does nothing with it. */
  private final class DeafCoordinator(override val rpcEnv: RpcEnv) extends ThreadSafeRpcEndpoint {
    override def receive: PartialFunction[Any, Unit] = { case _ => }
  }
}
