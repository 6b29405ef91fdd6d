// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import com.fasterxml.jackson.databind.node.ArrayNode

/** One thing under test, from `open` to `close`. */
trait Subject {
  /** What it has been seen to do. */
  val recorder: Recorder

  /** Reads an action; one that is unknown or ill-formed is refused. */
  def read(kind: String, action: Fields): Act

  /** Returns when nothing more happens until the next action. */
  def settle(): Unit

  /** Ends all that the subject has running, whatever its state, and gives what was still seen. */
  def close(): ArrayNode
}

object Subject {
  private type Maker = () => Subject

  /** Reads a role's setup, and gives what makes a subject of it. */
  private val makers: Seq[(String, (Fields, Spark) => Maker)] = Seq(
    "planner" -> ((setup, spark) => { setup.end(); () => new PlannerSubject(spark) }),
    "operator" -> ((setup, spark) => { val read = OperatorSetup(setup, spark.slots); () => new OperatorSubject(spark, read) }),
    "task" -> ((setup, spark) => { val read = TaskSetup(setup, spark.slots); () => new TaskSubject(spark, read) }),
    "coordinator" -> ((setup, spark) => { val read = CoordinatorSetup(setup); () => new CoordinatorSubject(spark, read) }),
    "query" -> ((setup, spark) => { val read = QuerySetup(setup, spark.slots); () => new QuerySubject(spark, read) }))

  val roles: Seq[String] = makers.map(_._1)

  def maker(role: String, setup: Fields, spark: Spark): Maker = makers.toMap.get(role) match {
    case Some(read) => read(setup, spark)
    case None => throw Refused.params("role", s"one of ${roles.mkString(", ")} is wanted, this is $role")
  }
}
