// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import org.apache.logging.log4j.{Level, LogManager}
import org.apache.logging.log4j.core.{LogEvent, LoggerContext}
import org.apache.logging.log4j.core.appender.AbstractAppender
import org.apache.logging.log4j.core.config.{LoggerConfig, Property}

/** Log lines with log4j 2. */
object Logs {
  /** Calls `line` with level, logger and message of each log line from INFO up, on the thread that logs. */
  def capture(logger: String, line: (String, String, String) => Unit): Unit = {
    val appender = new AbstractAppender("conformance", null, null, false, Property.EMPTY_ARRAY) {
      override def append(event: LogEvent): Unit =
        line(event.getLevel.toString, event.getLoggerName, event.getMessage.getFormattedMessage)
    }
    appender.start()
    val context = LogManager.getContext(false).asInstanceOf[LoggerContext]
    // These lines become events, and are not printed on standard error.
    val captured = new LoggerConfig(logger, Level.INFO, false)
    captured.addAppender(appender, Level.INFO, null)
    context.getConfiguration.addLogger(logger, captured)
    context.updateLoggers()
  }
}
