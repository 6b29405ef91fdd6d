// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import scala.util.control.NonFatal

import org.apache.spark.{Partition, TaskContext}
import org.apache.spark.rdd.RDD

import instrumentation.{Errors, Gate, Spark}
import protocol.Json
import remote.DriverRef

/** One task: a job on one partition, submitted from a thread of its own. */
final class TaskRun(spark: Spark, setup: TaskSetup, rdd: RDD[Int], partition: Int, val gate: Gate, observer: String) {
  private val thread = new Thread(s"job of partition $partition") {
    setDaemon(true)
    override def run(): Unit = {
      spark.setLocalProperties(setup.epochCoordinatorId, setup.startEpoch, Some(observer))
      try spark.context.runJob(rdd, TaskRun.drain, Seq(partition))
      catch {
        // The task itself has reported its failure.
        case NonFatal(_) =>
      } finally gate.end()
    }
  }

  def start(): Unit = thread.start()
}

object TaskRun {
  private val drain: (TaskContext, Iterator[Int]) => Unit = (_, rows) => rows.foreach(_ => ())
}

/** Computes another RDD in the same task, and reports the number of rows or the error. */
final class ObservedRDD(real: RDD[Unit], callbacks: DriverRef[TaskCallbacks]) extends RDD[Int](real) {
  override protected def getPartitions: Array[Partition] = real.partitions

  override def compute(split: Partition, context: TaskContext): Iterator[Int] = {
    try {
      val rows = firstParent[Unit].iterator(split, context).size
      callbacks.get.finished(split.index, rows)
      Iterator(rows)
    } catch {
      case error: Throwable =>
        callbacks.get.failed(split.index, Json.print(Errors.describe(error)))
        throw error
    }
  }
}
