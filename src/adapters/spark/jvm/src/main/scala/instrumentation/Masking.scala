// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

/** Replaces the parts of a message that differ from run to run. */
object Masking {
  // Each pattern with its replacement.
  private val patterns = Seq(
    """(spark://[^@\s]*@)[^:\s]+:\d+""" -> "$1<host>:<port>",
    """\b(?:127\.0\.0\.1|localhost):\d+""" -> "<host>:<port>",
    """\b([Tt]ask) \d+(?:\.\d+)?( in stage) \d+(?:\.\d+)?""" -> "$1 <n>$2 <n>",
    """\bfailed \d+ times\b""" -> "failed <n> times",
    """\(TID \d+, [^,)]+,""" -> "(TID <n>, <host>,",
    """\(TID \d+\) \(\S+ executor""" -> "(TID <n>) (<host> executor",
    """\bTID \d+""" -> "TID <n>",
    """\bexecutor (?:driver|\d+)\b""" -> "executor <n>",
    """\b([Jj]ob) \d+\b""" -> "$1 <n>",
    """\b([Ss]tage) \d+(?:\.\d+)?""" -> "$1 <n>",
    // Spark numbers attributes through the whole run.
    """#\d+""" -> "#<n>").map { case (pattern, left) => pattern.r -> left }

  private val traceLine = """\s+at \S.*|\s*\.\.\. \d+ more|\s*(?:Caused by|Suppressed): .*|Driver stacktrace:""".r.pattern

  def apply(message: String): String = {
    val lines = message.split("\n", -1).toSeq
    val kept = lines.filterNot(traceLine.matcher(_).matches)
    // Blank lines at the end belong to a trace, and are removed only if there was one.
    val text = if (kept.size == lines.size) message else kept.mkString("\n").replaceAll("\\s+$", "")
    patterns.foldLeft(text) { case (left, (pattern, by)) => pattern.replaceAllIn(left, by) }
  }
}
