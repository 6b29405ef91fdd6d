// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import scala.collection.mutable.ArrayBuffer

import com.fasterxml.jackson.databind.node.ArrayNode

import org.apache.spark.rpc.RpcEndpointRef

import instrumentation.{Errors, FaultInjector, Gate, GateCommand, Quiescence, Recorder, Spark}
import protocol.{Fields, RequestError}
import release.Release.SparkSession

/** The real operator, over the driver's child, sink and stub coordinator. */
final class OperatorSubject(spark: Spark, setup: OperatorSetup) extends Subject {
  override val recorder = new Recorder
  private val quiescence = new Quiescence
  private val faults = new FaultInjector
  private val executions = ArrayBuffer.empty[OperatorExecution]

  private val coordinator = new StubCoordinator(spark.rpcEnv, holds = setup.coordinator == "holds", recorder,
    () => executions.last.replyHeld())

  private val endpoint: Option[RpcEndpointRef] = setup.epochCoordinatorId.filter(_ => setup.coordinator != "missing")
    .map(id => spark.rpcEnv.setupEndpoint(s"EpochCoordinator-$id", coordinator))

  private def current: Option[OperatorExecution] = executions.lastOption.filterNot(_.hasReturned)

  override def read(kind: String, action: Fields): PreparedAction = kind match {
    case "describe" => PreparedAction.free(action.place)(describe())
    case "execute" =>
      PreparedAction(action.place, "query")(checkExecute(action))(execute())
    case "answer" =>
      val error = action.fieldsIfAny("error").map(Errors.make)
      PreparedAction(action.place, "ask") {
        if (!coordinator.isAsked) throw RequestError.params(action.place, "no ask waits for a reply")
      } (answer(error))
    case "finish-task" =>
      val partition = Partitions.named(action, setup.partitions)
      PreparedAction(action.place, partition)(waiting(action, partition))(waiting(action, partition).finish())
    case "fail-task" =>
      val partition = Partitions.named(action, setup.partitions)
      val error = Errors.make(action.fields("error"))
      PreparedAction(action.place, partition)(waiting(action, partition))(waiting(action, partition).give(GateCommand.Throw(error)))
    case "interrupt" =>
      // Without a current execution this does nothing.
      PreparedAction(action.place, "query")(()) {
        coordinator.dropAsk()
        current.foreach(_.interrupt())
      }
    case "fail" =>
      val at = action.oneOf("at", "create-writer-factory", "child")
      val error = Errors.make(action.fields("error"))
      PreparedAction.free(action.place)(faults.inject(at, error))
    case other => throw RequestError.params(action.at("kind"), s"$other is no action of the role operator")
  }

  private def describe(): Unit = {
    SparkSession.setActiveSession(spark.session)
    val execution = newExecution()
    val plan = execution.plan
    recorder.add("described", "operator", "output" -> plan.output.map(_.name), "children" -> plan.children.size)
    execution.forget()
  }

  private def newExecution() = new OperatorExecution(spark, setup, recorder, quiescence, faults)

  private def checkExecute(action: Fields): Unit = {
    if (current.nonEmpty) throw RequestError.params(action.place, "an execution is still running")
    val taken = executions.map(_.tasks).sum
    if (taken + setup.partitions > spark.slots) {
      throw RequestError.notSupported(s"no room: $taken tasks of earlier executions still wait")
    }
  }

  private def execute(): Unit = {
    val execution = newExecution()
    executions += execution
    execution.start()
  }

  private def answer(error: Option[Throwable]): Unit = {
    current.foreach(_.replyComing())
    coordinator.reply(error)
  }

  /** The gate of this partition's waiting task; tasks of an interrupted execution may still wait, too. */
  private def waiting(action: Fields, partition: Int): Gate =
    executions.reverseIterator.flatMap(_.gate(partition)).find(_.isWaiting)
      .getOrElse(throw RequestError.params(action.at("partition"), s"no task of partition $partition waits"))

  override def settle(): Unit = quiescence.await(executions.forall(_.isQuiescent))

  override def close(): ArrayNode = {
    val events = recorder.close()
    faults.clear()
    if (coordinator.isAsked) {
      coordinator.dropAsk()
      current.foreach(_.interrupt())
    }
    executions.foreach(_.finishSoon())
    quiescence.await(executions.forall(_.isOver))
    executions.foreach(_.forget())
    endpoint.foreach(spark.rpcEnv.stop)
    events
  }
}
