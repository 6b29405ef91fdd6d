// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.connector.write.{DataWriter, PhysicalWriteInfo, WriterCommitMessage}
import org.apache.spark.sql.connector.write.streaming.{StreamingDataWriterFactory, StreamingWrite}

/** The sink, as 3.0 and later want it: a write for the query, which makes a factory for its tasks. */
final class KitWriter(sink: Local[Sink], name: String) extends StreamingWrite {
  override def createStreamingWriterFactory(info: PhysicalWriteInfo): StreamingDataWriterFactory = {
    sink.get.factoryCreated(Some(info.numPartitions))
    new KitWriterFactory(sink)
  }

  override def commit(epoch: Long, messages: Array[WriterCommitMessage]): Unit =
    sink.get.committed(epoch, messages.map(KitCommitMessage.text).toSeq)

  override def abort(epoch: Long, messages: Array[WriterCommitMessage]): Unit = ()

  override def toString: String = name
}

/** Goes with the tasks; the sink stays where it is. */
final class KitWriterFactory(sink: Local[Sink]) extends StreamingDataWriterFactory {
  override def createWriter(partition: Int, task: Long, epoch: Long): DataWriter[InternalRow] = {
    val writer = sink.get.writerCreated(partition, task, epoch)
    new DataWriter[InternalRow] {
      override def write(row: InternalRow): Unit = writer.write(row.getString(0))
      override def commit(): WriterCommitMessage = KitCommitMessage(writer.commit())
      override def abort(): Unit = writer.abort()
      override def close(): Unit = writer.close()
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
