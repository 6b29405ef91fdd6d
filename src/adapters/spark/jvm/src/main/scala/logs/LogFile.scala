// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package logs

import java.io.FileNotFoundException
import java.nio.file.{Files, Paths}

import org.apache.hadoop.conf.Configuration
import org.apache.hadoop.fs.{FileStatus, FileSystem, LocalFileSystem, Path}

import protocol.Json

/**
 * A file that may be a log.
 *
 * @param isLocal workers have it under its path in their own file system
 * @param isFound it was found in a folder, and not named
 */
final case class LogFile(path: String, size: Long, isLocal: Boolean, isFound: Boolean) {
  def isCompressed: Boolean = path.endsWith(".gz") || path.endsWith(".zst") || path.endsWith(".zstd")

  /** As the kit reads it. */
  def words: String = s"""{"path":${Json.quoted(path)},"isLocal":$isLocal}"""
}

object LogFile {
  /** The files that the paths name, each once: files, folders with all below them, or patterns. As in `cwc check`, no link to a folder is followed. */
  def list(paths: Seq[String], conf: Configuration): Seq[LogFile] = {
    val found = paths.flatMap { text =>
      val path = new Path(text)
      val fs = path.getFileSystem(conf) match {
        // It would hide files with checksums.
        case checked: LocalFileSystem => checked.getRaw
        case other => other
      }
      val isLocal = fs.getUri.getScheme == "file"
      val named = try Seq(fs.getFileStatus(path)) catch {
        case _: FileNotFoundException =>
          val matching = Option(fs.globStatus(path)).map(_.toSeq).getOrElse(Nil)
          if (matching.isEmpty) throw new KitFailure(s"$text: there is no such file or folder")
          matching
      }
      named.flatMap { status =>
        below(fs, status).map { file =>
          LogFile(if (isLocal) file.getPath.toUri.getPath else file.getPath.toString, file.getLen, isLocal, status.isDirectory)
        }.sortBy(_.path)
      }
    }
    val isFound = found.groupBy(_.path).map { case (path, same) => (path, same.forall(_.isFound)) }
    found.map(_.path).distinct.map(found.map(one => one.path -> one).toMap).map(file => file.copy(isFound = isFound(file.path)))
  }

  private def below(fs: FileSystem, status: FileStatus): Seq[FileStatus] =
    if (!status.isDirectory) Seq(status)
    else fs.listStatus(status.getPath).toSeq.filterNot(one => one.isDirectory && isLink(fs, one)).flatMap(below(fs, _))

  private def isLink(fs: FileSystem, status: FileStatus): Boolean =
    status.isSymlink || (fs.getUri.getScheme == "file" && Files.isSymbolicLink(Paths.get(status.getPath.toUri.getPath)))
}
