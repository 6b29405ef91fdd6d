// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import org.apache.spark.sql.catalyst.InternalRow

import instrumentation.SinkWriter

import ConnectorApi.WriterCommitMessage

/** The writer of one partition and epoch, without the interface that each release has for it. */
abstract class KitDataWriter(writer: SinkWriter) {
  def write(row: InternalRow): Unit = writer.write(row.getString(0))

  def commit(): WriterCommitMessage = KitCommitMessage(writer.commit())

  def abort(): Unit = writer.abort()

  /** Spark calls this from 3.0 on. */
  def close(): Unit = writer.close()
}
