// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package logs

import java.io.File
import java.nio.file.{Files, Path}

import org.apache.spark.util.Utils

/** The part of the kit that workers run. It comes with the job, so a worker needs only Node. */
final class Kit(files: Seq[(String, Array[Byte])], entry: String, val node: String) extends Serializable {
  /** The command that runs the kit on this machine. */
  def command(words: String*): Seq[String] = Seq(node, new File(Kit.unpacked(files), entry).getPath) ++ words
}

object Kit {
  def read(root: String, files: Seq[String], entry: String, node: String): Kit =
    new Kit(files.map(file => (file, Files.readAllBytes(new File(root, file).toPath))), entry, node)

  private var folder: Option[File] = None

  /** The folder of this JVM that has the files. It goes with the JVM. */
  private def unpacked(files: Seq[(String, Array[Byte])]): File = synchronized {
    folder.filter(_.isDirectory).getOrElse {
      val made = Utils.createTempDir(namePrefix = "cwc")
      files.foreach { case (file, content) =>
        val path: Path = new File(made, file).toPath
        Files.createDirectories(path.getParent)
        Files.write(path, content)
      }
      folder = Some(made)
      made
    }
  }
}
