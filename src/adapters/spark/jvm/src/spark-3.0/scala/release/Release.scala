// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import org.apache.spark.sql
import org.apache.spark.sql.execution.streaming

/** The API of this family of releases (3.0 and 3.1), as far as the driver needs it. */
object Release extends Connector with WriteNodes {
  type SparkSession = sql.SparkSession
  val SparkSession = sql.SparkSession
  val StreamExecution = streaming.StreamExecution
}
