// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import org.apache.spark.sql
import org.apache.spark.sql.execution.streaming

/** The API of this family of releases (2.4 to 3.5), as far as the driver needs it. */
object Release extends WriteNodes {
  type SparkSession = sql.SparkSession
  val SparkSession = sql.SparkSession
  val StreamExecution = streaming.StreamExecution
}
