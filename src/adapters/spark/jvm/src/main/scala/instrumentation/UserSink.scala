// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

/** A sink of somebody else, which stands in the place of the kit's: a format or a table, its options, and the rows that it gets. */
final case class UserSink(
    format: Option[String], table: Option[String], options: Map[String, String], rows: RowShape = RowShape.OneColumn)
