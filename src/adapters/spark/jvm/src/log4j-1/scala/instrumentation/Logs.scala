// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import org.apache.log4j.{AppenderSkeleton, Level, Logger}
import org.apache.log4j.spi.LoggingEvent

/** Log lines with log4j 1.2. */
object Logs {
  /** Calls `line` with level, logger and message of each log line from INFO up, on the thread that logs. */
  def capture(logger: String, line: (String, String, String) => Unit): Unit = {
    val captured = Logger.getLogger(logger)
    captured.setLevel(Level.INFO)
    // These lines become events, and are not printed on standard error.
    captured.setAdditivity(false)
    captured.addAppender(new AppenderSkeleton {
      override def append(event: LoggingEvent): Unit =
        line(event.getLevel.toString, event.getLoggerName, event.getRenderedMessage)
      override def close(): Unit = ()
      override def requiresLayout: Boolean = false
    })
  }
}
