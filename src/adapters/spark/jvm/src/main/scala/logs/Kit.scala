// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package logs

import java.io.File
import java.nio.file.{Files, Path}

import org.apache.spark.util.Utils

/** The part of the kit that workers run. It comes with the job, so a worker needs only Node. */
final class Kit(files: Seq[(String, Array[Byte])], job: Job) extends Serializable {
  // The commands that run the kit on this machine.
  def look: Seq[String] = command("look", job.layout.getOrElse(""))
  def digest: Seq[String] = command("digest", job.layout.getOrElse(""))
  def judge: Seq[String] = command("judge", job.edition.getOrElse(""), if (job.table.isDefined) "rows" else "")

  /** The modules are compiled once per machine, and not once per task. */
  def environment: Map[String, String] = Map("NODE_COMPILE_CACHE" -> new File(Kit.unpacked(files), "compiled").getPath)

  private def command(words: String*): Seq[String] = Seq(job.node, new File(Kit.unpacked(files), job.entry).getPath) ++ words
}

object Kit {
  def read(job: Job): Kit =
    new Kit(job.files.map(file => (file, Files.readAllBytes(new File(job.root, file).toPath))), job)

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
