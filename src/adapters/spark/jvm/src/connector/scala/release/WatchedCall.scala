// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import java.io.{ObjectOutputStream, OutputStream}
import java.util.concurrent.atomic.AtomicInteger

import scala.util.control.NonFatal

import org.apache.spark.TaskContext
import org.apache.spark.sql.catalyst.InternalRow

import instrumentation.{Errors, Sink}
import protocol.Json
import remote.DriverRef

/** Tells the kit of each call of a user's sink when it has ended: the thread, what the sink did, and what Spark was told. */
object WatchedCall {
  def apply[T](sink: DriverRef[Sink], kind: String, members: (String, Any)*)(users: => T): T =
    between(sink, kind, members: _*)(())(users)(_ => Nil)

  /** The same where the kit may throw before the user's call, or after it; `after` says more of what it has returned. */
  def between[T](sink: DriverRef[Sink], kind: String, members: (String, Any)*)(before: => Unit)(users: => T)(
      after: T => Seq[(String, Any)]): T = {
    var did = "not called"
    def ended(more: Seq[(String, Any)]): Unit = sink.get.called(Json.print(Json.obj(
      Seq("kind" -> kind, "thread" -> Thread.currentThread.getName, "inTask" -> (TaskContext.get() != null), "sink" -> did) ++
        members ++ more: _*)))
    try {
      before
      did = "threw"
      val made = users
      did = "returned"
      val more = after(made)
      ended(more)
      made
    } catch {
      case error: Throwable =>
        ended(Seq("error" -> Errors.line(Errors.describe(error))))
        throw error
    }
  }

  /** What keeps an object from being sent to another JVM. */
  def unserializable(value: AnyRef): Seq[(String, Any)] =
    try {
      new ObjectOutputStream(Nowhere).writeObject(value)
      Nil
    } catch { case NonFatal(error) => Seq("unserializable" -> error.toString) }

  private object Nowhere extends OutputStream {
    override def write(byte: Int): Unit = ()
    override def write(bytes: Array[Byte], from: Int, length: Int): Unit = ()
  }
}

/** The calls of one writer: whether one began before another had ended, and whether Spark passes the same row again. */
final class WatchedWriter(sink: DriverRef[Sink], number: Long, id: Int) {
  private val underWay = new AtomicInteger
  private var last: AnyRef = _

  def call[T](kind: String, members: (String, Any)*)(before: => Unit)(users: => T)(after: T => Seq[(String, Any)]): T = {
    val overlaps = underWay.getAndIncrement() > 0
    try WatchedCall.between(sink, kind, Seq("writer" -> number, "overlaps" -> overlaps) ++ members: _*)(before)(users)(after)
    finally underWay.decrementAndGet()
  }

  def nameOf(row: InternalRow): String = row.getString(id)

  def isSame(row: AnyRef): Boolean = {
    val same = row eq last
    last = row
    same
  }
}
