// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.sources.v2.writer.{DataWriter, DataWriterFactory, WriterCommitMessage}
import org.apache.spark.sql.sources.v2.writer.streaming.StreamWriter

import instrumentation.Sink
import remote.DriverRef

/** The sink for 2.4: a writer for the query, which makes a factory for the tasks. */
final class KitWriter(sink: DriverRef[Sink], name: String) extends StreamWriter {
  override def createWriterFactory(): DataWriterFactory[InternalRow] = {
    sink.get.factoryCreated(None)
    new KitWriterFactory(sink)
  }

  override def commit(epoch: Long, messages: Array[WriterCommitMessage]): Unit =
    sink.get.committed(epoch, messages.map(KitCommitMessage.text))

  override def abort(epoch: Long, messages: Array[WriterCommitMessage]): Unit = ()

  override def toString: String = name
}

/** Is serialized with the tasks; the sink stays in the driver. */
final class KitWriterFactory(sink: DriverRef[Sink]) extends DataWriterFactory[InternalRow] {
  override def createDataWriter(partition: Int, task: Long, epoch: Long): DataWriter[InternalRow] = {
    val writer = sink.get.writerCreated(partition, task, epoch)
    new DataWriter[InternalRow] {
      override def write(row: InternalRow): Unit = writer.write(row.getString(0))
      override def commit(): WriterCommitMessage = KitCommitMessage(writer.commit())
      override def abort(): Unit = writer.abort()
    }
  }
}

/** A commit message that is only text. */
final case class KitCommitMessage(text: String) extends WriterCommitMessage

object KitCommitMessage {
  def text(message: WriterCommitMessage): String = message match {
    case KitCommitMessage(text) => text
    case other => String.valueOf(other)
  }
}
