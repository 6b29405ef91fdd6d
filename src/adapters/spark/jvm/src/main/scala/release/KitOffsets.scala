// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import query.Checkpoint

import ConnectorApi.{Offset, PartitionOffset}

/** An offset of a partition that is only text, in messages that the kit makes. */
final case class KitOffset(text: String) extends PartitionOffset {
  override def toString: String = text
}

/** The number of rows that a partition of the kit's source has read. */
final case class PartitionRows(partition: Int, rows: Long) extends PartitionOffset {
  override def toString: String = rows.toString
}

/** The numbers of rows that all partitions of the kit's source have read. */
final case class GlobalOffset(rows: Seq[Long]) extends Offset {
  override def json: String = Checkpoint.print(rows)
}

object GlobalOffset {
  def none(partitions: Int): GlobalOffset = GlobalOffset(Seq.fill(partitions)(0L))

  def parse(json: String): GlobalOffset = GlobalOffset(Checkpoint.parse(json))

  def merge(offsets: Array[PartitionOffset]): GlobalOffset =
    GlobalOffset(offsets.toSeq.map { case rows: PartitionRows => rows }.sortBy(_.partition).map(_.rows))
}
