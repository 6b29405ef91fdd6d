// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import org.apache.spark.sql.connector.{read, write}

/** Types of Spark that sources and sinks use, for 3.0 and later. */
object ConnectorApi {
  type Offset = read.streaming.Offset
  type PartitionOffset = read.streaming.PartitionOffset
  type WriterCommitMessage = write.WriterCommitMessage
}
