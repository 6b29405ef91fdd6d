// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package remote

import java.lang.reflect.{InvocationHandler, InvocationTargetException, Method, Proxy}
import java.util.concurrent.{ConcurrentHashMap, CountDownLatch}
import java.util.concurrent.atomic.AtomicLong

import scala.collection.JavaConverters._

import org.apache.spark.SparkException
import org.apache.spark.rpc.{RpcAddress, RpcCallContext, RpcEndpointRef, RpcEnv, ThreadSafeRpcEndpoint}
import org.apache.spark.util.ThreadUtils

/** Serves calls from other JVMs of the same Spark and makes calls to them, over Spark's own RPC.
  *
  * A call returns when its outcome has arrived, so effects follow causes across JVMs. Interrupting the calling thread
  * interrupts the serving thread and then returns that outcome, as if both were the same thread.
  *
  * @param gone called when another process disconnects
  */
final class CallEndpoint(override val rpcEnv: RpcEnv, gone: RpcAddress => Unit) extends ThreadSafeRpcEndpoint {
  private val served = new ConcurrentHashMap[CallId, Served]
  // A call may wait for the kit for any time, so each one has its own thread.
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
      // Clears an interrupt that came after the call had ended; the caller handles it.
      Thread.interrupted()
      try context.reply(outcome)
      catch { case error: Throwable => context.sendFailure(new SparkException(s"${call.method}: the outcome cannot be sent: $error")) }
    }
  }

  private def invoke(call: Call): Any = {
    val target = ExportedObjects.find(call.key).getOrElse(throw new IllegalStateException(s"${call.method}: the object was released"))
    val arguments = call.arguments.map(incoming(_).asInstanceOf[AnyRef])
    val method = Remote.interfacesOf(target).flatMap(_.getMethods)
      .find(method => method.getName == call.method && method.getParameterCount == arguments.size)
      .getOrElse(throw new NoSuchMethodException(s"${target.getClass.getName}.${call.method}"))
    method.invoke(target, arguments: _*)
  }

  /** A local object that passes each call to the real one. */
  def stub(real: ObjectRef): Remote =
    Proxy.newProxyInstance(getClass.getClassLoader, real.interfaces.toArray, new Stub(real)).asInstanceOf[Remote]

  private final class Stub(val real: ObjectRef) extends InvocationHandler {
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
      val id = CallId(ExportedObjects.jvm, numbers.incrementAndGet())
      val reply = real.home.ask[Outcome](Call(id, real.key, method, arguments.map(outgoing(_, parent = 0))))
      val arrived = new CountDownLatch(1)
      reply.onComplete(_ => arrived.countDown())(ThreadUtils.sameThread)
      val interrupted = !awaited(arrived)
      if (interrupted) {
        real.home.send(InterruptCall(id))
        while (!awaited(arrived)) ()
      }
      val outcome = reply.value.get.get
      outcome match {
        case Threw(_: InterruptedException) =>
        // Otherwise the interrupt is still pending.
        case _ => if (interrupted) Thread.currentThread.interrupt()
      }
      outcome match {
        case Returned(value) => incoming(value)
        case Threw(error) => throw error
      }
    }
  }

  /** False if the thread was interrupted while it waited. */
  private def awaited(latch: CountDownLatch): Boolean =
    try {
      latch.await()
      true
    } catch { case _: InterruptedException => false }

  private def outgoing(value: Any, parent: Long): Any = value match {
    case proxy: Remote if Proxy.isProxyClass(proxy.getClass) => Proxy.getInvocationHandler(proxy).asInstanceOf[Stub].real
    case own: Remote => ObjectRef(ExportedObjects.jvm, self, ExportedObjects.keep(own, parent), Remote.interfacesOf(own))
    case value => value
  }

  private def incoming(value: Any): Any = value match {
    case ObjectRef(ExportedObjects.jvm, _, key, _) => ExportedObjects.find(key).orNull
    case passed: ObjectRef => stub(passed)
    case value => value
  }
}

object CallEndpoint {
  /** The name of the endpoint in each JVM. */
  val Name = "ContinuousWriteConformance"
}
