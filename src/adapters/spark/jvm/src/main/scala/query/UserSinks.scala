// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package query

import scala.util.control.NonFatal

import com.fasterxml.jackson.databind.JsonNode

import org.apache.spark.sql.types.StructType

import instrumentation.{RowShape, Spark, UserSink}
import protocol.{Fields, Json, RequestError}
import release.QueryRelease

/** The sink that queries write to instead of the kit's, and what an outside reader sees of it. */
final class UserSinks(spark: Spark) {
  private var current: Option[UserSink] = None
  private var microBatch = false
  private val seen = new SinkCalls

  def calls: SinkCalls = seen

  def inUse: Option[UserSink] = current

  /** Whether the queries that write to it are micro-batch queries. */
  def inBatches: Boolean = microBatch

  /** The queries that are opened from now on write to this sink; to the kit's own if none is named. */
  def use(params: Fields): JsonNode = {
    val rows = params.fieldsIfAny("schema").fold(RowShape.OneColumn)(shapeIn)
    val named = if (params.has("sink")) Some(sinkIn(params.fields("sink")).copy(rows = rows)) else None
    val mode = if (params.has("mode")) params.oneOf("mode", "continuous", "micro-batch") else "continuous"
    params.end()
    named.foreach(sink => ofUser("the sink cannot be written to")(QueryRelease.check(spark.session, sink)))
    current = named
    microBatch = named.isDefined && mode == "micro-batch"
    seen.forget()
    Json.obj()
  }

  /** The rows that a batch query reads, as texts: the value of an expression for each. */
  def read(params: Fields): JsonNode = {
    val from = sinkIn(params.fields("sink"))
    val select = params.string("select")
    params.end()
    ofUser("the sink cannot be read") {
      val rows = from.table match {
        case Some(name) =>
          // Its tables may be cached as they were.
          spark.session.catalog.refreshTable(name)
          spark.session.table(name)
        case None =>
          val format = from.format.getOrElse("")
          val schema = current.fold(RowShape.OneColumn)(_.rows).schema
          QueryRelease.inMemory(spark.session, format, schema)
            .getOrElse(spark.session.read.format(format).options(from.options).load())
      }
      Json.obj("rows" -> rows.selectExpr(select).collect().toSeq.map(_.getString(0)))
    }
  }

  /** Runs a statement of SQL, such as a setting of a catalog, or a new table. */
  def sql(params: Fields): JsonNode = {
    val statement = params.string("statement")
    params.end()
    ofUser(s"a statement failed ($statement)")(spark.session.sql(statement).collect())
    Json.obj()
  }

  private def shapeIn(named: Fields): RowShape = {
    val (ddl, id) = (named.string("ddl"), named.string("id"))
    named.end()
    ofUser("Spark does not read the schema")(StructType.fromDDL(ddl)) match {
      case schema if schema.fieldNames.contains(id) => RowShape(schema, schema.fieldIndex(id))
      case _ => throw RequestError.params(named.at("id"), s"the schema has no column $id")
    }
  }

  /** What fails in the user's own code, or for want of a class, is no failure of the driver. */
  private def ofUser[T](what: String)(body: => T): T =
    try body
    catch {
      case refused: RequestError => throw refused
      case error @ (NonFatal(_) | _: LinkageError) => throw RequestError.notSupported(s"$what: $error")
    }

  private def sinkIn(named: Fields): UserSink = {
    val sink = UserSink(
      if (named.has("format")) Some(named.string("format")) else None,
      if (named.has("table")) Some(named.string("table")) else None,
      named.texts("options"))
    named.end()
    if (sink.format.isEmpty == sink.table.isEmpty) throw RequestError.params(named.place, "either a format or a table is wanted")
    sink
  }
}
