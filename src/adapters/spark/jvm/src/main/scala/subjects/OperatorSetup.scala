// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

/** What the operator finds: its input, its coordinator, its sink.
  *
  * @param coordinator whether the kit, as the coordinator, answers at once, holds its answer back, or is not there
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

/** Numbers of partitions, and numbers that name one. */
object Partitions {
  /** Twice over, as many tasks have to have room at the same time. */
  def read(setup: Fields, slots: Int): Int = {
    val partitions = setup.int("partitions")
    val most = slots / 2
    if (partitions > most) throw Refused.notSupported(s"this driver has room for $most partitions, not for $partitions")
    partitions
  }

  /** The partition that an action names. */
  def named(action: Fields, count: Int, member: String = "partition"): Int = {
    val partition = action.int(member)
    if (partition >= count) throw Refused.params(action.at(member), s"there are $count partitions, this is $partition")
    partition
  }
}
