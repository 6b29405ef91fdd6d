// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import scala.reflect.ClassTag

import org.apache.spark.{Partition, SparkEnv, TaskContext}
import org.apache.spark.rdd.RDD
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.execution.streaming.continuous.{ContinuousExecution, EpochTracker}

/** Is told what becomes of the tasks of a query's job. */
trait QueryReport extends TaskReport {
  @throws[Throwable] def started(partition: Int, attempt: Long, number: Int, executor: String, startEpoch: Long): TaskSeat

  /** Its code is over. */
  @throws[Throwable] def ended(attempt: Long, well: Boolean): Unit

  /** What is below the write is ready for another epoch; may throw. */
  @throws[Throwable] def upstreamComputed(partition: Int, epoch: Option[Long]): Unit
}

/** A job's RDD, with a watch on its tasks. */
final class WatchedJobRDD[T: ClassTag](real: RDD[T], report: Local[QueryReport]) extends RDD[T](real) {
  override protected def getPartitions: Array[Partition] = real.partitions

  override def compute(split: Partition, context: TaskContext): Iterator[T] = {
    val partition = split.index
    val attempt = context.taskAttemptId()
    val startEpoch = context.getLocalProperty(ContinuousExecution.START_EPOCH_KEY).toLong
    val kit = report.get
    TaskSide.begin(context, kit.started(partition, attempt, context.attemptNumber(), SparkEnv.get.executorId, startEpoch))
    try {
      val rows = firstParent[T].iterator(split, context).toVector
      kit.finished(partition, rows.size)
      // One that is killed is tried again, and its job comes to nothing.
      kit.ended(attempt, well = !context.isInterrupted())
      rows.iterator
    } catch {
      case error: Throwable =>
        kit.failed(partition, Json.print(Errors.describe(error)))
        kit.ended(attempt, well = false)
        throw error
    } finally TaskSide.end(context)
  }
}

/** What is below the write, with a watch on its epochs. */
final class WatchedUpstreamRDD(real: RDD[InternalRow], report: Local[QueryReport]) extends RDD[InternalRow](real) {
  override protected def getPartitions: Array[Partition] = real.partitions

  override def compute(split: Partition, context: TaskContext): Iterator[InternalRow] = {
    val rows = firstParent[InternalRow].iterator(split, context)
    TaskSide.here.attach()
    report.get.upstreamComputed(split.index, EpochTracker.getCurrentEpoch)
    rows
  }
}
