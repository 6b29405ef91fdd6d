// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import scala.util.Try

import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.connector.write.{DataWriter, PhysicalWriteInfo, WriteBuilder, WriterCommitMessage}
import org.apache.spark.sql.connector.write.streaming.{StreamingDataWriterFactory, StreamingWrite}

import instrumentation.{Sink, SinkWriter}
import remote.DriverRef

/** A user's write, each call of which the kit sees. A fault strikes before the user's call, or after it took effect.
  * The column `id` of a row tells which row it is.
  */
object WatchedWrite {
  /** Spark asks for a streaming write of the builder itself up to 3.1, and of the write that it builds from 3.2 on. */
  def builder(users: WriteBuilder, sink: DriverRef[Sink], id: Int): WriteBuilder = Delegate(users)(
    watching(users, sink, id).orElse { case ("build", _) =>
      val write = Delegate.call(users, "build")
      Delegate(write)(watching(write, sink, id))
    })

  private def watching(users: AnyRef, sink: DriverRef[Sink], id: Int): Delegate.Watched = {
    case (name @ ("buildForStreaming" | "toStreaming"), _) =>
      write(WatchedCall(sink, "to-streaming")(Delegate.call(users, name).asInstanceOf[StreamingWrite]), sink, id)
  }

  def write(users: StreamingWrite, sink: DriverRef[Sink], id: Int): StreamingWrite = Delegate(users) {
    case ("createStreamingWriterFactory", Seq(info: PhysicalWriteInfo)) =>
      val partitions = info.numPartitions
      val made = WatchedCall.between(sink, "create-writer-factory", "partitions" -> partitions) {
        sink.get.before("create-writer-factory")
      }(users.createStreamingWriterFactory(info)) { made =>
        sink.get.factoryCreated(Some(partitions))
        sink.get.after("create-writer-factory")
        WatchedCall.unserializable(made)
      }
      new WatchedFactory(sink, made, id)
    case ("commit", Seq(epoch: java.lang.Long, messages: Array[WriterCommitMessage])) =>
      val given = messages.map(WatchedMessage.unwrapped)
      var midway = Option.empty[Throwable]
      WatchedCall.between(sink, "epoch.commit", epochAnd(epoch, messages): _*) {
        sink.get.before("writer.commit")
        midway = Try(sink.get.before("writer.commit.midway")).failed.toOption
      }(users.commit(epoch, if (midway.isEmpty) given else given.updated(given.length - 1, UnreadableMessage))) { _ =>
        sink.get.committed(epoch, messages.map(KitCommitMessage.textOf).toSeq)
        // This sink reads no messages, so its commit took effect.
        midway.foreach(fault => throw fault)
        sink.get.after("writer.commit")
        Nil
      }
    case ("abort", Seq(epoch: java.lang.Long, messages: Array[WriterCommitMessage])) =>
      WatchedCall.between(sink, "epoch.abort", epochAnd(epoch, messages): _*) {
        sink.get.before("writer.abort")
      }(users.abort(epoch, messages.map(WatchedMessage.unwrapped))) { _ =>
        sink.get.after("writer.abort")
        Nil
      }
  }

  private def epochAnd(epoch: java.lang.Long, messages: Array[WriterCommitMessage]): Seq[(String, Any)] =
    Seq("epoch" -> epoch, "messages" -> messages.toSeq.map(WatchedMessage.writerOf))
}

/** A user's commit message, under the name that the kit has for it. */
final case class WatchedMessage(text: String, writer: Long, users: WriterCommitMessage) extends NamedMessage

object WatchedMessage {
  /** Spark passes null for a task that has sent none. */
  def unwrapped(message: WriterCommitMessage): WriterCommitMessage = message match {
    case WatchedMessage(_, _, users) => users
    case other => other
  }

  /** The number of the writer that made it; null for none. */
  def writerOf(message: WriterCommitMessage): Any = message match {
    case WatchedMessage(_, writer, _) => writer
    case _ => null
  }
}

