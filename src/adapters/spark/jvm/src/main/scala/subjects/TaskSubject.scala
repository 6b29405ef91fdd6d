// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import scala.collection.concurrent.TrieMap

import com.fasterxml.jackson.databind.node.ArrayNode

import org.apache.spark.rdd.RDD
import org.apache.spark.rpc.{RpcEndpointRef, RpcEnv, ThreadSafeRpcEndpoint}

import instrumentation.{Errors, FaultInjector, Gate, GateCommand, GateCommands, GatedRDD, NamedPartitioner, Quiescence, Recorder, Sink, Spark, Upstream}
import protocol.{Fields, RequestError}
import release.Release
import remote.DriverRef

/** The real RDD of the continuous write, over the driver's parent and sink; each `start` is a job of one task. */
final class TaskSubject(spark: Spark, setup: TaskSetup) extends Subject with Upstream {
  override val recorder = new Recorder
  private val quiescence = new Quiescence
  private val faults = new FaultInjector
  private val runs = TrieMap.empty[Int, TaskRun]
  private val tasks = new TaskRecorder(recorder, faults)
  private val callbacks = DriverRef[TaskCallbacks](tasks)
  private val sink = new RecordingSink(recorder, faults)
  private val self = DriverRef[Upstream](this)
  private val sinkRef = DriverRef[Sink](sink)

  private val parent = new GatedRDD(
    spark.context, self, setup.partitions, setup.partitioner.map(new NamedPartitioner(_, setup.partitions)), setup.hasParentThread)
  private val written: RDD[Unit] = Release.writeRdd(parent, sinkRef)

  private val endpoint: Option[RpcEndpointRef] = setup.epochCoordinatorId.filter(_ => setup.coordinator == "answers")
    .map(id => spark.rpcEnv.setupEndpoint(s"EpochCoordinator-$id", new TaskSubject.IgnoringCoordinator(spark.rpcEnv)))

  override def read(kind: String, action: Fields): PreparedAction = kind match {
    case "describe" => PreparedAction.free(action.place)(describe())
    case "start" =>
      val partition = Partitions.named(action, setup.partitions)
      PreparedAction(action.place, partition) {
        if (isRunning(partition)) {
          throw RequestError.params(action.at("partition"), s"the task of partition $partition is still running")
        }
      } (start(partition))
    case "row" =>
      val value = action.string("value")
      onWaiting(action)(_.give(GateCommand.Row(value)))
    case "end-epoch" => onWaiting(action)(_.give(GateCommand.End))
    case "interrupt" => onWaiting(action)(_.interrupt())
    case "complete" => onWaiting(action)(_.complete())
    case "kill" => onWaiting(action)(_.give(GateCommand.Kill))
    case "fail" => fail(action)
    case other => throw RequestError.params(action.at("kind"), s"$other is no action of the role task")
  }

  private def describe(): Unit = recorder.add("described", "rdd",
    "partitions" -> written.getNumPartitions, "partitioner" -> written.partitioner.map(_.toString).orNull)

  private def isRunning(partition: Int): Boolean = runs.get(partition).exists(!_.gate.hasEnded)

  private def start(partition: Int): Unit = {
    // Each task has its own RDD, because the failure of a job ends all jobs on the same RDD.
    val run = new TaskRun(spark, setup, new ObservedRDD(written, callbacks), partition, new Gate(quiescence), callbacks.text,
      tasks.jobFailed(partition, _))
    runs(partition) = run
    tasks.started(partition)
    sink.taskStarted(partition)
    run.start()
  }

  private def onWaiting(action: Fields)(act: Gate => Unit): PreparedAction = {
    val partition = Partitions.named(action, setup.partitions)
    PreparedAction(action.place, partition) {
      if (!waits(partition)) throw RequestError.params(action.at("partition"), s"no task of partition $partition waits for a row")
    } (act(runs(partition).gate))
  }

  private def waits(partition: Int): Boolean = runs.get(partition).exists(_.gate.isWaiting)

  private def fail(action: Fields): PreparedAction = {
    val partition = Partitions.named(action, setup.partitions)
    val at = action.oneOf("at", "upstream", "create-writer", "write", "commit", "abort", "send")
    val error = Errors.make(action.fields("error"))
    PreparedAction(action.place, if (at == "upstream") partition else (at, partition))(()) {
      // A task that waits for a row is inside its upstream, and throws at once.
      if (at == "upstream" && waits(partition)) runs(partition).gate.give(GateCommand.Throw(error))
      else faults.inject((at, partition), error)
    }
  }

  override def compute(partition: Int, taskAttemptId: Long, epoch: Option[Long]): GateCommands = {
    sink.taskSeen(partition, taskAttemptId)
    faults.throwIfInjected(("upstream", partition))
    recorder.add("upstream-computed", Recorder.task(partition),
      "partition" -> partition, "epoch" -> epoch.getOrElse(null))
    runs(partition).gate
  }

  override def settle(): Unit = quiescence.await(runs.values.forall(_.gate.isAtRest))

  override def close(): ArrayNode = {
    val events = recorder.close()
    faults.clear()
    runs.values.foreach(_.gate.finishSoon())
    quiescence.await(runs.values.forall(_.gate.hasEnded))
    endpoint.foreach(spark.rpcEnv.stop)
    Seq(self, sinkRef, callbacks).foreach(_.forget())
    events
  }
}

object TaskSubject {
  /** A coordinator that ignores all messages. */
  private final class IgnoringCoordinator(override val rpcEnv: RpcEnv) extends ThreadSafeRpcEndpoint {
    override def receive: PartialFunction[Any, Unit] = { case _ => }
  }
}
