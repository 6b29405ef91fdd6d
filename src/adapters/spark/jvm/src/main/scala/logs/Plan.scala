// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package logs

import protocol.Json

/**
 * A log: one file, or the files of a rotated log.
 *
 * @param number its place among all logs, application by application
 * @param first the first line of its digest
 */
final case class Log(application: Int, number: Int, first: String, files: Seq[LogFile]) {
  /** A compressed file takes as long as what it unpacks to. */
  def size: Long = files.map(file => if (file.isCompressed) 8 * file.size else file.size).sum
}

/**
 * Which files belong together.
 *
 * @param remarks what is said of files that are no logs, for the answer
 */
final case class Plan(remarks: String, logs: Seq[Log]) {
  def applications: Int = logs.lastOption.fold(0)(_.application + 1)
}

object Plan {
  /** Asks the kit: by what was seen of each file. */
  def of(files: Seq[LogFile], seen: Seq[String], job: Job): Plan = {
    val lines = KitProcess.run(Seq(job.driverNode, new java.io.File(job.root, job.entry).getPath, "plan")) { out =>
      files.zip(seen).foreach { case (file, what) =>
        CheckLogs.writeLine(out, s"${if (file.isFound) "found" else "named"}\t${Json.quoted(file.path)}\t$what")
      }
    }.toList
    val logs = lines.tail.zipWithIndex.map { case (line, number) =>
      val Array(application, first, own) = line.split('\t')
      Log(application.toInt, number, first, own.split(',').map(at => files(at.toInt)).toSeq)
    }
    Plan(lines.head, logs)
  }
}
