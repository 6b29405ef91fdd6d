// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package logs

import java.io.FileNotFoundException

import org.apache.hadoop.conf.Configuration
import org.apache.hadoop.fs.{FileStatus, FileSystem, Path}

/**
 * A log file of the job.
 *
 * @param isLocal workers have it under its path in their own file system
 */
final case class LogFile(path: String, size: Long, isLocal: Boolean)

object LogFile {
  /** The files that the paths name: files, folders with all below them, or patterns. Hidden files and markers are left out. */
  def list(paths: Seq[String], conf: Configuration): Seq[LogFile] = paths.flatMap { text =>
    val path = new Path(text)
    val fs = path.getFileSystem(conf)
    val found = try Seq(fs.getFileStatus(path)) catch {
      case missing: FileNotFoundException =>
        val matching = Option(fs.globStatus(path)).map(_.toSeq).getOrElse(Nil)
        if (matching.isEmpty) throw new KitFailure(s"$text: there is no such file or folder")
        matching
    }
    found.flatMap(below(fs, _)).map { status =>
      val isLocal = fs.getUri.getScheme == "file"
      LogFile(if (isLocal) status.getPath.toUri.getPath else status.getPath.toString, status.getLen, isLocal)
    }
  }

  private def below(fs: FileSystem, status: FileStatus): Seq[FileStatus] =
    if (!status.isDirectory) Seq(status)
    else fs.listStatus(status.getPath).toSeq
      .filterNot(one => one.getPath.getName.startsWith(".") || one.getPath.getName.startsWith("_"))
      .sortBy(_.getPath.getName).flatMap(below(fs, _))
}
