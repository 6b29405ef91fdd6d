// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import scala.util.control.NonFatal

import org.apache.spark.{Partition, TaskContext}
import org.apache.spark.rdd.RDD

/** One task: a job of its own on one partition, submitted from a thread of its own. */
final class TaskRun(spark: Spark, setup: TaskSetup, rdd: RDD[Int], partition: Int, val gate: Gate, witness: String) {
  private val thread = new Thread(s"job of partition $partition") {
    setDaemon(true)
    override def run(): Unit = {
      spark.setLocalProperties(setup.epochCoordinatorId, setup.startEpoch, Some(witness))
      try spark.context.runJob(rdd, TaskRun.drain, Seq(partition))
      catch {
        // The task has told already what it failed with.
        case NonFatal(_) =>
      } finally gate.end()
    }
  }

  def start(): Unit = thread.start()
}

object TaskRun {
  private val drain: (TaskContext, Iterator[Int]) => Unit = (_, rows) => rows.foreach(_ => ())
}

/** Computes another RDD in the same task, and tells how that ends: with so many rows, or with this very error. */
final class WatchedRDD(real: RDD[Unit], watch: Local[TaskReport]) extends RDD[Int](real) {
  override protected def getPartitions: Array[Partition] = real.partitions

  override def compute(split: Partition, context: TaskContext): Iterator[Int] = {
    try {
      val rows = firstParent[Unit].iterator(split, context).size
      watch.get.finished(split.index, rows)
      Iterator(rows)
    } catch {
      case error: Throwable =>
        watch.get.failed(split.index, Json.print(Errors.describe(error)))
        throw error
    }
  }
}
