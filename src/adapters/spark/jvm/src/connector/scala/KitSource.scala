// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.util

import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.connector.catalog.{SupportsRead, SupportsWrite, Table, TableCapability}
import org.apache.spark.sql.connector.read.{InputPartition, Scan, ScanBuilder}
import org.apache.spark.sql.connector.read.streaming.{
  ContinuousPartitionReader, ContinuousPartitionReaderFactory, ContinuousStream, Offset, PartitionOffset}
import org.apache.spark.sql.connector.write.{LogicalWriteInfo, WriteBuilder}
import org.apache.spark.sql.connector.write.streaming.StreamingWrite
import org.apache.spark.sql.internal.connector.SimpleTableProvider
import org.apache.spark.sql.types.StructType
import org.apache.spark.sql.util.CaseInsensitiveStringMap
import org.apache.spark.unsafe.types.UTF8String

/** The kit's source and sink, as 3.0 and later want them: found by the name of this class, and told apart by an option. */
final class KitProvider extends SimpleTableProvider {
  override def getTable(options: CaseInsensitiveStringMap): Table = new KitTable(Ends.get(options.get(Ends.Option)))
}

private final class KitTable(ends: Ends) extends Table with SupportsRead with SupportsWrite {
  override def name: String = "kit"
  override def schema: StructType = KitTable.schema
  override def capabilities: util.Set[TableCapability] =
    util.EnumSet.of(TableCapability.CONTINUOUS_READ, TableCapability.STREAMING_WRITE)

  override def newScanBuilder(options: CaseInsensitiveStringMap): ScanBuilder = () => new Scan {
    override def readSchema: StructType = KitTable.schema
    override def toContinuousStream(checkpoint: String): ContinuousStream = new KitSource(ends.source)
  }

  override def newWriteBuilder(info: LogicalWriteInfo): WriteBuilder = new WriteBuilder {
    override def buildForStreaming(): StreamingWrite = new KitWriter(ends.sink, "Sink")
  }
}

private object KitTable {
  val schema: StructType = new StructType().add("value", "string")
}

/** The source, for all runs of a query. */
final class KitSource(source: Local[Source]) extends ContinuousStream {
  // A run begins with one of these two, on the thread of the query; the commit of an epoch calls the second, too.
  override def initialOffset: Offset = {
    source.get.opened()
    GlobalOffset(Seq.fill(source.get.partitions)(0L))
  }
  override def deserializeOffset(json: String): Offset = {
    source.get.opened()
    GlobalOffset(Checkpoint.parse(json))
  }

  override def mergeOffsets(offsets: Array[PartitionOffset]): Offset =
    GlobalOffset(offsets.toSeq.map { case rows: PartitionRows => rows }.sortBy(_.partition).map(_.rows))
  override def commit(end: Offset): Unit = ()
  override def stop(): Unit = ()

  override def planInputPartitions(start: Offset): Array[InputPartition] =
    Checkpoint.parse(start.json).zipWithIndex.map { case (rows, partition) =>
      KitPartition(partition, rows): InputPartition
    }.toArray

  override def createContinuousReaderFactory: ContinuousPartitionReaderFactory = KitReaderFactory
}

private final case class GlobalOffset(rows: Seq[Long]) extends Offset {
  override def json: String = Checkpoint.print(rows)
}

/** How many rows a partition has handed out. */
private final case class PartitionRows(partition: Int, rows: Long) extends PartitionOffset {
  override def toString: String = rows.toString
}

private final case class KitPartition(partition: Int, start: Long) extends InputPartition

/** Goes with the tasks; the source stays where it is. */
private object KitReaderFactory extends ContinuousPartitionReaderFactory {
  override def createReader(split: InputPartition): ContinuousPartitionReader[InternalRow] = split match {
    case KitPartition(partition, start) =>
      val reader = TaskSide.here.reader()
      new ContinuousPartitionReader[InternalRow] {
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
