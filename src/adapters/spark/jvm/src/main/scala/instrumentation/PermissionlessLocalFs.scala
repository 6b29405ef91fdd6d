// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import java.net.URI

import scala.util.Try

import org.apache.hadoop.conf.Configuration
import org.apache.hadoop.fs.{DelegateToFileSystem, FileStatus, Path, RawLocalFileSystem}
import org.apache.hadoop.fs.permission.FsPermission

/** Hadoop's local file system, for checkpoints, without permissions and links: Hadoop starts a process for each one that
  * is set or read (`chmod`, `readlink`), about twelve per epoch, which took most of a query's time.
  */
final class PermissionlessLocalFs(uri: URI, conf: Configuration)
    extends DelegateToFileSystem(uri, new RawPermissionlessLocalFs, conf, "file", false) {
  override def getUriDefaultPort: Int = -1
  override def isValidName(name: String): Boolean = true
}

private final class RawPermissionlessLocalFs extends RawLocalFileSystem {
  override def setPermission(path: Path, permission: FsPermission): Unit = ()
  override def getFileLinkStatus(path: Path): FileStatus = getFileStatus(path)

  /** An entry of a log of a checkpoint is written under another name, and gets its own in one step. */
  override def rename(from: Path, to: Path): Boolean = RawPermissionlessLocalFs.entryOf(to) match {
    case Some((log, batch)) =>
      val observer = Observer.current
      observer.foreach(_.logsBatch(log, batch))
      val isDone = super.rename(from, to)
      observer.foreach(_.loggedBatch(log, batch))
      isDone
    case None => super.rename(from, to)
  }
}

private object RawPermissionlessLocalFs {
  private val logs = Set("offsets", "commits")

  private def entryOf(path: Path): Option[(String, Long)] =
    Option(path.getParent).map(_.getName).filter(logs).flatMap(log => Try(log -> path.getName.toLong).toOption)
}
