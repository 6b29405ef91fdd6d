// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import org.apache.spark.{Partition, TaskContext}
import org.apache.spark.rdd.RDD

import instrumentation.{Errors, Gate, Spark}
import protocol.Json
import remote.DriverRef

/** One task: a job on one partition, submitted from a thread of its own.
  *
  * @param jobFailed called with the error of the job, which may have failed before its task could report one
  */
final class TaskRun(spark: Spark, setup: TaskSetup, rdd: RDD[Int], partition: Int, val gate: Gate, observer: String, jobFailed: Throwable => Unit) {
  private val thread = new Thread(s"job of partition $partition") {
    setDaemon(true)
    override def run(): Unit = {
      spark.setLocalProperties(setup.epochCoordinatorId, setup.startEpoch, Some(observer))
      try spark.context.runJob(rdd, TaskRun.drain, Seq(partition))
      catch { case error: Throwable => jobFailed(error) }
      finally gate.end()
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
      checkKilled(context)
      Iterator(rows)
    } catch {
      case ended: EndOfKilledTask => throw ended
      case error: Throwable =>
        callbacks.get.failed(split.index, Json.print(Errors.describe(error)))
        checkKilled(context)
        throw error
    }
  }

  /** Spark would run a killed task again; an error of its own ends the job. */
  private def checkKilled(context: TaskContext): Unit = if (context.isInterrupted()) throw new EndOfKilledTask
}

/** Ends the job of a task that was killed and has reported its end. */
final class EndOfKilledTask extends RuntimeException("the task was killed")
