// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.TimeUnit

import org.apache.spark.sql.{AnalysisException, DataFrame}
import org.apache.spark.sql.execution.SparkStrategy
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Strategy
import org.apache.spark.sql.streaming.{StreamingQuery, Trigger}
import org.apache.spark.sql.types.StructType

import Release.SparkSession

import instrumentation.{SourceAndSink, UserSink}
import protocol.RequestError

/** Starts a query over the kit's source and sink in 3.0 and later. */
object QueryRelease {
  private val provider = classOf[KitProvider].getName

  def start(session: SparkSession, name: String, checkpoint: Path, interval: Duration): StreamingQuery =
    start(session, name, checkpoint, Trigger.Continuous(interval.toMillis, TimeUnit.MILLISECONDS))

  /** A micro-batch query, whose source decides when a batch begins. */
  def startBatches(session: SparkSession, name: String, checkpoint: Path): StreamingQuery =
    start(session, name, checkpoint, Trigger.ProcessingTime(0))

  /** A user's program has an active session where it starts a query, and sinks such as `console` ask for it. */
  private def start(session: SparkSession, name: String, checkpoint: Path, trigger: Trigger): StreamingQuery = session.withActive {
    val writer = session.readStream.format(provider).option(SourceAndSink.Option, name).load().writeStream
      .format(provider)
      .option(SourceAndSink.Option, name)
      .option("checkpointLocation", checkpoint.toUri.toString)
      .trigger(trigger)
    try writer.start()
    catch { case error: AnalysisException => throw RequestError.notSupported(s"Spark refuses the query: ${error.getMessage}") }
  }

  /** What queries have written to the format `memory`, which no reader has. */
  def inMemory(session: SparkSession, format: String, schema: StructType): Option[DataFrame] =
    if (MemoryTable.isNamed(format)) Some(MemoryTable.rows(session, schema)) else None

  /** Rejects a sink that continuous processing cannot write to. */
  def check(session: SparkSession, sink: UserSink): Unit = UserTable.check(session, sink)

  /** The strategy that plans the continuous write. */
  def strategy(session: SparkSession): SparkStrategy = new DataSourceV2Strategy(session)
}
