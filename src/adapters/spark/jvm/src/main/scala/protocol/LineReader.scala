// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package protocol

import java.io.{ByteArrayOutputStream, InputStream}
import java.nio.charset.StandardCharsets.UTF_8

/** Reads lines of UTF-8 that end in a line feed; a line over the limit is `None`. */
final class LineReader(in: InputStream, limit: Int = LineReader.Limit) extends Iterator[Option[String]] {
  private var ahead: Option[Option[String]] = None
  private var over = false

  override def hasNext: Boolean = {
    if (ahead.isEmpty && !over) ahead = read()
    ahead.nonEmpty
  }

  override def next(): Option[String] = {
    if (!hasNext) throw new NoSuchElementException("no more lines")
    val line = ahead.get
    ahead = None
    line
  }

  private def read(): Option[Option[String]] = {
    val bytes = new ByteArrayOutputStream(1024)
    var length = 0L
    var byte = in.read()
    while (byte != '\n' && byte >= 0) {
      length += 1
      // Skips the rest of a line that is too long, so the next line starts in the right place.
      if (length <= limit) bytes.write(byte)
      byte = in.read()
    }
    over = byte < 0
    if (over && length == 0) None
    else if (length > limit) Some(None)
    else Some(Some(new String(bytes.toByteArray, UTF_8)))
  }
}

object LineReader {
  /** The longest line that both sides accept: 16 MiB. */
  val Limit: Int = 16 << 20
}
