// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package batches

/** The rows of a micro-batch query, which stay where they are: a planned batch has the same rows each time it is run. */
trait BatchSource {
  /** Spark prepares the source for a run, on the query's thread. */
  def opened(): Unit

  def partitions: Int

  /** Waits until the kit wants a batch. By partition: the rows that are there. */
  def latest(): Seq[Long]

  /** By partition: the rows of a batch. */
  def between(start: Seq[Long], end: Seq[Long]): Seq[Seq[String]]
}
