// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package logs

import java.io.{OutputStream, PrintWriter}
import java.nio.charset.StandardCharsets.UTF_8

import scala.util.control.NonFatal

import org.apache.hadoop.fs.Path
import org.apache.spark.{Partitioner, SparkConf, SparkContext}
import org.apache.spark.broadcast.Broadcast
import org.apache.spark.rdd.RDD
import org.apache.spark.scheduler.{SparkListener, SparkListenerApplicationEnd}
import org.apache.spark.sql.{Encoders, SparkSession}
import org.apache.spark.storage.StorageLevel
import org.apache.spark.util.SerializableConfiguration

import protocol.Json

/**
 * The job of `cwc check --on`. Tasks look into the log files, and the kit plans by what they see. Then tasks read the logs and make a
 * digest of each, and tasks judge applications by their digests. All that is the kit's: Spark distributes, sorts, and opens the files
 * that no worker has under a path of its own.
 */
object CheckLogs {
  /** The place of a line of a digest: its application, its log and its number. */
  private type Place = (Int, Int, Int)

  def main(args: Array[String]): Unit = {
    val job = Job.read(args(0))
    val answer = new PrintWriter(job.answer, "UTF-8")
    def fail(why: String): Unit = answer.println(Json.print(Json.obj("kind" -> "failed", "why" -> why)))
    var context: Option[SparkContext] = None
    try {
      context = Some(new SparkContext(new SparkConf().setAppName("cwc check")))
      context.get.addSparkListener(EndWithContext)
      check(job, context.get, answer)
      answer.println(Json.print(Json.obj("kind" -> "done")))
    } catch {
      case NonFatal(e) => fail(wordsOf(e))
    } finally {
      EndWithContext.isExpected = true
      answer.close()
      context.foreach(_.stop())
    }
  }

  /** Spark may stop a context whose master does not answer, and let a job wait for ever that was just submitted. */
  private object EndWithContext extends SparkListener {
    @volatile var isExpected = false

    override def onApplicationEnd(end: SparkListenerApplicationEnd): Unit = {
      val thread = new Thread(() => {
        Thread.sleep(10000)
        if (!isExpected) Runtime.getRuntime.halt(1)
      })
      thread.setDaemon(true)
      thread.start()
    }
  }

  private def check(job: Job, context: SparkContext, answer: PrintWriter): Unit = {
    val conf = context.hadoopConfiguration
    job.table.foreach { table =>
      val path = new Path(table)
      if (path.getFileSystem(conf).exists(path)) throw new KitFailure(s"--table $table: it exists (a new folder is wanted)")
    }
    val files = LogFile.list(job.paths, conf)
    System.err.println(s"cwc: ${files.size} files, ${files.map(_.size).sum} bytes")
    if (files.isEmpty) return
    val kit = context.broadcast(Kit.read(job))
    val readers = new Readers(kit, context.broadcast(new SerializableConfiguration(conf)), attempts(context))
    val plan = Plan.of(files, readers.looks(files, context), job)
    answer.println(plan.remarks)
    if (plan.logs.isEmpty) return
    System.err.println(s"cwc: ${plan.logs.size} logs of ${plan.applications} applications")
    val results = judged(readers.digests(plan.logs, context), plan.applications, kit).persist(StorageLevel.DISK_ONLY)
    // All partitions at once; then one after the other, for they need not fit into memory.
    results.count()
    results.filter(!isRow(_)).toLocalIterator.foreach(answer.println)
    job.table.foreach(write(_, results.filter(isRow)))
  }

  /** How often Spark tries a task before it gives up. */
  private def attempts(context: SparkContext): Int =
    if (context.isLocal) 1 else context.getConf.getInt("spark.task.maxFailures", 4)

  /** The reports, and with them the rows of the table. */
  private def judged(digests: RDD[(Place, String)], applications: Int, kit: Broadcast[Kit]): RDD[String] = {
    val partitions = math.min(applications, 2 * digests.sparkContext.defaultParallelism)
    digests.repartitionAndSortWithinPartitions(new ByApplication(partitions)).mapPartitions { lines =>
      if (lines.isEmpty) Iterator.empty
      else KitProcess.run(kit.value.judge, kit.value.environment) { out =>
        lines.foreach { case ((application, _, _), line) => writeLine(out, s"$application\t$line") }
      }
    }
  }

  private final class ByApplication(override val numPartitions: Int) extends Partitioner {
    override def getPartition(key: Any): Int = key match {
      case (application: Int, _, _) => application % numPartitions
    }
  }

  private def isRow(line: String) = line.startsWith("{\"kind\":\"row\"")

  private val columns = "kind STRING, application STRING, log STRING, release STRING, edition STRING, requirement STRING, " +
    "verdict STRING, held BIGINT, violated BIGINT, file STRING, line BIGINT, expected STRING, why STRING, unread BIGINT"

  private def write(table: String, rows: RDD[String]): Unit = {
    val spark = SparkSession.builder.config(rows.sparkContext.getConf).getOrCreate()
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
    val own = Iterator.iterate(e)(_.getCause).takeWhile(_ != null).collectFirst { case failure: KitFailure => failure.getMessage }
    own.orElse(messages.flatMap(Quoted.findFirstMatchIn(_)).headOption.map(_.group(1))).getOrElse(messages.head.takeWhile(_ != '\n'))
  }

  private val Quoted = "KitFailure: (.*)".r
}
