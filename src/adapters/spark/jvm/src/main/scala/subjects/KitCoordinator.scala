// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.rpc.{RpcCallContext, RpcEnv, ThreadSafeRpcEndpoint}
import org.apache.spark.sql.execution.streaming.continuous.SetWriterPartitions

/** The coordinator that the kit is to the operator: it records what it is asked, and answers at once or when told to. */
final class KitCoordinator(override val rpcEnv: RpcEnv, holds: Boolean, recorder: Recorder, held: () => Unit)
    extends ThreadSafeRpcEndpoint {
  private var question: Option[RpcCallContext] = None

  /** Whether somebody waits for an answer. */
  def isAsked: Boolean = synchronized(question.nonEmpty)

  override def receiveAndReply(context: RpcCallContext): PartialFunction[Any, Unit] = {
    case message: SetWriterPartitions =>
      recorder.add("asked", "operator", "message" -> Messages.describe(message))
      if (holds) {
        synchronized { question = Some(context) }
        held()
      } else context.reply(())
  }

  // The commits of the operator's tasks; they are looked at in another role.
  override def receive: PartialFunction[Any, Unit] = { case _ => }

  def answer(error: Option[Throwable]): Unit = take().foreach { context =>
    error.fold(context.reply(()))(context.sendFailure)
  }

  /** The one who asked waits no more. */
  def dropQuestion(): Unit = take()

  private def take(): Option[RpcCallContext] = synchronized {
    val open = question
    question = None
    open
  }
}
