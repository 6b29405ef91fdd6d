// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

/** What a source does, whatever a release calls the interfaces of it; each release's own source calls this. */
trait Source extends Reachable {
  @throws[Throwable] def partitions: Int

  /** The source is made ready for a run, on the thread of the query; it may be on others, and later, too. */
  @throws[Throwable] def opened(): Unit
}

/** What the reader of one partition does, on a thread of its own. */
trait SourceReader {
  /** Waits for the next row. */
  def next(): String
  def close(): Unit
}

/** A source and a sink, for a query to find by a name: its options are texts. */
final case class Ends(source: Local[Source], sink: Local[Sink])

object Ends {
  /** The option that holds the name. */
  val Option = "ends"

  private val named = new java.util.concurrent.ConcurrentHashMap[String, Ends]

  def put(name: String, ends: Ends): Unit = named.put(name, ends)
  def get(name: String): Ends = named.get(name)
  def forget(name: String): Unit = named.remove(name)
}
