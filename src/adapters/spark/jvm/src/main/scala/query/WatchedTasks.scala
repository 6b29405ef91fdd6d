// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import scala.reflect.ClassTag

import org.apache.spark.{Partition, TaskContext}
import org.apache.spark.rdd.RDD
import org.apache.spark.sql.catalyst.InternalRow

/** Whoever is to know what becomes of the tasks of a query's job. */
trait TaskWatch {
  def started(context: TaskContext): Unit

  /** Its code is over: so many rows came out of it, or it threw. */
  def ended(context: TaskContext, outcome: Either[Throwable, Int]): Unit

  /** What is below the write is ready for another epoch; may throw. */
  def upstreamComputed(context: TaskContext): Unit
}

/** A job's RDD, with a watch on its tasks. */
final class WatchedJobRDD[T: ClassTag](real: RDD[T], watch: Local[TaskWatch]) extends RDD[T](real) {
  override protected def getPartitions: Array[Partition] = real.partitions

  override def compute(split: Partition, context: TaskContext): Iterator[T] = {
    watch.get.started(context)
    val rows = try firstParent[T].iterator(split, context).toVector
    catch {
      case error: Throwable =>
        watch.get.ended(context, Left(error))
        throw error
    }
    watch.get.ended(context, Right(rows.size))
    rows.iterator
  }
}

/** What is below the write, with a watch on its epochs. */
final class WatchedUpstreamRDD(real: RDD[InternalRow], watch: Local[TaskWatch]) extends RDD[InternalRow](real) {
  override protected def getPartitions: Array[Partition] = real.partitions

  override def compute(split: Partition, context: TaskContext): Iterator[InternalRow] = {
    val rows = firstParent[InternalRow].iterator(split, context)
    watch.get.upstreamComputed(context)
    rows
  }
}
