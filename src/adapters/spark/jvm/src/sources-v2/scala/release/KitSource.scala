// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import java.util.{List => JavaList, Optional}

import scala.collection.JavaConverters._

import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.sources.v2.{ContinuousReadSupport, DataSourceOptions, DataSourceV2, StreamWriteSupport}
import org.apache.spark.sql.sources.v2.reader.InputPartition
import org.apache.spark.sql.sources.v2.reader.streaming.{
  ContinuousInputPartitionReader, ContinuousReader, Offset, PartitionOffset}
import org.apache.spark.sql.sources.v2.writer.streaming.StreamWriter
import org.apache.spark.sql.streaming.OutputMode
import org.apache.spark.sql.types.StructType

import instrumentation.{Source, SourceAndSink}
import remote.DriverRef

/** The kit's source and sink for 2.4. Spark finds this class by name; an option selects the query. */
final class KitProvider extends DataSourceV2 with ContinuousReadSupport with StreamWriteSupport {
  override def createContinuousReader(
      schema: Optional[StructType], checkpoint: String, options: DataSourceOptions): ContinuousReader =
    new KitSource(pairOf(options).source)

  override def createStreamWriter(
      query: String, schema: StructType, mode: OutputMode, options: DataSourceOptions): StreamWriter =
    new KitWriter(pairOf(options).sink, "Sink")

  private def pairOf(options: DataSourceOptions): SourceAndSink = SourceAndSink.get(options.get(SourceAndSink.Option).get)
}

/** The source for one run. */
final class KitSource(source: DriverRef[Source]) extends ContinuousReader {
  source.get.opened()
  private var start = GlobalOffset.none(source.get.partitions)

  override def readSchema(): StructType = KitReader.schema
  override def setStartOffset(offset: Optional[Offset]): Unit =
    start = if (offset.isPresent) GlobalOffset.parse(offset.get.json) else start
  override def getStartOffset: Offset = start
  override def deserializeOffset(json: String): Offset = GlobalOffset.parse(json)
  override def mergeOffsets(offsets: Array[PartitionOffset]): Offset = GlobalOffset.merge(offsets)
  override def commit(end: Offset): Unit = ()
  override def stop(): Unit = ()

  override def planInputPartitions(): JavaList[InputPartition[InternalRow]] =
    start.rows.zipWithIndex.map { case (rows, partition) =>
      KitPartition(partition, rows): InputPartition[InternalRow]
    }.asJava
}

private final case class KitPartition(partition: Int, start: Long) extends InputPartition[InternalRow] {
  override def createPartitionReader(): ContinuousInputPartitionReader[InternalRow] =
    new KitReader(partition, start) with ContinuousInputPartitionReader[InternalRow]
}
