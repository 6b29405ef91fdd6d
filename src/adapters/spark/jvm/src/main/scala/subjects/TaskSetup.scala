// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import protocol.Fields

/** The setup of the tasks: their parent, local properties and coordinator. */
final case class TaskSetup(
    partitions: Int,
    partitioner: Option[String],
    startEpoch: Option[Long],
    epochCoordinatorId: Option[String],
    coordinator: String,
    hasParentThread: Boolean)

object TaskSetup {
  def apply(setup: Fields, slots: Int): TaskSetup = {
    val read = new TaskSetup(
      Partitions.read(setup, slots),
      setup.stringOrNull("partitioner"),
      setup.longOrNull("startEpoch"),
      setup.stringOrNull("epochCoordinatorId"),
      setup.oneOf("coordinator", "answers", "missing"),
      setup.has("parentThread") && setup.oneOf("parentThread", "task", "own") == "own")
    setup.end()
    read
  }
}
