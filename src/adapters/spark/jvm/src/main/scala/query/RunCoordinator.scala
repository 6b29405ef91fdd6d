// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.lang.reflect.InvocationTargetException

import scala.concurrent.Future

import org.mockito.Mockito.{mock, withSettings}
import org.mockito.MockMakers
import org.mockito.invocation.InvocationOnMock

import org.apache.spark.rpc.{RpcCallContext, RpcEndpoint, RpcEndpointRef, RpcEnv, ThreadSafeRpcEndpoint}
import org.apache.spark.sql.execution.streaming.continuous.{ContinuousExecution, GetCurrentEpoch, IncrementAndGetEpoch}
import org.apache.spark.util.ThreadUtils

/** The coordinator of one run: the real one under a name of its own, and an endpoint of the kit's under the name that
  * everybody looks up.
  */
final class RunCoordinator(
    rpcEnv: RpcEnv,
    name: String,
    real: RpcEndpoint,
    register: (String, RpcEndpoint) => RpcEndpointRef,
    watch: CoordinatorWatch,
    mail: (Any => Unit) => Mailboxes) {
  watchQuery()
  private val realRef = register(s"Real$name", real)
  val mailboxes: Mailboxes = mail(send)
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

  /** Asks the real one, and tells what it answers on the thread on which it does. */
  def ask(message: Any): Future[Any] = realRef.ask[Any](message).transform { outcome =>
    outcome.foreach { value =>
      if (message != GetCurrentEpoch) watch.answered(message, value)
      if (message == IncrementAndGetEpoch) watch.advanced(value.asInstanceOf[Long])
    }
    outcome
  }(ThreadUtils.sameThread)

  /** What comes when it is gone reaches nobody. */
  def send(message: Any): Unit = if (!gone) realRef.send(message)

  def isGone: Boolean = gone

  /** Pending until it has dealt with all that it has got. */
  def drained(): Future[Any] = realRef.ask[Any](GetCurrentEpoch)

  /** Takes the coordinator away from everybody. */
  def kill(): Unit = {
    gone = true
    rpcEnv.stop(proxyRef)
    rpcEnv.stop(realRef)
  }

  /** Between the real coordinator and the real query, somebody who sees what the one calls on the other. */
  private def watchQuery(): Unit = {
    val field = TaskSide.fieldOf(real.getClass, classOf[ContinuousExecution])
    val query = field.get(real)
    val between = mock(classOf[ContinuousExecution], withSettings().mockMaker(MockMakers.SUBCLASS).stubOnly()
      .defaultAnswer((call: InvocationOnMock) => {
        watch.calls(call.getMethod.getName)
        val result =
          try call.getMethod.invoke(query, call.getArguments: _*)
          catch { case error: InvocationTargetException => throw error.getCause }
        watch.called(call.getMethod.getName, call.getArguments)
        result
      }))
    field.set(real, between)
  }
}

/** Whoever is to know what a coordinator does. */
trait CoordinatorWatch {
  /** It answers a question that is not asked all the time. */
  def answered(message: Any, value: Any): Unit

  /** There is another epoch. */
  def advanced(epoch: Long): Unit

  /** It is about to call the query; may throw. */
  def calls(method: String): Unit

  /** It has called the query. */
  def called(method: String, arguments: Array[AnyRef]): Unit
}
