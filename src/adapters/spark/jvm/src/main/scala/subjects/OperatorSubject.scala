// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import scala.collection.mutable.ArrayBuffer

import com.fasterxml.jackson.databind.node.ArrayNode

import org.apache.spark.rpc.RpcEndpointRef

import Release.SparkSession

/** The real operator, over a child and a sink of the driver's own; the kit is its coordinator. */
final class OperatorSubject(spark: Spark, setup: OperatorSetup) extends Subject {
  override val recorder = new Recorder
  private val quiet = new Quiet
  private val arms = new Arms
  private val executions = ArrayBuffer.empty[Execution]

  private val coordinator = new KitCoordinator(spark.rpcEnv, holds = setup.coordinator == "holds", recorder,
    () => executions.last.asks())

  private val endpoint: Option[RpcEndpointRef] = setup.epochCoordinatorId.filter(_ => setup.coordinator != "missing")
    .map(id => spark.rpcEnv.setupEndpoint(s"EpochCoordinator-$id", coordinator))

  private def current: Option[Execution] = executions.lastOption.filterNot(_.hasReturned)

  override def read(kind: String, action: Fields): Act = kind match {
    case "describe" => Act.free(action.place)(describe())
    case "execute" =>
      Act(action.place, "query")(checkExecute(action))(execute())
    case "answer" =>
      val error = action.fieldsIfAny("error").map(Errors.make)
      Act(action.place, "ask") {
        if (!coordinator.isAsked) throw Refused.params(action.place, "no question is open")
      } (answer(error))
    case "finish-task" =>
      val partition = Partitions.named(action, setup.partitions)
      Act(action.place, partition)(waiting(action, partition))(waiting(action, partition).finish())
    case "fail-task" =>
      val partition = Partitions.named(action, setup.partitions)
      val error = Errors.make(action.fields("error"))
      Act(action.place, partition)(waiting(action, partition))(waiting(action, partition).say(Word.Throw(error)))
    case "interrupt" =>
      // With nothing to interrupt, nothing happens.
      Act(action.place, "query")(()) {
        coordinator.dropQuestion()
        current.foreach(_.interrupt())
      }
    case "fail" =>
      val at = action.oneOf("at", "create-writer-factory", "child")
      val error = Errors.make(action.fields("error"))
      Act.free(action.place)(arms.arm(at, error))
    case other => throw Refused.params(action.at("kind"), s"$other is no action of the role operator")
  }

  private def describe(): Unit = {
    SparkSession.setActiveSession(spark.session)
    val execution = newExecution()
    val plan = execution.plan
    recorder.add("described", "operator", "output" -> plan.output.map(_.name), "children" -> plan.children.size)
    execution.forget()
  }

  private def newExecution() = new Execution(spark, setup, recorder, quiet, arms)

  private def checkExecute(action: Fields): Unit = {
    if (current.nonEmpty) throw Refused.params(action.place, "an execution is still going on")
    val taken = executions.map(_.tasks).sum
    if (taken + setup.partitions > spark.slots) {
      throw Refused.notSupported(s"no room: $taken tasks of earlier executions still wait")
    }
  }

  private def execute(): Unit = {
    val execution = newExecution()
    executions += execution
    execution.start()
  }

  private def answer(error: Option[Throwable]): Unit = {
    current.foreach(_.goesOn())
    coordinator.answer(error)
  }

  /** The gate of this partition's task; tasks of an interrupted execution may still wait beside the newer ones. */
  private def waiting(action: Fields, partition: Int): Gate =
    executions.reverseIterator.flatMap(_.gate(partition)).find(_.isWaiting)
      .getOrElse(throw Refused.params(action.at("partition"), s"no task of partition $partition waits"))

  override def settle(): Unit = quiet.until(executions.forall(_.isQuiet))

  override def close(): ArrayNode = {
    val events = recorder.close()
    arms.disarm()
    if (coordinator.isAsked) {
      coordinator.dropQuestion()
      current.foreach(_.interrupt())
    }
    executions.foreach(_.leave())
    quiet.until(executions.forall(_.isOver))
    executions.foreach(_.forget())
    endpoint.foreach(spark.rpcEnv.stop)
    events
  }
}
