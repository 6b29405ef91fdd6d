// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.nio.file.{Files, Path, Paths}

import scala.collection.JavaConverters._
import scala.util.Try

import org.apache.commons.io.FileUtils

/** The folder where Spark keeps the files of one run, named after the process that it belongs to. */
object Scratch {
  private val prefix = "continuous-write-conformance-"

  /** A new one; those of processes that were killed are removed on this occasion. */
  def make(): Path = {
    val home = Paths.get(System.getProperty("java.io.tmpdir"))
    sweep(home)
    Files.createTempDirectory(home, s"$prefix${ProcessHandle.current.pid}-")
  }

  def delete(folder: Path): Unit = FileUtils.deleteQuietly(folder.toFile)

  private def sweep(home: Path): Unit = {
    val folders = Files.newDirectoryStream(home, s"$prefix*-*")
    try folders.asScala.filterNot(belongsToSomebody).foreach(delete)
    finally folders.close()
  }

  private def belongsToSomebody(folder: Path): Boolean =
    // What is named otherwise is somebody else's too.
    Try(folder.getFileName.toString.stripPrefix(prefix).takeWhile(_ != '-').toLong).toOption
      .forall(pid => ProcessHandle.of(pid).isPresent)
}
