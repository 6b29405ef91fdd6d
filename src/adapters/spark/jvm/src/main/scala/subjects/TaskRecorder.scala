// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import scala.collection.mutable

import instrumentation.{Errors, FaultInjector, Recorder}
import protocol.Json

/** Records the events of a subject's tasks, and throws the injected faults. */
final class TaskRecorder(recorder: Recorder, faults: FaultInjector) extends TaskCallbacks {
  // The partitions whose latest task has reported no end.
  private val running = mutable.Set.empty[Int]

  /** A task of this partition is about to start. */
  def started(partition: Int): Unit = synchronized(running += partition)

  /** The job of the task has failed: without an end of the task, this error is its end. */
  def jobFailed(partition: Int, error: Throwable): Unit =
    if (synchronized(running(partition))) failed(partition, Json.print(Errors.describe(error)))

  override def logged(partition: Int, level: String, logger: String, message: String): Unit =
    see("logged", partition, "level" -> level, "logger" -> logger, "message" -> message)

  override def sending(partition: Int, message: Any): Unit = faults.throwIfInjected(("send", partition))

  override def sent(partition: Int, message: Any): Unit = see("sent", partition, "message" -> Messages.describe(message))

  override def finished(partition: Int, rows: Int): Unit = {
    synchronized(running -= partition)
    see("task-finished", partition, "partition" -> partition, "rows" -> rows)
  }

  override def failed(partition: Int, error: String): Unit = {
    synchronized(running -= partition)
    see("task-failed", partition, "partition" -> partition, "error" -> Json.parse(error))
  }

  private def see(kind: String, partition: Int, members: (String, Any)*): Unit =
    recorder.add(kind, Recorder.task(partition), members: _*)
}
