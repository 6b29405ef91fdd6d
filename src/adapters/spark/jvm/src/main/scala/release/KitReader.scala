// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.types.StructType

import instrumentation.RowShape
import query.TaskHook

import ConnectorApi.PartitionOffset

/** The reader of one partition, without the interface that each release has for it. */
abstract class KitReader(partition: Int, start: Long, shape: RowShape = RowShape.OneColumn) {
  private val reader = TaskHook.here.reader()
  private var rows = start
  private var row: InternalRow = _

  def next(): Boolean = {
    row = shape.row(reader.next())
    rows += 1
    true
  }

  def get(): InternalRow = row

  def getOffset: PartitionOffset = PartitionRows(partition, rows)

  def close(): Unit = reader.close()
}

object KitReader {
  val schema: StructType = RowShape.OneColumn.schema
}
