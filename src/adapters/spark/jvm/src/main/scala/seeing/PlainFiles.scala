// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.net.URI

import org.apache.hadoop.conf.Configuration
import org.apache.hadoop.fs.{DelegateToFileSystem, FileStatus, Path, RawLocalFileSystem}
import org.apache.hadoop.fs.permission.FsPermission

/** Local files as Hadoop has them, where Spark keeps a checkpoint, but for permissions and links: Hadoop starts a process
  * for each that is set or read (`chmod`, `readlink`), a dozen for an epoch, and most of a query's time went there.
  */
final class PlainFiles(uri: URI, conf: Configuration)
    extends DelegateToFileSystem(uri, new RawPlainFiles, conf, "file", false) {
  override def getUriDefaultPort: Int = -1
  override def isValidName(name: String): Boolean = true
}

private final class RawPlainFiles extends RawLocalFileSystem {
  override def setPermission(path: Path, permission: FsPermission): Unit = ()
  override def getFileLinkStatus(path: Path): FileStatus = getFileStatus(path)
}
