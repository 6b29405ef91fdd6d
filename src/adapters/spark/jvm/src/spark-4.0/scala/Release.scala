// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.sql.classic
import org.apache.spark.sql.execution.streaming

/** What this family of releases (4.0) calls things: all that the rest of the driver needs to know of it. */
object Release extends Connector with WriteNodes {
  type SparkSession = classic.SparkSession
  val SparkSession = classic.SparkSession
  val StreamExecution = streaming.StreamExecution
}
