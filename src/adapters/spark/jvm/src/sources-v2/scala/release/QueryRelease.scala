// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.TimeUnit

import org.apache.spark.sql.{DataFrame, Dataset, SparkSession}
import org.apache.spark.sql.execution.SparkStrategy
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Strategy
import org.apache.spark.sql.execution.streaming.StreamingRelationV2
import org.apache.spark.sql.streaming.{StreamingQuery, Trigger}
import org.apache.spark.sql.types.StructType

import instrumentation.{SourceAndSink, UserSink}
import protocol.RequestError

/** Starts a query over the kit's source and sink in 2.4. */
object QueryRelease {
  private val provider = classOf[KitProvider].getName

  def start(session: SparkSession, name: String, checkpoint: Path, interval: Duration): StreamingQuery = {
    // The plan that `readStream` makes, which would also leave a folder behind.
    val source = StreamingRelationV2(
      new KitProvider, provider, Map(SourceAndSink.Option -> name), KitReader.schema.toAttributes, v1Relation = None)(session)
    Dataset.ofRows(session, source).writeStream
      .format(provider)
      .option(SourceAndSink.Option, name)
      .option("checkpointLocation", checkpoint.toUri.toString)
      .trigger(Trigger.Continuous(interval.toMillis, TimeUnit.MILLISECONDS))
      .start()
  }

  def startBatches(session: SparkSession, name: String, checkpoint: Path): StreamingQuery = throw refused

  def inMemory(session: SparkSession, format: String, schema: StructType): Option[DataFrame] = None

  def check(session: SparkSession, sink: UserSink): Unit = throw refused

  /** The sinks of 2.4 have another interface. */
  private def refused = RequestError.notSupported("a sink of one's own is tried on Spark 3.0 and later")

  /** The strategy that plans the continuous write. */
  def strategy(session: SparkSession): SparkStrategy = DataSourceV2Strategy
}
