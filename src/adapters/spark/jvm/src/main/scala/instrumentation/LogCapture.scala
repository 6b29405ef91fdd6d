// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

/** Passes the log lines of the classes under test to the observer of the thread that logs. */
object LogCapture {
  private val tested = "org.apache.spark.sql.execution.streaming.continuous."
  private val driver = tested + "conformance."

  def attach(): Unit = Logs.capture(tested.stripSuffix("."), { (level, logger, message) =>
    if (logger.startsWith(tested) && !logger.startsWith(driver)) {
      Observer.current.foreach(_.logged(level, logger, message))
    }
  })
}
