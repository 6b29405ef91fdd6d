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
import org.apache.spark.unsafe.types.UTF8String

import instrumentation.{Source, SourceAndSink}
import query.{Checkpoint, TaskHook}
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
  private var start = GlobalOffset(Seq.fill(source.get.partitions)(0L))

  override def readSchema(): StructType = KitSource.schema
  override def setStartOffset(offset: Optional[Offset]): Unit =
    start = if (offset.isPresent) GlobalOffset(Checkpoint.parse(offset.get.json)) else start
  override def getStartOffset: Offset = start
  override def deserializeOffset(json: String): Offset = GlobalOffset(Checkpoint.parse(json))
  override def mergeOffsets(offsets: Array[PartitionOffset]): Offset =
    GlobalOffset(offsets.toSeq.map { case rows: PartitionRows => rows }.sortBy(_.partition).map(_.rows))
  override def commit(end: Offset): Unit = ()
  override def stop(): Unit = ()

  override def planInputPartitions(): JavaList[InputPartition[InternalRow]] =
    start.rows.zipWithIndex.map { case (rows, partition) =>
      KitPartition(partition, rows): InputPartition[InternalRow]
    }.asJava
}

object KitSource {
  val schema: StructType = new StructType().add("value", "string")
}

private final case class GlobalOffset(rows: Seq[Long]) extends Offset {
  override def json: String = Checkpoint.print(rows)
}

/** The number of rows that a partition has read. */
private final case class PartitionRows(partition: Int, rows: Long) extends PartitionOffset {
  override def toString: String = rows.toString
}

private final case class KitPartition(partition: Int, start: Long) extends InputPartition[InternalRow] {
  override def createPartitionReader(): ContinuousInputPartitionReader[InternalRow] = {
    val reader = TaskHook.here.reader()
    new ContinuousInputPartitionReader[InternalRow] {
      private var rows = start
      private var row: InternalRow = _

      override def next(): Boolean = {
        row = InternalRow(UTF8String.fromString(reader.next()))
        rows += 1
        true
      }
      override def get(): InternalRow = row
      override def getOffset: PartitionOffset = PartitionRows(partition, rows)
      override def close(): Unit = reader.close()
    }
  }
}
