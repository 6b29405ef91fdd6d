// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package query

import scala.reflect.ClassTag

import org.apache.spark.{Partition, SparkEnv, TaskContext}
import org.apache.spark.rdd.RDD
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.execution.streaming.continuous.{ContinuousExecution, EpochTracker}

import instrumentation.Errors
import protocol.Json
import remote.DriverRef
import subjects.TaskCallbacks

/** Is told about the tasks of a query's job. */
trait QueryTaskCallbacks extends TaskCallbacks {
  @throws[Throwable] def started(partition: Int, attempt: Long, number: Int, executor: String, startEpoch: Long): RemoteTaskSync

  /** The code of the task has ended. */
  @throws[Throwable] def ended(attempt: Long, succeeded: Boolean): Unit

  /** The input of the write is ready for another epoch; may throw. */
  @throws[Throwable] def upstreamComputed(partition: Int, epoch: Option[Long]): Unit
}

/** A job's RDD, whose tasks are observed. */
final class ObservedJobRDD[T: ClassTag](real: RDD[T], report: DriverRef[QueryTaskCallbacks]) extends RDD[T](real) {
  override protected def getPartitions: Array[Partition] = real.partitions

  override def compute(split: Partition, context: TaskContext): Iterator[T] = {
    val partition = split.index
    val attempt = context.taskAttemptId()
    val startEpoch = context.getLocalProperty(ContinuousExecution.START_EPOCH_KEY).toLong
    val kit = report.get
    TaskHook.begin(context, kit.started(partition, attempt, context.attemptNumber(), SparkEnv.get.executorId, startEpoch))
    try {
      val rows = firstParent[T].iterator(split, context).toVector
      kit.finished(partition, rows.size)
      // Spark retries a killed task, and ignores the result of its job.
      kit.ended(attempt, succeeded = !context.isInterrupted())
      rows.iterator
    } catch {
      case error: Throwable =>
        kit.failed(partition, Json.print(Errors.describe(error)))
        kit.ended(attempt, succeeded = false)
        throw error
    } finally TaskHook.end(context)
  }
}

/** The input of the write, whose epochs are observed. */
final class ObservedUpstreamRDD(real: RDD[InternalRow], report: DriverRef[QueryTaskCallbacks]) extends RDD[InternalRow](real) {
  override protected def getPartitions: Array[Partition] = real.partitions

  override def compute(split: Partition, context: TaskContext): Iterator[InternalRow] = {
    val rows = firstParent[InternalRow].iterator(split, context)
    TaskHook.here.attach()
    report.get.upstreamComputed(split.index, EpochTracker.getCurrentEpoch)
    rows
  }
}
