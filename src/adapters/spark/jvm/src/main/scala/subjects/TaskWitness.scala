// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.{SparkEnv, TaskContext}
import org.apache.spark.rpc.RpcEndpointRef
import org.apache.spark.rpc.conformance.WatchedRef

/** Is told what a subject's tasks do. */
trait TaskReport extends Reachable {
  @throws[Throwable] def logged(partition: Int, level: String, logger: String, message: String): Unit

  /** A message is about to be sent; may throw. */
  @throws[Throwable] def sending(partition: Int, message: Any): Unit
  @throws[Throwable] def sent(partition: Int, message: Any): Unit
  @throws[Throwable] def finished(partition: Int, rows: Int): Unit

  /** `error` is JSON: not every exception can travel. */
  @throws[Throwable] def failed(partition: Int, error: String): Unit
}

/** Tells what the task of one partition logs and sends, from where it runs. */
final class TaskWitness(partition: Int, watch: TaskReport) extends Witness {
  override def logged(level: String, logger: String, message: String): Unit =
    watch.logged(partition, level, logger, message)

  override def found(ref: RpcEndpointRef): RpcEndpointRef = {
    // Later it may be used on a thread that is not the task's.
    val side = TaskSide.of(TaskContext.get)
    new WatchedRef(SparkEnv.get.conf, ref, watch.sending(partition, _), watch.sent(partition, _),
      (message, ask) => side.fold(ask())(_.asking(message, ask)))
  }
}