/** No sink knows it: at the last partition, a commit of an epoch fails that has gone through the others. */
case object UnreadableMessage extends WriterCommitMessage

/** Is serialized with the tasks, the user's factory with it. */
final class WatchedFactory(sink: DriverRef[Sink], users: StreamingDataWriterFactory, id: Int) extends StreamingDataWriterFactory {
  override def createWriter(partition: Int, task: Long, epoch: Long): DataWriter[InternalRow] = {
    val number = sink.get.nextWriter()
    val named = Seq("writer" -> number, "partition" -> partition, "taskId" -> task, "epoch" -> epoch)
    var watched: SinkWriter = null
    val made = WatchedCall.between(sink, "create-writer", named: _*) {
      watched = sink.get.writerCreated(partition, task, epoch)
    }(users.createWriter(partition, task, epoch)) { _ =>
      watched.after("create-writer")
      Nil
    }
    WatchedFactory.writer(made, watched, new WatchedWriter(sink, number, id), number)
  }
}

object WatchedFactory {
  private def writer(users: DataWriter[InternalRow], watched: SinkWriter, calls: WatchedWriter, number: Long): DataWriter[InternalRow] =
    Delegate(users) {
      case ("write", Seq(row: InternalRow)) =>
        val value = calls.nameOf(row)
        calls.call("write", "value" -> value, "sameObject" -> calls.isSame(row))(watched.before("write"))(users.write(row)) { _ =>
          watched.write(value)
          watched.after("write")
          Nil
        }
      // Since 4.0 Spark gives a micro-batch to its writer as a whole.
      case ("writeAll", Seq(rows: java.util.Iterator[InternalRow @unchecked])) =>
        val pulled = new PulledRows(rows, watched, calls)
        try Delegate.call(users, "writeAll", classOf[java.util.Iterator[_]] -> pulled)
        catch { case error: Throwable => pulled.failed(error) }
        pulled.endRow()
      case ("commit", _) =>
        var text = ""
        val message = calls.call("commit")(watched.before("commit"))(users.commit()) { message =>
          text = watched.commit()
          watched.after("commit")
          WatchedCall.unserializable(message)
        }
        WatchedMessage(text, number, message)
      case ("abort", _) =>
        calls.call("abort")(watched.before("abort"))(users.abort()) { _ =>
          watched.abort()
          watched.after("abort")
          Nil
        }
      case ("close", _) =>
        calls.call("close")(watched.before("close"))(users.close()) { _ =>
          watched.close()
          watched.after("close")
          Nil
        }
    }
}

/** The rows that a user's writer pulls: it has written a row when it goes on to the next one. */
private final class PulledRows(rows: java.util.Iterator[InternalRow], watched: SinkWriter, calls: WatchedWriter)
    extends java.util.Iterator[InternalRow] {
  private var writing: Option[Seq[(String, Any)]] = None

  override def hasNext: Boolean = {
    endRow()
    rows.hasNext
  }

  override def next(): InternalRow = {
    endRow()
    val row = rows.next()
    val named = Seq("value" -> calls.nameOf(row), "sameObject" -> calls.isSame(row))
    try watched.before("write")
    catch { case fault: Throwable => calls.call("write", named: _*)(throw fault)(())(_ => Nil) }
    writing = Some(named)
    row
  }

  def endRow(): Unit = ended { named =>
    calls.call("write", named: _*)(())(()) { _ =>
      named.collectFirst { case ("value", value: String) => value }.foreach(watched.write)
      watched.after("write")
      Nil
    }
  }

  /** The user's writer has thrown, or a fault has. */
  def failed(error: Throwable): Nothing = {
    ended(named => calls.call[Unit]("write", named: _*)(())(throw error)(_ => Nil))
    throw error
  }

  private def ended(tell: Seq[(String, Any)] => Unit): Unit = {
    val last = writing
    writing = None
    last.foreach(tell)
  }
}
