// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import scala.collection.JavaConverters._

import org.apache.spark.sql.connector.catalog.{Identifier, SupportsWrite, Table, TableCapability, TableCatalog, TableProvider}
import org.apache.spark.sql.connector.write.{LogicalWriteInfo, WriteBuilder}
import org.apache.spark.sql.execution.datasources.DataSource
import org.apache.spark.sql.execution.datasources.v2.{DataSourceV2Utils, FileDataSourceV2}
import org.apache.spark.sql.util.CaseInsensitiveStringMap

import Release.SparkSession

import instrumentation.{Sink, UserSink}
import protocol.RequestError
import remote.DriverRef

/** The table of a user's sink. */
object UserTable {
  /**
   * Rejects a sink that continuous processing cannot write to. Catalogs are made with the settings of the active session, and a table
   * that no statement has named so far is the first to need its catalog.
   */
  def check(session: SparkSession, sink: UserSink): Unit = session.withActive {
    MemoryTable.renew()
    load(session, sink)
  }

  /** The user's write in place of the kit's. */
  def writeBuilder(session: SparkSession, users: UserSink, given: LogicalWriteInfo, sink: DriverRef[Sink]): WriteBuilder =
    WatchedWrite.builder(
      WatchedCall(sink, "new-write", "queryId" -> given.queryId, "schema" -> given.schema.catalogString) {
        // Spark 4 adds methods that sinks call: all but the options are Spark's own.
        load(session, users).newWriteBuilder(Delegate(given) { case ("options", _) => optionsOf(users) })
      }, sink, users.rows.id)

  private def load(session: SparkSession, sink: UserSink): SupportsWrite = {
    val table = sink.table.fold(ofFormat(session, sink))(named(session, _))
    table match {
      case writable: SupportsWrite if table.capabilities.contains(TableCapability.STREAMING_WRITE) => writable
      case _ => throw refused(s"${table.name} has the capabilities ${table.capabilities.asScala.mkString(", ")}, and STREAMING_WRITE is wanted")
    }
  }

  /** By the class of the format, whatever `spark.sql.sources.useV1SourceList` says: `writeStream` does not ask that, either. */
  private def ofFormat(session: SparkSession, sink: UserSink): Table = {
    val format = sink.format.getOrElse(throw refused("neither a format nor a table"))
    if (MemoryTable.isNamed(format)) MemoryTable.table else DataSource.lookupDataSource(format, session.sessionState.conf).getConstructor().newInstance() match {
      // Its table reads the path for a schema, and fails where there is none yet; a query that writes to it takes the sink of version 1.
      case _: FileDataSourceV2 => throw refused(s"Spark writes streams to files of $format by a sink of version 1, and one of version 2 is wanted")
      case provider: TableProvider => 
        val known = if (provider.supportsExternalMetadata()) Some(sink.rows.schema) else None
        DataSourceV2Utils.getTableFromProvider(provider, optionsOf(sink), known)
      case other => throw refused(s"$format is a source of version 1 (${other.getClass.getName}), and one of version 2 is wanted")
    }
  }

  private def named(session: SparkSession, name: String): Table =
    session.sessionState.sqlParser.parseMultipartIdentifier(name) match {
      case Seq(catalog, path @ _*) if path.nonEmpty => session.sessionState.catalogManager.catalog(catalog) match {
        case tables: TableCatalog => tables.loadTable(Identifier.of(path.init.toArray, path.last))
        case other => throw refused(s"the catalog ${other.name} has no tables")
      }
      case _ => throw refused(s"$name: CATALOG.DATABASE.TABLE is wanted")
    }

  private def optionsOf(sink: UserSink) = new CaseInsensitiveStringMap(sink.options.asJava)

  private def refused(what: String): RequestError = RequestError.notSupported(what)
}
