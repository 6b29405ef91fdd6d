// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import org.apache.spark.{SparkEnv, TaskContext}
import org.apache.spark.rpc.RpcEndpointRef
import org.apache.spark.rpc.conformance.InterceptingRef

import instrumentation.Observer
import query.TaskHook
import remote.Remote

/** Is told what a subject's tasks do. */
trait TaskCallbacks extends Remote {
  @throws[Throwable] def logged(partition: Int, level: String, logger: String, message: String): Unit

  /** The task is about to send a message; may throw. */
  @throws[Throwable] def sending(partition: Int, message: Any): Unit
  @throws[Throwable] def sent(partition: Int, message: Any): Unit
  @throws[Throwable] def finished(partition: Int, rows: Int): Unit

  /** `error` is JSON, because some exceptions cannot be serialized. */
  @throws[Throwable] def failed(partition: Int, error: String): Unit
}

/** Reports log lines and messages of one task, from the JVM where it runs. */
final class TaskObserver(partition: Int, callbacks: TaskCallbacks) extends Observer {
  override def logged(level: String, logger: String, message: String): Unit =
    callbacks.logged(partition, level, logger, message)

  override def found(ref: RpcEndpointRef): RpcEndpointRef = {
    // The reference may later be used on another thread than the task's.
    val hook = TaskHook.of(TaskContext.get)
    new InterceptingRef(SparkEnv.get.conf, ref, callbacks.sending(partition, _), callbacks.sent(partition, _),
      (message, ask) => hook.fold(ask())(_.asking(message, ask)))
  }
}
