// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.sql
import org.apache.spark.sql.execution.streaming

/** What this family of releases (3.0 and 3.1) calls things: all that the rest of the driver needs to know of it. */
object Release extends Connector with WriteNodes {
  type SparkSession = sql.SparkSession
  val SparkSession = sql.SparkSession
  val StreamExecution = streaming.StreamExecution
}
