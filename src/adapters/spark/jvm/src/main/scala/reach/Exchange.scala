// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.lang.reflect.{InvocationHandler, InvocationTargetException, Method, Proxy}
import java.util.concurrent.{ConcurrentHashMap, CountDownLatch}
import java.util.concurrent.atomic.AtomicLong

import scala.collection.JavaConverters._

import org.apache.spark.SparkException
import org.apache.spark.rpc.{RpcAddress, RpcCallContext, RpcEndpointRef, RpcEnv, ThreadSafeRpcEndpoint}
import org.apache.spark.util.ThreadUtils

/** The place where this JVM is called by others of the same Spark, and calls them; all over Spark's own RPC.
  *
  * A call is over when its outcome is there, so what one thing causes comes after it, in whichever JVM it happens. A
  * caller that is interrupted interrupts the thread that serves it, and gets what comes of that, as if both were one.
  *
  * @param gone called when a process is seen no more
  */
final class Exchange(override val rpcEnv: RpcEnv, gone: RpcAddress => Unit) extends ThreadSafeRpcEndpoint {
  private val served = new ConcurrentHashMap[CallId, Served]
  // A call may wait for the kit for as long as it likes, and then its thread does.
  private val threads = ThreadUtils.newDaemonCachedThreadPool("conformance-calls")
  private val numbers = new AtomicLong

  override def receiveAndReply(context: RpcCallContext): PartialFunction[Any, Unit] = {
    case call: Call =>
      val serving = new Served(call, context)
      served.put(call.id, serving)
      threads.execute(serving)
  }

  override def receive: PartialFunction[Any, Unit] = {
    case InterruptCall(id) => Option(served.get(id)).foreach(_.interrupt())
  }

  override def onDisconnected(address: RpcAddress): Unit = {
    served.values.asScala.filter(_.caller == address).foreach(_.interrupt())
    gone(address)
  }

  private final class Served(call: Call, context: RpcCallContext) extends Runnable {
    private var thread: Option[Thread] = None
    private var isInterrupted = false

    def caller: RpcAddress = context.senderAddress

    def interrupt(): Unit = synchronized {
      isInterrupted = true
      thread.foreach(_.interrupt())
    }

    override def run(): Unit = {
      synchronized {
        thread = Some(Thread.currentThread)
        if (isInterrupted) Thread.currentThread.interrupt()
      }
      val outcome =
        try Returned(outgoing(invoke(call), call.key))
        catch {
          case wrapped: InvocationTargetException => Threw(wrapped.getCause)
          case error: Throwable => Threw(error)
        }
      synchronized { thread = None }
      served.remove(call.id)
      // One that came too late for the call; the caller knows of it.
      Thread.interrupted()
      try context.reply(outcome)
      catch { case error: Throwable => context.sendFailure(new SparkException(s"${call.method}: no answer: $error")) }
    }
  }

  private def invoke(call: Call): Any = {
    val target = Objects.find(call.key).getOrElse(throw new IllegalStateException(s"${call.method}: nobody is there any more"))
    val arguments = call.arguments.map(incoming(_).asInstanceOf[AnyRef])
    val method = Reachable.interfacesOf(target).flatMap(_.getMethods)
      .find(method => method.getName == call.method && method.getParameterCount == arguments.size)
      .getOrElse(throw new NoSuchMethodException(s"${target.getClass.getName}.${call.method}"))
    method.invoke(target, arguments: _*)
  }

  /** What can be called here, and does it there. */
  def standIn(real: Passed): Reachable =
    Proxy.newProxyInstance(getClass.getClassLoader, real.interfaces.toArray, new StandIn(real)).asInstanceOf[Reachable]

  private final class StandIn(val real: Passed) extends InvocationHandler {
    override def invoke(proxy: AnyRef, method: Method, arguments: Array[AnyRef]): AnyRef = {
      val given = Option(arguments).fold(Seq.empty[AnyRef])(_.toSeq)
      method.getName match {
        case "equals" if method.getDeclaringClass == classOf[Object] => Boolean.box(proxy eq given.head)
        case "hashCode" if method.getDeclaringClass == classOf[Object] => Int.box(System.identityHashCode(proxy))
        case "toString" if method.getDeclaringClass == classOf[Object] => s"a stand-in for object ${real.key} of ${real.home}"
        case name => call(name, given).asInstanceOf[AnyRef]
      }
    }

    private def call(method: String, arguments: Seq[AnyRef]): Any = {
      val id = CallId(Objects.jvm, numbers.incrementAndGet())
      val answer = real.home.ask[Outcome](Call(id, real.key, method, arguments.map(outgoing(_, parent = 0))))
      val came = new CountDownLatch(1)
      answer.onComplete(_ => came.countDown())(ThreadUtils.sameThread)
      val interrupted = !awaited(came)
      if (interrupted) {
        real.home.send(InterruptCall(id))
        while (!awaited(came)) ()
      }
      val outcome = answer.value.get.get
      outcome match {
        case Threw(_: InterruptedException) =>
        // The interrupt is not spent.
        case _ => if (interrupted) Thread.currentThread.interrupt()
      }
      outcome match {
        case Returned(value) => incoming(value)
        case Threw(error) => throw error
      }
    }
  }

  /** False if the thread was interrupted before that. */
  private def awaited(came: CountDownLatch): Boolean =
    try {
      came.await()
      true
    } catch { case _: InterruptedException => false }

  private def outgoing(value: Any, parent: Long): Any = value match {
    case proxy: Reachable if Proxy.isProxyClass(proxy.getClass) => Proxy.getInvocationHandler(proxy).asInstanceOf[StandIn].real
    case own: Reachable => Passed(Objects.jvm, self, Objects.keep(own, parent), Reachable.interfacesOf(own))
    case value => value
  }

  private def incoming(value: Any): Any = value match {
    case Passed(Objects.jvm, _, key, _) => Objects.find(key).orNull
    case passed: Passed => standIn(passed)
    case value => value
  }
}

object Exchange {
  /** The name of the endpoint, in every JVM. */
  val Name = "ContinuousWriteConformance"
}
