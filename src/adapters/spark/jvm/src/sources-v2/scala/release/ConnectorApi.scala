// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import org.apache.spark.sql.sources.v2.{reader, writer}

/** Types of Spark that sources and sinks use, for 2.4. */
object ConnectorApi {
  type Offset = reader.streaming.Offset
  type PartitionOffset = reader.streaming.PartitionOffset
  type WriterCommitMessage = writer.WriterCommitMessage
}
