// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package logs

import java.io.{IOException, OutputStream}

import scala.util.control.NonFatal

import org.apache.hadoop.conf.Configuration
import org.apache.hadoop.fs.Path
import org.apache.spark.{SparkContext, TaskContext}
import org.apache.spark.broadcast.Broadcast
import org.apache.spark.rdd.RDD
import org.apache.spark.util.SerializableConfiguration

import protocol.Json

/**
 * The tasks that read files. The kit reads local files by their paths; the bytes of all others come through Spark's file system.
 *
 * @param attempts how often Spark tries a task: in its last attempt, a task says of files that it could not read that they are unread
 */
final class Readers(kit: Broadcast[Kit], conf: Broadcast[SerializableConfiguration], attempts: Int) extends Serializable {
  /** What the beginning of each file says, in the words of the kit. */
  def looks(files: Seq[LogFile], context: SparkContext): Seq[String] = {
    val shares = Shares.of(files.zipWithIndex, 4L << 20, context.defaultParallelism)(one => math.min(one._1.size, Beginning))
    val seen = context.parallelize(shares, shares.size).flatMap { share =>
      val (kit, conf, isLast) = parts
      val answered = scala.collection.mutable.Set.empty[Int]
      val lines = KitProcess.run(kit.look, kit.environment) { out =>
        share.foreach { case (file, at) =>
          CheckLogs.writeLine(out, s"$at\t${file.words}")
          Readers.copy(file, Beginning, conf, isLast, out)
        }
      }.map { line =>
        val tab = line.indexOf('\t')
        val at = line.substring(0, tab).toInt
        answered += at
        (at, line.substring(tab + 1))
      }
      Readers.orElse(lines, isLast) { why =>
        share.iterator.map(_._2).filterNot(answered).map { at =>
          (at, Json.print(Json.obj("look" -> Json.obj("role" -> "unknown"), "refused" -> why)))
        }
      }
    }
    seen.collect().sortBy(_._1).map(_._2).toSeq
  }

  /** The lines of the digests: application, log and number, and the line. */
  def digests(logs: Seq[Log], context: SparkContext): RDD[((Int, Int, Int), String)] = {
    val shares = Shares.of(logs, 32L << 20, 4 * context.defaultParallelism)(_.size)
    context.parallelize(shares, shares.size).flatMap { share =>
      val (kit, conf, isLast) = parts
      val application = share.map(log => (log.number, log.application)).toMap
      val lines = scala.collection.mutable.Map.empty[Int, Int].withDefaultValue(0)
      val finished = scala.collection.mutable.Set.empty[Int]
      val digest = KitProcess.run(kit.digest, kit.environment) { out =>
        share.foreach { log =>
          CheckLogs.writeLine(out, s"${log.number}\t${log.first}\t${log.files.map(_.words).mkString("[", ",", "]")}")
          log.files.foreach(Readers.copy(_, Long.MaxValue, conf, isLast, out))
        }
      }.map { line =>
        val tab = line.indexOf('\t')
        (line.substring(0, tab).toInt, line.substring(tab + 1))
      }
      Readers.orElse(digest, isLast) { why =>
        share.iterator.filterNot(log => finished(log.number)).flatMap { log =>
          val begun = if (lines(log.number) == 0) Seq(log.first) else Nil
          (begun :+ Json.print(Json.obj("kind" -> "unread", "why" -> why))).map((log.number, _))
        }
      }.map { case (log, line) =>
        if (line.startsWith("{\"kind\":\"end\"")) finished += log
        lines(log) += 1
        ((application(log), log, lines(log)), line)
      }
    }
  }

  private def parts: (Kit, Configuration, Boolean) =
    (kit.value, conf.value.value, TaskContext.get().attemptNumber + 1 >= attempts)

  /** The bytes of a file that are enough for a look: those of a text of a megabyte, in UTF-16. */
  private def Beginning: Long = (2L << 20) + (64L << 10)
}

object Readers {
  /** The lines; if they fail in the last attempt, what is said of all that is not there. A worker without Node is no reason for that. */
  private def orElse[Line](lines: Iterator[Line], isLast: Boolean)(unread: String => Iterator[Line]): Iterator[Line] =
    new Iterator[Line] {
      private var rest = lines
      override def hasNext: Boolean = try rest.hasNext catch {
        case missing: KitFailure if missing.isOfMachine => throw missing
        case NonFatal(e) if isLast =>
          rest = unread(Option(e.getMessage).getOrElse(e.toString))
          rest.hasNext
      }
      override def next(): Line = rest.next()
    }

  /** Sends the bytes of a file that has no path here: chunks behind their lengths, and a length of 0. */
  private def copy(file: LogFile, most: Long, conf: Configuration, isLast: Boolean, out: OutputStream): Unit =
    if (!file.isLocal) {
      val path = new Path(file.path)
      try {
        val input = path.getFileSystem(conf).open(path)
        try {
          val buffer = new Array[Byte](1 << 18)
          var left = most
          Iterator.continually(input.read(buffer, 0, math.min(buffer.length.toLong, left).toInt)).takeWhile(_ > 0).foreach { count =>
            sent { CheckLogs.writeLine(out, s"$count") }
            sent { out.write(buffer, 0, count) }
            left -= count
          }
        } finally input.close()
        sent { CheckLogs.writeLine(out, "0") }
      } catch {
        // Another attempt may read it.
        case e: IOException if isLast => CheckLogs.writeLine(out, s"!${e.getClass.getSimpleName}: ${e.getMessage}".replace('\n', ' '))
      }
    }

  /** What fails here is no fault of the file. */
  private def sent(write: => Unit): Unit = try write catch {
    case e: IOException => throw new IllegalStateException(s"the kit took no more input: ${e.getMessage}", e)
  }
}
