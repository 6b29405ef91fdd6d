// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

/** Records what a subject's tasks do, and throws where the kit has armed it. */
final class TaskRecord(recorder: Recorder, arms: Arms) extends TaskReport {
  override def logged(partition: Int, level: String, logger: String, message: String): Unit =
    see("logged", partition, "level" -> level, "logger" -> logger, "message" -> message)

  override def sending(partition: Int, message: Any): Unit = arms.pass(("send", partition))

  override def sent(partition: Int, message: Any): Unit = see("sent", partition, "message" -> Messages.describe(message))

  override def finished(partition: Int, rows: Int): Unit =
    see("task-finished", partition, "partition" -> partition, "rows" -> rows)

  override def failed(partition: Int, error: String): Unit =
    see("task-failed", partition, "partition" -> partition, "error" -> Json.parse(error))

  private def see(kind: String, partition: Int, members: (String, Any)*): Unit =
    recorder.add(kind, Recorder.task(partition), members: _*)
}
