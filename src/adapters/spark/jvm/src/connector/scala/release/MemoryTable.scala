// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import scala.collection.JavaConverters._

import org.apache.spark.sql.DataFrame
import org.apache.spark.sql.connector.catalog.Table
import org.apache.spark.sql.execution.streaming.sources.MemorySink
import org.apache.spark.sql.types.StructType

import Release.SparkSession

/** Spark's format `memory`, which has no provider: `writeStream` makes a sink of its own per query. Here all runs of a case write to one. */
object MemoryTable {
  private var current = new MemorySink

  def isNamed(format: String): Boolean = format.equalsIgnoreCase("memory")

  /** A case begins: what earlier ones have written is gone. */
  def renew(): Unit = current = new MemorySink

  def table: Table = current

  def rows(session: SparkSession, schema: StructType): DataFrame = session.createDataFrame(current.allData.asJava, schema)
}
