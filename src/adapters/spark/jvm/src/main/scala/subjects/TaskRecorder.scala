// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import instrumentation.{FaultInjector, Recorder}
import protocol.Json

/** Records the events of a subject's tasks, and throws the injected faults. */
final class TaskRecorder(recorder: Recorder, faults: FaultInjector) extends TaskCallbacks {
  override def logged(partition: Int, level: String, logger: String, message: String): Unit =
    see("logged", partition, "level" -> level, "logger" -> logger, "message" -> message)

  override def sending(partition: Int, message: Any): Unit = faults.throwIfInjected(("send", partition))

  override def sent(partition: Int, message: Any): Unit = see("sent", partition, "message" -> Messages.describe(message))

  override def finished(partition: Int, rows: Int): Unit =
    see("task-finished", partition, "partition" -> partition, "rows" -> rows)

  override def failed(partition: Int, error: String): Unit =
    see("task-failed", partition, "partition" -> partition, "error" -> Json.parse(error))

  private def see(kind: String, partition: Int, members: (String, Any)*): Unit =
    recorder.add(kind, Recorder.task(partition), members: _*)
}
