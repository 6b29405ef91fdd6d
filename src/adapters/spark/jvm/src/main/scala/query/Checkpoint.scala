// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package query

import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.{Files, Path}
import java.util.UUID

/** The checkpoint of a query over the driver's own source. */
object Checkpoint {
  /** The offsets of all partitions: the number of rows that each has read. */
  def print(rows: Seq[Long]): String = rows.mkString("[", ",", "]")

  def parse(text: String): Seq[Long] =
    text.stripPrefix("[").stripSuffix("]").split(",").filter(_.nonEmpty).map(_.toLong).toSeq

  /** Writes the checkpoint of a query that has committed this epoch and read no rows. */
  def write(folder: Path, partitions: Int, committed: Long): Unit = {
    def put(file: String, lines: String*): Unit = {
      val path = folder.resolve(file)
      Files.createDirectories(path.getParent)
      Files.write(path, lines.mkString("\n").getBytes(UTF_8))
    }
    put("metadata", s"""{"id":"${UUID.randomUUID}"}""")
    put(s"offsets/$committed", "v1", """{"batchWatermarkMs":0,"batchTimestampMs":0,"conf":{}}""",
      print(Seq.fill(partitions)(0L)))
    put(s"commits/$committed", "v1", """{"nextBatchWatermarkMs":0}""")
  }

  /** Removes each entry of the offset log behind the last commit, with its checksum, as `cwc doctor --fix` does. */
  def cleanOffsets(folder: Path): Unit = {
    val committed = entries(folder.resolve("commits")).foldLeft(-1L)(math.max)
    val offsets = folder.resolve("offsets")
    for (epoch <- entries(offsets) if epoch > committed; file <- Seq(s"$epoch", s".$epoch.crc"))
      Files.deleteIfExists(offsets.resolve(file))
  }

  private def entries(log: Path): Seq[Long] =
    Option(log.toFile.list()).toSeq.flatten.filter(_.matches("\\d+")).map(_.toLong)
}
