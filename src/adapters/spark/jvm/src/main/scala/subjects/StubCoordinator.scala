// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import org.apache.spark.rpc.{RpcCallContext, RpcEnv, ThreadSafeRpcEndpoint}
import org.apache.spark.sql.execution.streaming.continuous.SetWriterPartitions

import instrumentation.Recorder

/** The coordinator that the operator asks: records each ask, and replies at once or when the kit says so. */
final class StubCoordinator(override val rpcEnv: RpcEnv, holds: Boolean, recorder: Recorder, held: () => Unit)
    extends ThreadSafeRpcEndpoint {
  private var pendingAsk: Option[RpcCallContext] = None

  /** Whether an ask waits for a reply. */
  def isAsked: Boolean = synchronized(pendingAsk.nonEmpty)

  override def receiveAndReply(context: RpcCallContext): PartialFunction[Any, Unit] = {
    case message: SetWriterPartitions =>
      recorder.add("asked", "operator", "message" -> Messages.describe(message))
      if (holds) {
        synchronized { pendingAsk = Some(context) }
        held()
      } else context.reply(())
  }

  // Ignores the commits of the operator's tasks, which role `task` tests.
  override def receive: PartialFunction[Any, Unit] = { case _ => }

  def reply(error: Option[Throwable]): Unit = take().foreach { context =>
    error.fold(context.reply(()))(context.sendFailure)
  }

  /** The asking thread no longer waits. */
  def dropAsk(): Unit = take()

  private def take(): Option[RpcCallContext] = synchronized {
    val taken = pendingAsk
    pendingAsk = None
    taken
  }
}
