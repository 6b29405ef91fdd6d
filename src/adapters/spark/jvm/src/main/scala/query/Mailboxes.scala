// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import scala.collection.mutable

import org.apache.spark.sql.execution.streaming.continuous.{CommitPartitionEpoch, ReportPartitionOffset}

/** What the tasks of one run have sent to its coordinator, by partition, until it is passed on.
  *
  * @param held whether a message waits until it is delivered, or is passed on as soon as its sender has sent it
  */
final class Mailboxes(quiet: Quiet, partitions: Int, held: Boolean, pass: Any => Unit) {
  private final class Mailbox {
    var sent = 0
    var arrived = 0
    val waiting = mutable.ArrayBuffer.empty[Any]
  }

  private val boxes = Vector.fill(partitions)(new Mailbox)
  private var closed = false

  /** Whether all that was sent has arrived, or never will. */
  def isAtRest: Boolean = quiet.look(closed || boxes.forall(box => box.sent == box.arrived))

  /** To be called behind all that arrives: from another process, what comes later is lost without a word. */
  def close(): Unit = quiet.change { closed = true }

  /** To be called when a message was sent, after that was seen: what comes of it is seen later. */
  def sent(partition: Int): Unit = change(partition)(_.sent += 1)

  def arrived(message: Any): Unit = change(Mailboxes.partitionOf(message)) { box =>
    box.arrived += 1
    box.waiting += message
  }

  private def change(partition: Int)(what: Mailbox => Unit): Unit = quiet.change {
    val box = boxes(partition)
    what(box)
    def passed = box.arrived - box.waiting.size
    while (!held && passed < math.min(box.sent, box.arrived)) pass(box.waiting.remove(0))
  }

  /** The next message of the partition, or the one of this type and epoch. */
  def find(partition: Int, named: Option[(String, Long)]): Option[Any] = quiet.look {
    boxes(partition).waiting.find(message => named.forall(_ == Mailboxes.nameOf(message)))
  }

  def remove(message: Any): Unit = quiet.change(boxes(Mailboxes.partitionOf(message)).waiting -= message)
}

object Mailboxes {
  def partitionOf(message: Any): Int = message match {
    case CommitPartitionEpoch(partition, _, _) => partition
    case ReportPartitionOffset(partition, _, _) => partition
  }

  /** Type and epoch, by which the kit names a message. */
  def nameOf(message: Any): (String, Long) = message match {
    case CommitPartitionEpoch(_, epoch, _) => Messages.typeOf(message) -> epoch
    case ReportPartitionOffset(_, epoch, _) => Messages.typeOf(message) -> epoch
  }
}
