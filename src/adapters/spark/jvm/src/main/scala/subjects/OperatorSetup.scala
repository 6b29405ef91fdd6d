// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import protocol.{Fields, RequestError}

/** The setup of the operator: its input, its coordinator, its sink.
  *
  * @param coordinator whether the stub coordinator replies at once, holds its reply, or does not exist
  */
final case class OperatorSetup(partitions: Int, epochCoordinatorId: Option[String], coordinator: String, writer: String)

object OperatorSetup {
  def apply(setup: Fields, slots: Int): OperatorSetup = {
    val read = new OperatorSetup(
      Partitions.read(setup, slots),
      setup.stringOrNull("epochCoordinatorId"),
      setup.oneOf("coordinator", "answers", "holds", "missing"),
      setup.string("writer"))
    setup.end()
    read
  }
}

/** Reads numbers and counts of partitions. */
object Partitions {
  /** A task that waits keeps its slot, so there have to be as many slots as partitions. */
  def read(setup: Fields, slots: Int): Int = {
    val partitions = setup.long("partitions")
    if (partitions > slots) throw RequestError.notSupported(s"the tasks need one slot per partition: $partitions (there are $slots)")
    partitions.toInt
  }

  /** The partition that an action names. */
  def named(action: Fields, count: Int, member: String = "partition"): Int = {
    val partition = action.long(member)
    if (partition >= count) throw RequestError.params(action.at(member), s"there are $count partitions, this is $partition")
    partition.toInt
  }
}
