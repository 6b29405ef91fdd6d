// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import java.util.concurrent.{Callable, ExecutorService, Executors}

import scala.collection.concurrent.TrieMap

import org.apache.spark.{Partition, Partitioner, SparkContext, TaskContext}
import org.apache.spark.rdd.RDD
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.execution.streaming.continuous.EpochTracker
import org.apache.spark.unsafe.types.UTF8String

import remote.{DriverRef, Remote}

/** Supplies the rows of each partition. */
trait Upstream extends Remote {
  /** A task computes its parent; `epoch` is the current epoch in the view of that task. */
  @throws[Throwable] def compute(partition: Int, taskAttemptId: Long, epoch: Option[Long]): GateCommands
}

/** The parent of the write: the kit supplies its rows while tasks compute it. */
final class GatedRDD(
    sc: SparkContext,
    upstream: DriverRef[Upstream],
    count: Int,
    override val partitioner: Option[Partitioner] = None,
    onItsOwnThread: Boolean = false)
    extends RDD[InternalRow](sc, Nil) {

  override protected def getPartitions: Array[Partition] = Array.tabulate(count)(GatedPartition(_))

  override def compute(split: Partition, context: TaskContext): Iterator[InternalRow] = {
    val epoch = if (onItsOwnThread) ParentThread.currentEpoch(context) else EpochTracker.getCurrentEpoch
    new GatedRows(upstream.get.compute(split.index, context.taskAttemptId(), epoch), context)
  }
}

/** The parent's own thread: one per task attempt, which the task starts when it first computes. */
private object ParentThread {
  private val threads = TrieMap.empty[Long, ExecutorService]

  def currentEpoch(context: TaskContext): Option[Long] = {
    val attempt = context.taskAttemptId()
    val thread = threads.getOrElseUpdate(attempt, {
      context.addTaskCompletionListener[Unit](_ => threads.remove(attempt).foreach(_.shutdown()))
      Executors.newSingleThreadExecutor()
    })
    // The first submit makes the thread, as a child of the thread that runs the task.
    thread.submit(new Callable[Option[Long]] {
      override def call(): Option[Long] = EpochTracker.getCurrentEpoch
    }).get()
  }
}

private final case class GatedPartition(index: Int) extends Partition

/** A partitioner that only has a name. */
final class NamedPartitioner(name: String, override val numPartitions: Int) extends Partitioner {
  override def getPartition(key: Any): Int = 0
  override def toString: String = name
}

/** The rows that the kit gives, until it ends the epoch. */
final class GatedRows(commands: GateCommands, context: TaskContext) extends Iterator[InternalRow] {
  private var ahead: Option[InternalRow] = None
  private var over = false

  override def hasNext: Boolean = {
    while (ahead.isEmpty && !over) commands.await() match {
      case GateCommand.Row(value) => ahead = Some(InternalRow(UTF8String.fromString(value)))
      case GateCommand.End => over = true
      case GateCommand.Throw(error) => throw error
      case GateCommand.Complete => context.markTaskCompleted(None)
      case GateCommand.Kill =>
        context.markInterrupted("killed by the kit")
        // A waiting thread that is interrupted gets this exception.
        throw new InterruptedException
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
