// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

/** Gives the lines that the machinery under test logs to the witness of the thread that logs. */
object LogLines {
  private val machinery = "org.apache.spark.sql.execution.streaming.continuous."
  private val own = machinery + "conformance."

  def attach(): Unit = Logs.capture(machinery.stripSuffix("."), { (level, logger, message) =>
    if (logger.startsWith(machinery) && !logger.startsWith(own)) {
      Witness.here.foreach(_.logged(level, logger, message))
    }
  })
}
