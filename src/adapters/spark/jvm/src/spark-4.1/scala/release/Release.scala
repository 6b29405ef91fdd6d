// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import org.apache.spark.sql.classic
import org.apache.spark.sql.execution.streaming.runtime

/** The API of this family of releases (4.1 and 4.2), as far as the driver needs it. */
object Release extends WriteNodes {
  type SparkSession = classic.SparkSession
  val SparkSession = classic.SparkSession
  val StreamExecution = runtime.StreamExecution
}
