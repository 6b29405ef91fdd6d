// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package query

import scala.collection.mutable

import org.apache.spark.sql.execution.streaming.continuous.{CommitPartitionEpoch, ReportPartitionOffset}

import instrumentation.Quiescence
import subjects.Messages

/** The messages of one run's tasks to its coordinator, by partition, until they are delivered.
  *
  * @param held whether a message waits for `deliver`, or is delivered as soon as its sender has sent it
  * @param deliver passes a message to the real coordinator
  */
final class Mailboxes(quiescence: Quiescence, partitions: Int, held: Boolean, deliver: Any => Unit) {
  private final class Mailbox {
    var sent = 0
    var arrived = 0
    val waiting = mutable.ArrayBuffer.empty[Any]
  }

  private val boxes = Vector.fill(partitions)(new Mailbox)
  private var closed = false

  /** Whether each message that was sent has arrived, or never will. */
  def isAtRest: Boolean = quiescence.read(closed || boxes.forall(box => box.sent == box.arrived))

  /** Call this after the last arrival: Spark loses later messages from other processes silently. */
  def close(): Unit = quiescence.update { closed = true }

  /** Call this after the event `sent` was recorded, so that the effects of the message are recorded later. */
  def sent(partition: Int): Unit = change(partition)(_.sent += 1)

  def arrived(message: Any): Unit = change(Mailboxes.partitionOf(message)) { box =>
    box.arrived += 1
    box.waiting += message
  }

  private def change(partition: Int)(what: Mailbox => Unit): Unit = quiescence.update {
    val box = boxes(partition)
    what(box)
    def passed = box.arrived - box.waiting.size
    while (!held && passed < math.min(box.sent, box.arrived)) deliver(box.waiting.remove(0))
  }

  /** The next message of the partition, or its message of this type and epoch. */
  def find(partition: Int, named: Option[(String, Long)]): Option[Any] = quiescence.read {
    boxes(partition).waiting.find(message => named.forall(_ == Mailboxes.nameOf(message)))
  }

  def remove(message: Any): Unit = quiescence.update(boxes(Mailboxes.partitionOf(message)).waiting -= message)
}

object Mailboxes {
  def partitionOf(message: Any): Int = message match {
    case CommitPartitionEpoch(partition, _, _) => partition
    case ReportPartitionOffset(partition, _, _) => partition
  }

  /** The type and epoch by which the kit names a message. */
  def nameOf(message: Any): (String, Long) = message match {
    case CommitPartitionEpoch(_, epoch, _) => Messages.typeOf(message) -> epoch
    case ReportPartitionOffset(_, epoch, _) => Messages.typeOf(message) -> epoch
  }
}
