// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

/** What a sink does, whatever a release calls the interfaces of it; each release's own sink calls this. */
trait Sink {
  /** The number of partitions, where the release tells it to the sink. */
  def factoryCreated(partitions: Option[Int]): Unit
  def writerCreated(partition: Int, taskAttemptId: Long, epoch: Long): SinkWriter
  def committed(epoch: Long, messages: Seq[String]): Unit
}

/** What the writer of one partition and epoch does. */
trait SinkWriter {
  def write(value: String): Unit
  def commit(): String
  def abort(): Unit
  def close(): Unit
}
