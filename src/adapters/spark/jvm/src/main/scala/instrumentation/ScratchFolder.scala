// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import java.nio.file.{Files, Path, Paths}

import scala.collection.JavaConverters._
import scala.util.Try

import org.apache.commons.io.FileUtils

/** The folder for the files of one Spark, named after its process. */
object ScratchFolder {
  private val prefix = "continuous-write-conformance-"

  /** Makes a new folder, and removes the folders of processes that were killed. */
  def make(): Path = {
    val home = Paths.get(System.getProperty("java.io.tmpdir"))
    sweep(home)
    Files.createTempDirectory(home, s"$prefix${ProcessHandle.current.pid}-")
  }

  def delete(folder: Path): Unit = FileUtils.deleteQuietly(folder.toFile)

  private def sweep(home: Path): Unit = {
    val folders = Files.newDirectoryStream(home, s"$prefix*-*")
    try folders.asScala.filterNot(belongsToRunningProcess).foreach(delete)
    finally folders.close()
  }

  private def belongsToRunningProcess(folder: Path): Boolean =
    // A folder with another name is not ours to delete.
    Try(folder.getFileName.toString.stripPrefix(prefix).takeWhile(_ != '-').toLong).toOption
      .forall(pid => ProcessHandle.of(pid).isPresent)
}
