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
    sink.get.committed(epoch, messages.map(KitCommitMessage.textOf))

  override def abort(epoch: Long, messages: Array[WriterCommitMessage]): Unit = ()

  override def toString: String = name
}

/** Is serialized with the tasks; the sink stays in the driver. */
final class KitWriterFactory(sink: DriverRef[Sink]) extends DataWriterFactory[InternalRow] {
  override def createDataWriter(partition: Int, task: Long, epoch: Long): DataWriter[InternalRow] =
    new KitDataWriter(sink.get.writerCreated(partition, task, epoch)) with DataWriter[InternalRow]
}
