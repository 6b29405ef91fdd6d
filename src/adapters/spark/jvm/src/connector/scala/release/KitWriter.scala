// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.connector.write.{DataWriter, PhysicalWriteInfo, WriterCommitMessage}
import org.apache.spark.sql.connector.write.streaming.{StreamingDataWriterFactory, StreamingWrite}

import instrumentation.Sink
import remote.DriverRef

/** The sink for 3.0 and later: a write for the query, which makes a factory for the tasks. */
final class KitWriter(sink: DriverRef[Sink], name: String) extends StreamingWrite {
  override def createStreamingWriterFactory(info: PhysicalWriteInfo): StreamingDataWriterFactory = {
    sink.get.factoryCreated(Some(info.numPartitions))
    new KitWriterFactory(sink)
  }

  override def commit(epoch: Long, messages: Array[WriterCommitMessage]): Unit =
    sink.get.committed(epoch, messages.map(KitCommitMessage.textOf).toSeq)

  override def abort(epoch: Long, messages: Array[WriterCommitMessage]): Unit = ()

  override def toString: String = name
}

/** Is serialized with the tasks; the sink stays in the driver. */
final class KitWriterFactory(sink: DriverRef[Sink]) extends StreamingDataWriterFactory {
  override def createWriter(partition: Int, task: Long, epoch: Long): DataWriter[InternalRow] =
    new KitDataWriter(sink.get.writerCreated(partition, task, epoch)) with DataWriter[InternalRow]
}
