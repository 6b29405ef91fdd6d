// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

/** What a sink does, whatever a release calls the interfaces of it; each release's own sink calls this. */
trait Sink extends Reachable {
  /** The number of partitions, where the release tells it to the sink. */
  @throws[Throwable] def factoryCreated(partitions: Option[Int]): Unit
  @throws[Throwable] def writerCreated(partition: Int, taskAttemptId: Long, epoch: Long): SinkWriter
  @throws[Throwable] def committed(epoch: Long, messages: Seq[String]): Unit
}

/** What the writer of one partition and epoch does. */
trait SinkWriter extends Reachable {
  @throws[Throwable] def write(value: String): Unit
  @throws[Throwable] def commit(): String
  @throws[Throwable] def abort(): Unit
  @throws[Throwable] def close(): Unit
}
