// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.connector.write.{DataWriter, PhysicalWriteInfo, WriteBuilder, WriterCommitMessage}
import org.apache.spark.sql.connector.write.streaming.{StreamingDataWriterFactory, StreamingWrite}

import instrumentation.{Sink, SinkWriter}
import remote.DriverRef

/** A user's write, each call of which the kit sees. A fault strikes before the user's call, or after it took effect. */
object WatchedWrite {
  /** Spark asks for a streaming write of the builder itself up to 3.1, and of the write that it builds from 3.2 on. */
  def builder(users: WriteBuilder, sink: DriverRef[Sink]): WriteBuilder = Delegate(users)(
    watching(users, sink).orElse { case ("build", _) =>
      val write = Delegate.call(users, "build")
      Delegate(write)(watching(write, sink))
    })

  private def watching(users: AnyRef, sink: DriverRef[Sink]): Delegate.Watched = {
    case (name @ ("buildForStreaming" | "toStreaming"), _) => write(Delegate.call(users, name).asInstanceOf[StreamingWrite], sink)
  }

  def write(users: StreamingWrite, sink: DriverRef[Sink]): StreamingWrite = Delegate(users) {
    case ("createStreamingWriterFactory", Seq(info: PhysicalWriteInfo)) =>
      sink.get.before("create-writer-factory")
      val made = users.createStreamingWriterFactory(info)
      sink.get.factoryCreated(Some(info.numPartitions))
      sink.get.after("create-writer-factory")
      new WatchedFactory(sink, made)
    case ("commit", Seq(epoch: java.lang.Long, messages: Array[WriterCommitMessage])) =>
      sink.get.before("writer.commit")
      users.commit(epoch, messages.map(WatchedMessage.unwrapped))
      sink.get.committed(epoch, messages.map(KitCommitMessage.textOf).toSeq)
      sink.get.after("writer.commit")
    case ("abort", Seq(epoch: java.lang.Long, messages: Array[WriterCommitMessage])) =>
      sink.get.before("writer.abort")
      users.abort(epoch, messages.map(WatchedMessage.unwrapped))
      sink.get.after("writer.abort")
  }
}

/** A user's commit message, under the name that the kit has for it. */
final case class WatchedMessage(text: String, users: WriterCommitMessage) extends NamedMessage

object WatchedMessage {
  /** Spark passes null for a task that has sent none. */
  def unwrapped(message: WriterCommitMessage): WriterCommitMessage = message match {
    case WatchedMessage(_, users) => users
    case other => other
  }
}

/** Is serialized with the tasks, the user's factory with it. */
final class WatchedFactory(sink: DriverRef[Sink], users: StreamingDataWriterFactory) extends StreamingDataWriterFactory {
  override def createWriter(partition: Int, task: Long, epoch: Long): DataWriter[InternalRow] = {
    val watched = sink.get.writerCreated(partition, task, epoch)
    val made = users.createWriter(partition, task, epoch)
    watched.after("create-writer")
    WatchedFactory.writer(made, watched)
  }
}

object WatchedFactory {
  private def writer(users: DataWriter[InternalRow], watched: SinkWriter): DataWriter[InternalRow] =
    Delegate(users) {
      case ("write", Seq(row: InternalRow)) =>
        watched.before("write")
        users.write(row)
        watched.write(row.getString(0))
        watched.after("write")
      case ("commit", _) =>
        watched.before("commit")
        val message = users.commit()
        val text = watched.commit()
        watched.after("commit")
        WatchedMessage(text, message)
      case ("abort", _) =>
        watched.before("abort")
        users.abort()
        watched.abort()
        watched.after("abort")
      case ("close", _) =>
        watched.before("close")
        users.close()
        watched.close()
        watched.after("close")
    }
}
