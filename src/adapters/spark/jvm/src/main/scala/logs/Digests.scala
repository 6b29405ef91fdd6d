// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package logs

import java.io.OutputStream

import scala.util.control.NonFatal

import org.apache.hadoop.conf.Configuration
import org.apache.hadoop.fs.Path

import protocol.Json

/** The digests of log files, made on this machine. */
object Digests {
  /**
   * The lines of the digests: the number of the file, the number of the line, the line. The kit reads local files by their paths; the
   * bytes of all others come through Spark's file system. On its last attempt, a task says of files that it could not read that they
   * are unread, and the job goes on.
   */
  def of(files: Seq[(Int, LogFile)], kit: Kit, conf: Configuration, isLastAttempt: Boolean): Iterator[(Int, Int, String)] = {
    val (local, other) = files.partition(_._2.isLocal)
    val together = if (local.isEmpty) Nil else Seq(() => ofLocal(local, kit))
    val each = other.map(one => () => ofOther(one, kit, conf))
    val numbers = scala.collection.mutable.Map.empty[Int, Int].withDefaultValue(0)
    val finished = scala.collection.mutable.Set.empty[Int]
    val lines = (together ++ each).zip((if (local.isEmpty) Nil else Seq(local)) ++ other.map(Seq(_))).iterator.flatMap {
      case (digest, read) => orUnread(digest, isLastAttempt)(read.filterNot { case (at, _) => finished(at) })
    }
    lines.map { case (at, line) =>
      if (line.startsWith("{\"kind\":\"end\"")) finished += at
      numbers(at) += 1
      (at, numbers(at), line)
    }
  }

  private def orUnread(digest: () => Iterator[(Int, String)], isLastAttempt: Boolean)(
      unfinished: => Seq[(Int, LogFile)]): Iterator[(Int, String)] = {
    def unread(e: Throwable): Iterator[(Int, String)] = {
      if (!isLastAttempt) throw e
      unfinished.iterator.flatMap { case (at, file) =>
        val why = e match {
          case failure: KitFailure => failure.getMessage
          case other => s"${other.getClass.getSimpleName}: ${other.getMessage}"
        }
        Seq(
          (at, Json.print(Json.obj("kind" -> "file", "name" -> file.path))),
          (at, Json.print(Json.obj("kind" -> "unread", "why" -> why))))
      }
    }
    val lines = try digest() catch { case NonFatal(e) => return unread(e) }
    new Iterator[(Int, String)] {
      private var rest = lines
      override def hasNext: Boolean = try rest.hasNext catch {
        case NonFatal(e) =>
          rest = unread(e)
          rest.hasNext
      }
      override def next(): (Int, String) = rest.next()
    }
  }

  private def ofLocal(files: Seq[(Int, LogFile)], kit: Kit): Iterator[(Int, String)] =
    KitProcess.run(kit.command("digest")) { out =>
      files.foreach { case (at, file) => CheckLogs.writeLine(out, s"$at\t${file.path}") }
    }.map { line =>
      val tab = line.indexOf('\t')
      (line.substring(0, tab).toInt, line.substring(tab + 1))
    }

  private def ofOther(one: (Int, LogFile), kit: Kit, conf: Configuration): Iterator[(Int, String)] = {
    val (at, file) = one
    KitProcess.run(kit.command("digest-input", file.path))(copy(file, conf, _)).map((at, _))
  }

  private def copy(file: LogFile, conf: Configuration, out: OutputStream): Unit = {
    val path = new Path(file.path)
    val input = path.getFileSystem(conf).open(path)
    try {
      val buffer = new Array[Byte](1 << 20)
      Iterator.continually(input.read(buffer)).takeWhile(_ >= 0).foreach(out.write(buffer, 0, _))
    } finally input.close()
  }
}
