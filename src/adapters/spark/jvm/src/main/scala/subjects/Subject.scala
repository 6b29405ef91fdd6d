// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import com.fasterxml.jackson.databind.node.ArrayNode

import batches.BatchSubject
import instrumentation.{Recorder, Spark}
import protocol.{Fields, RequestError}
import query.{QuerySetup, QuerySubject}

/** One implementation under test, from `open` to `close`. */
trait Subject {
  /** Records the events. */
  val recorder: Recorder

  /** Reads an action; throws if it is unknown or malformed. */
  def read(kind: String, action: Fields): PreparedAction

  /** Waits for quiescence: nothing more happens until the next action. */
  def settle(): Unit

  /** Ends the subject in any state, and returns the remaining events. */
  def close(): ArrayNode
}

object Subject {
  private type Maker = () => Subject

  /** For each role: reads the setup, and returns a constructor of the subject. */
  private val makers: Seq[(String, (Fields, Spark) => Maker)] = Seq(
    "planner" -> ((setup, spark) => { setup.end(); () => new PlannerSubject(spark) }),
    "operator" -> ((setup, spark) => { val read = OperatorSetup(setup, spark.slots); () => new OperatorSubject(spark, read) }),
    "task" -> ((setup, spark) => { val read = TaskSetup(setup, spark.slots); () => new TaskSubject(spark, read) }),
    "coordinator" -> ((setup, spark) => { val read = CoordinatorSetup(setup); () => new CoordinatorSubject(spark, read) }),
    "query" -> ((setup, spark) => {
      val read = QuerySetup(setup, spark.slots)
      () => if (spark.userSinks.inBatches) new BatchSubject(spark, read.partitions) else new QuerySubject(spark, read)
    }))

  val roles: Seq[String] = makers.map(_._1)

  def maker(role: String, setup: Fields, spark: Spark): Maker = makers.toMap.get(role) match {
    case Some(read) => read(setup, spark)
    case None => throw RequestError.params("role", s"one of ${roles.mkString(", ")} is wanted, this is $role")
  }
}
