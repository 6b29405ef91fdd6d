// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import scala.collection.mutable

/** A sink that tells what its writers are asked to do, and throws where the kit has armed it. */
final class RecordingSink(recorder: Recorder, arms: Arms) extends Sink {
  private var started = 0L
  // The number of each partition's latest task, and of each task by Spark's own number.
  private val latest = mutable.Map.empty[Int, Long]
  private val numbers = mutable.Map.empty[Long, Long]

  /** A task is about to be started; tasks are counted from 0 in this order. */
  def taskStarted(partition: Int): Unit = synchronized {
    latest(partition) = started
    started += 1
  }

  /** The task that was started last for this partition runs under this number of Spark's. */
  def taskSeen(partition: Int, attemptId: Long): Unit = synchronized(numbers(attemptId) = latest(partition))

  override def factoryCreated(partitions: Option[Int]): Unit = ()
  override def committed(epoch: Long, messages: Seq[String]): Unit = ()

  override def writerCreated(partition: Int, taskAttemptId: Long, epoch: Long): SinkWriter = {
    def pass(at: String): Unit = arms.pass((at, partition))
    def see(kind: String, members: (String, Any)*): Unit =
      recorder.add(kind, Recorder.task(partition), Seq("partition" -> partition) ++ members: _*)

    pass("create-writer")
    // A number that is no task's is shown as it came.
    see("writer-created", "taskId" -> synchronized(numbers.getOrElse(taskAttemptId, taskAttemptId)), "epoch" -> epoch)
    new SinkWriter {
      override def write(value: String): Unit = {
        pass("write")
        see("row-written", "epoch" -> epoch, "value" -> value)
      }
      override def commit(): String = {
        pass("commit")
        val message = s"commit-$partition-$epoch"
        see("partition-committed", "epoch" -> epoch, "message" -> message)
        message
      }
      override def abort(): Unit = {
        pass("abort")
        see("writer-aborted", "epoch" -> epoch)
      }
      override def close(): Unit = see("writer-closed", "epoch" -> epoch)
    }
  }
}
