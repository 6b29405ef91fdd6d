// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.connector.read.{InputPartition, PartitionReader, PartitionReaderFactory}
import org.apache.spark.sql.connector.read.streaming.{MicroBatchStream, Offset}

import batches.BatchSource
import instrumentation.RowShape

/** The source of a micro-batch query for 3.0 and later. Spark makes one for each run. */
final class KitBatches(shape: RowShape, source: BatchSource) extends MicroBatchStream {
  source.opened()

  override def initialOffset: Offset = GlobalOffset.none(source.partitions)
  override def latestOffset: Offset = GlobalOffset(source.latest())
  override def deserializeOffset(json: String): Offset = GlobalOffset.parse(json)
  override def commit(end: Offset): Unit = ()
  override def stop(): Unit = ()

  override def planInputPartitions(start: Offset, end: Offset): Array[InputPartition] =
    source.between(GlobalOffset.parse(start.json).rows, GlobalOffset.parse(end.json).rows)
      .map(rows => BatchPartition(rows, shape): InputPartition).toArray

  override def createReaderFactory: PartitionReaderFactory = BatchReaderFactory
}

private final case class BatchPartition(rows: Seq[String], shape: RowShape) extends InputPartition

private object BatchReaderFactory extends PartitionReaderFactory {
  override def createReader(split: InputPartition): PartitionReader[InternalRow] = split match {
    case BatchPartition(rows, shape) => new BatchReader(rows, shape)
  }
}

private final class BatchReader(rows: Seq[String], shape: RowShape) extends PartitionReader[InternalRow] {
  private val left = rows.iterator
  private var row: InternalRow = _

  override def next(): Boolean = {
    val has = left.hasNext
    if (has) row = shape.row(left.next())
    has
  }
  override def get(): InternalRow = row
  override def close(): Unit = ()
}
