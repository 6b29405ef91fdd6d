// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package query

import java.lang.reflect.InvocationTargetException

import scala.concurrent.{Await, Future}
import scala.concurrent.duration.Duration

import org.mockito.Mockito.{mock, withSettings}
import org.mockito.MockMakers
import org.mockito.invocation.InvocationOnMock

import org.apache.spark.rpc.{RpcCallContext, RpcEndpoint, RpcEndpointRef, RpcEnv, ThreadSafeRpcEndpoint}
import org.apache.spark.sql.execution.streaming.continuous.{ContinuousExecution, GetCurrentEpoch, IncrementAndGetEpoch}
import org.apache.spark.util.ThreadUtils

import subjects.Messages

/** The coordinator of one run: the real endpoint under another name, and the kit's proxy under the name that tasks and
  * query look up.
  */
final class RunCoordinator(
    rpcEnv: RpcEnv,
    name: String,
    real: RpcEndpoint,
    register: (String, RpcEndpoint) => RpcEndpointRef,
    observer: CoordinatorObserver,
    makeMailboxes: (Any => Unit) => Mailboxes) {
  observeQuery()
  private val realRef = register(s"Real$name", real)
  val mailboxes: Mailboxes = makeMailboxes(send)
  @volatile private var gone = false
  val proxyRef: RpcEndpointRef = register(name, new Proxy)

  private final class Proxy extends ThreadSafeRpcEndpoint {
    override val rpcEnv: RpcEnv = RunCoordinator.this.rpcEnv
    override def receive: PartialFunction[Any, Unit] = { case message => mailboxes.arrived(message) }
    override def onStop(): Unit = mailboxes.close()
    override def receiveAndReply(context: RpcCallContext): PartialFunction[Any, Unit] = { case message =>
      ask(message).onComplete(_.fold(context.sendFailure, context.reply))(ThreadUtils.sameThread)
    }
  }

  /** Asks the real coordinator, and reports its reply on the thread that replies. */
  def ask(message: Any): Future[Any] = realRef.ask[Any](message).transform { outcome =>
    outcome.foreach { value =>
      if (message != GetCurrentEpoch) observer.answered(message, value)
      if (message == IncrementAndGetEpoch) observer.advanced(value.asInstanceOf[Long])
    }
    outcome
  }(ThreadUtils.sameThread)

  /** Sends to the real coordinator; once it is gone, messages are dropped. */
  def send(message: Any): Unit = if (!gone) realRef.send(message)

  def isGone: Boolean = gone

  /** Asks the real coordinator, and waits for its reply; throws if the ask fails while the coordinator is there. */
  def askAndWait(message: Any): Unit = check(message, Await.ready(ask(message), Duration.Inf))

  /** Waits until the coordinator has processed all messages that it has received. */
  def drain(): Unit = check(GetCurrentEpoch, Await.ready(realRef.ask[Any](GetCurrentEpoch), Duration.Inf))

  /** The asks of a coordinator that is gone have to fail. */
  private def check(message: Any, reply: Future[Any]): Unit = if (!gone) Messages.checkReply(message, reply)

  /** Removes the coordinator. */
  def kill(): Unit = {
    gone = true
    rpcEnv.stop(proxyRef)
    rpcEnv.stop(realRef)
  }

  /** Puts a mock between the real coordinator and the real query, to observe the calls. */
  private def observeQuery(): Unit = {
    val field = TaskHook.fieldOf(real.getClass, classOf[ContinuousExecution])
    val query = field.get(real)
    val between = mock(classOf[ContinuousExecution], withSettings().mockMaker(MockMakers.SUBCLASS).stubOnly()
      .defaultAnswer((call: InvocationOnMock) => {
        observer.calls(call.getMethod.getName)
        val result =
          try call.getMethod.invoke(query, call.getArguments: _*)
          catch { case error: InvocationTargetException => throw error.getCause }
        observer.called(call.getMethod.getName, call.getArguments)
        result
      }))
    field.set(real, between)
  }
}

/** Is told what a coordinator does. */
trait CoordinatorObserver {
  /** The coordinator replies to an ask that is no poll. */
  def answered(message: Any, value: Any): Unit

  /** The coordinator has advanced to this epoch. */
  def advanced(epoch: Long): Unit

  /** The coordinator is about to call the query; may throw. */
  def calls(method: String): Unit

  /** The coordinator has called the query. */
  def called(method: String, arguments: Array[AnyRef]): Unit
}
