// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import java.util

import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.connector.catalog.{SupportsRead, SupportsWrite, Table, TableCapability}
import org.apache.spark.sql.connector.read.{InputPartition, Scan, ScanBuilder}
import org.apache.spark.sql.connector.read.streaming.{
  ContinuousPartitionReader, ContinuousPartitionReaderFactory, ContinuousStream, MicroBatchStream, Offset, PartitionOffset}
import org.apache.spark.sql.connector.write.{LogicalWriteInfo, WriteBuilder}
import org.apache.spark.sql.connector.write.streaming.StreamingWrite
import org.apache.spark.sql.internal.connector.SimpleTableProvider
import org.apache.spark.sql.types.StructType
import org.apache.spark.sql.util.CaseInsensitiveStringMap

import Release.SparkSession

import instrumentation.{RowShape, Source, SourceAndSink}
import remote.DriverRef

/** The kit's source and sink for 3.0 and later. Spark finds this class by name; an option selects the query. */
final class KitProvider extends SimpleTableProvider {
  override def getTable(options: CaseInsensitiveStringMap): Table = new KitTable(SourceAndSink.get(options.get(SourceAndSink.Option)))
}

private final class KitTable(pair: SourceAndSink) extends Table with SupportsRead with SupportsWrite {
  override def name: String = "kit"
  override def schema: StructType = pair.rows.schema
  override def capabilities: util.Set[TableCapability] =
    util.EnumSet.of(TableCapability.CONTINUOUS_READ, TableCapability.MICRO_BATCH_READ, TableCapability.STREAMING_WRITE)

  override def newScanBuilder(options: CaseInsensitiveStringMap): ScanBuilder = () => new Scan {
    override def readSchema: StructType = pair.rows.schema
    override def toContinuousStream(checkpoint: String): ContinuousStream = new KitSource(pair.source, pair.rows)
    override def toMicroBatchStream(checkpoint: String): MicroBatchStream =
      new KitBatches(pair.rows, pair.batches.getOrElse(throw new IllegalStateException("the kit has no batches for this query")))
  }

  override def newWriteBuilder(info: LogicalWriteInfo): WriteBuilder = pair.users match {
    case Some(users) => UserTable.writeBuilder(SparkSession.active, users, info, pair.sink)
    case None => new WriteBuilder {
      override def buildForStreaming(): StreamingWrite = new KitWriter(pair.sink, "Sink")
    }
  }
}

/** The source for all runs of a query. */
final class KitSource(source: DriverRef[Source], shape: RowShape) extends ContinuousStream {
  // A run begins with one of these two methods, on the query's thread. The commit of an epoch calls the second one, too.
  override def initialOffset: Offset = {
    source.get.opened()
    GlobalOffset.none(source.get.partitions)
  }
  override def deserializeOffset(json: String): Offset = {
    source.get.opened()
    GlobalOffset.parse(json)
  }

  override def mergeOffsets(offsets: Array[PartitionOffset]): Offset = GlobalOffset.merge(offsets)
  override def commit(end: Offset): Unit = ()
  override def stop(): Unit = ()

  override def planInputPartitions(start: Offset): Array[InputPartition] =
    GlobalOffset.parse(start.json).rows.zipWithIndex.map { case (rows, partition) =>
      KitPartition(partition, rows, shape): InputPartition
    }.toArray

  override def createContinuousReaderFactory: ContinuousPartitionReaderFactory = KitReaderFactory
}

private final case class KitPartition(partition: Int, start: Long, shape: RowShape) extends InputPartition

/** Is serialized with the tasks; the source stays in the driver. */
private object KitReaderFactory extends ContinuousPartitionReaderFactory {
  override def createReader(split: InputPartition): ContinuousPartitionReader[InternalRow] = split match {
    case KitPartition(partition, start, shape) => new KitReader(partition, start, shape) with ContinuousPartitionReader[InternalRow]
  }
}
