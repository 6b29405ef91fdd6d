// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import batches.BatchSource
import remote.{DriverRef, Remote}

/** A source, independent of the release: the source that implements a release's interfaces calls this one. */
trait Source extends Remote {
  @throws[Throwable] def partitions: Int

  /** Spark prepares the source for a run, on the query's thread. Spark may call this again later, on other threads. */
  @throws[Throwable] def opened(): Unit
}

/** The reader of one partition, on a thread of its own. */
trait SourceReader {
  /** Waits for the next row. */
  def next(): String
  def close(): Unit
}

/** The source and sink of a query, which finds them by name because options are strings. A user's sink is watched by the kit's. */
final case class SourceAndSink(
    source: DriverRef[Source], sink: DriverRef[Sink], users: Option[UserSink] = None, batches: Option[BatchSource] = None) {
  def rows: RowShape = users.fold(RowShape.OneColumn)(_.rows)
}

object SourceAndSink {
  /** The option that holds the name. */
  val Option = "source-and-sink"

  private val named = new java.util.concurrent.ConcurrentHashMap[String, SourceAndSink]

  def put(name: String, pair: SourceAndSink): Unit = named.put(name, pair)
  def get(name: String): SourceAndSink = named.get(name)
  def forget(name: String): Unit = named.remove(name)
}
