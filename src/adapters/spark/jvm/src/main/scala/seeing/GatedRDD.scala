// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.{Partition, Partitioner, SparkContext, TaskContext}
import org.apache.spark.rdd.RDD
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.execution.streaming.continuous.EpochTracker
import org.apache.spark.unsafe.types.UTF8String

/** What decides what a partition's task finds upstream. */
trait Upstream extends Reachable {
  /** A task asks for an iterator; `epoch` is the current one as that task sees it. */
  @throws[Throwable] def compute(partition: Int, taskAttemptId: Long, epoch: Option[Long]): Words
}

/** A parent for the write: what its partitions hold is decided by the kit, while they are computed. */
final class GatedRDD(
    sc: SparkContext,
    upstream: Local[Upstream],
    count: Int,
    override val partitioner: Option[Partitioner] = None)
    extends RDD[InternalRow](sc, Nil) {

  override protected def getPartitions: Array[Partition] = Array.tabulate(count)(GatedPartition(_))

  override def compute(split: Partition, context: TaskContext): Iterator[InternalRow] =
    new GatedRows(upstream.get.compute(split.index, context.taskAttemptId(), EpochTracker.getCurrentEpoch), context)
}

private final case class GatedPartition(index: Int) extends Partition

/** A partitioner that is only there to be named. */
final class NamedPartitioner(name: String, override val numPartitions: Int) extends Partitioner {
  override def getPartition(key: Any): Int = 0
  override def toString: String = name
}

/** Rows as the kit gives them, until it says that the epoch ends. */
final class GatedRows(words: Words, context: TaskContext) extends Iterator[InternalRow] {
  private var ahead: Option[InternalRow] = None
  private var over = false

  override def hasNext: Boolean = {
    while (ahead.isEmpty && !over) words.await() match {
      case Word.Row(value) => ahead = Some(InternalRow(UTF8String.fromString(value)))
      case Word.End => over = true
      case Word.Throw(error) => throw error
      case Word.Complete => context.markTaskCompleted(None)
    }
    ahead.nonEmpty
  }

  override def next(): InternalRow = {
    if (!hasNext) throw new NoSuchElementException("the epoch has ended")
    val row = ahead.get
    ahead = None
    row
  }
}
