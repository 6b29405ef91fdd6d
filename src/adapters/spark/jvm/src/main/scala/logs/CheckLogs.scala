// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package logs

import java.io.{OutputStream, PrintWriter}
import java.nio.charset.StandardCharsets.UTF_8

import scala.util.control.NonFatal

import org.apache.spark.{Partitioner, SparkContext, TaskContext}
import org.apache.spark.broadcast.Broadcast
import org.apache.spark.rdd.RDD
import org.apache.spark.sql.{Encoders, SparkSession}
import org.apache.spark.util.SerializableConfiguration

import protocol.Json

/**
 * The job of `cwc check --on`. Tasks read log files and make a digest of each; then a task per application judges its digests.
 * Reading and judging is the kit's: Spark distributes, sorts, and opens the files that no worker has under a path of its own.
 */
object CheckLogs {
  /** The place of a line of a digest: its application, its file and its number. */
  private type Place = (Int, Int, Int)

  def main(args: Array[String]): Unit = {
    val job = Job.read(args(0))
    val answer = new PrintWriter(job.answer, "UTF-8")
    var spark: Option[SparkSession] = None
    try {
      spark = Some(SparkSession.builder.appName("cwc check").getOrCreate())
      val lines = check(job, spark.get)
      lines.foreach(answer.println)
    } catch {
      case failure: KitFailure => answer.println(Json.print(Json.obj("kind" -> "failed", "why" -> failure.getMessage)))
      case NonFatal(e) => answer.println(Json.print(Json.obj("kind" -> "failed", "why" -> wordsOf(e))))
    } finally {
      answer.close()
      spark.foreach(_.stop())
    }
  }

  private def check(job: Job, spark: SparkSession): Seq[String] = {
    val context = spark.sparkContext
    val files = planned(LogFile.list(job.paths, context.hadoopConfiguration), job)
    if (files.isEmpty) return Nil
    System.err.println(s"cwc: ${files.size} files, ${files.map(_._2.size).sum} bytes, ${files.map(_._1).distinct.size} applications")
    val started = System.nanoTime
    val kit = context.broadcast(Kit.read(job.root, job.files, job.entry, job.node))
    val results = judged(digests(files, kit, context), files.map(_._1).distinct.size, kit, job.table.isDefined)
    val lines = results.collect().toSeq
    val (rows, reports) = lines.partition(_.startsWith("{\"kind\":\"row\""))
    job.table.foreach(write(_, rows, spark))
    val milliseconds = (System.nanoTime - started) / 1000000
    reports :+ Json.print(Json.obj("kind" -> "done", "milliseconds" -> milliseconds))
  }

  /** The files with the numbers of their applications, in the order in which the kit wants them. */
  private def planned(files: Seq[LogFile], job: Job): Seq[(Int, LogFile)] = {
    val command = Seq(job.driverNode, new java.io.File(job.root, job.entry).getPath, "plan")
    KitProcess.run(command)(out => files.zipWithIndex.foreach { case (file, at) => writeLine(out, s"$at\t${file.path}") })
      .map { line =>
        val Array(application, at) = line.split('\t').map(_.toInt)
        (application, files(at))
      }.toList
  }

  /** A task per file; small files share one. */
  private def digests(files: Seq[(Int, LogFile)], kit: Broadcast[Kit], context: SparkContext): RDD[(Place, String)] = {
    val conf = context.broadcast(new SerializableConfiguration(context.hadoopConfiguration))
    val attempts = if (context.isLocal) 1 else context.getConf.getInt("spark.task.maxFailures", 4)
    val named = files.zipWithIndex.map { case ((application, file), at) => (application, at, file) }
    val shares = Shares.of(named)(_._3.size)
    context.parallelize(shares, shares.size).flatMap { share =>
      val isLast = TaskContext.get().attemptNumber + 1 >= attempts
      Digests.of(share.map { case (_, at, file) => (at, file) }, kit.value, conf.value.value, isLast).map { case (at, number, line) =>
        ((share.find(_._2 == at).get._1, at, number), line)
      }
    }
  }

  /** The reports, each with the number of its application. */
  private def judged(digests: RDD[(Place, String)], applications: Int, kit: Broadcast[Kit], withRows: Boolean): RDD[String] = {
    val partitions = math.min(applications, 2 * digests.sparkContext.defaultParallelism)
    digests.repartitionAndSortWithinPartitions(new ByApplication(partitions)).mapPartitions { lines =>
      if (lines.isEmpty) Iterator.empty
      else KitProcess.run(kit.value.command(if (withRows) "judge-rows" else "judge")) { out =>
        lines.foreach { case ((application, file, _), line) => writeLine(out, s"$application\t$file\t$line") }
      }
    }
  }

  private final class ByApplication(override val numPartitions: Int) extends Partitioner {
    override def getPartition(key: Any): Int = key match {
      case (application: Int, _, _) => application % numPartitions
    }
  }

  private val columns = "kind STRING, application STRING, release STRING, edition STRING, requirement STRING, verdict STRING, " +
    "held BIGINT, violated BIGINT, file STRING, line BIGINT, expected STRING, why STRING"

  private def write(table: String, rows: Seq[String], spark: SparkSession): Unit = {
    val frame = spark.read.schema(columns).json(spark.createDataset(rows)(Encoders.STRING)).drop("kind").coalesce(1)
    if (table.endsWith(".parquet")) frame.write.parquet(table) else frame.write.json(table)
  }

  private[logs] def writeLine(out: OutputStream, line: String): Unit = {
    out.write(line.getBytes(UTF_8))
    out.write('\n')
  }

  /** The kit's own words, also where Spark has quoted them among its own. */
  private def wordsOf(e: Throwable): String = {
    val messages = Iterator.iterate(e)(_.getCause).takeWhile(_ != null).map(one => Option(one.getMessage).getOrElse(one.toString)).toList
    messages.flatMap(Quoted.findFirstMatchIn(_)).headOption.map(_.group(1)).getOrElse(messages.head.takeWhile(_ != '\n'))
  }

  private val Quoted = "KitFailure: (.*)".r
}
