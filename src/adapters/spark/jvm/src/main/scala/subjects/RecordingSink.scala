// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import scala.collection.mutable

import instrumentation.{FaultInjector, Recorder, Sink, SinkWriter}

/** A sink that records the calls of its writers, and throws the injected faults. */
final class RecordingSink(recorder: Recorder, faults: FaultInjector) extends Sink {
  private var started = 0L
  // The number of each partition's latest task; the number of each task by Spark's attempt id.
  private val latest = mutable.Map.empty[Int, Long]
  private val numbers = mutable.Map.empty[Long, Long]

  /** A task is about to start; tasks are numbered from 0 in this order. */
  def taskStarted(partition: Int): Unit = synchronized {
    latest(partition) = started
    started += 1
  }

  /** The latest task of this partition has this attempt id. */
  def taskSeen(partition: Int, attemptId: Long): Unit = synchronized(numbers(attemptId) = latest(partition))

  override def factoryCreated(partitions: Option[Int]): Unit = ()
  override def committed(epoch: Long, messages: Seq[String]): Unit = ()
  override def before(call: String): Unit = faults.throwIfInjected(call)
  override def after(call: String): Unit = faults.throwIfInjected(s"$call.after")

  override def writerCreated(partition: Int, taskAttemptId: Long, epoch: Long): SinkWriter = {
    def throwIfInjected(at: String): Unit = faults.throwIfInjected((at, partition))
    def see(kind: String, members: (String, Any)*): Unit =
      recorder.add(kind, Recorder.task(partition), Seq("partition" -> partition) ++ members: _*)

    throwIfInjected("create-writer")
    // An unknown attempt id is shown unchanged.
    see("writer-created", "taskId" -> synchronized(numbers.getOrElse(taskAttemptId, taskAttemptId)), "epoch" -> epoch)
    new SinkWriter {
      override def write(value: String): Unit = {
        throwIfInjected("write")
        see("row-written", "epoch" -> epoch, "value" -> value)
      }
      override def commit(): String = {
        throwIfInjected("commit")
        val message = s"commit-$partition-$epoch"
        see("partition-committed", "epoch" -> epoch, "message" -> message)
        message
      }
      override def abort(): Unit = {
        throwIfInjected("abort")
        see("writer-aborted", "epoch" -> epoch)
      }
      override def close(): Unit = see("writer-closed", "epoch" -> epoch)
      override def before(call: String): Unit = throwIfInjected(call)
      override def after(call: String): Unit = throwIfInjected(s"$call.after")
    }
  }
}
