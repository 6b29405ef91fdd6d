// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import scala.collection.mutable

import com.fasterxml.jackson.databind.JsonNode

import org.apache.spark.TaskContext
import org.apache.spark.rpc.RpcEndpointRef
import org.apache.spark.rpc.conformance.WatchedRef
import org.apache.spark.sql.execution.streaming.continuous.{ContinuousExecution, EpochTracker, GetCurrentEpoch}

/** The tasks of a query's runs: where each of them stands, and what they and their readers do. */
final class QueryTasks(
    spark: Spark,
    setup: QuerySetup,
    recorder: Recorder,
    quiet: Quiet,
    arms: Arms,
    describe: Throwable => JsonNode,
    sent: Int => Unit)
    extends Witness with TaskWatch {
  /** What they carry as their local property. */
  val key: String = TaskWitness.nextKey()
  val sink = new RecordingSink(recorder, arms)
  private val seats = mutable.Map.empty[Long, Seat]
  private val latest = mutable.Map.empty[Int, Seat]
  private var expected = 0
  private var failed = false
  // The current epoch as the coordinator has it; with no coordinator any more, everybody is to find that out.
  private var epoch = 0L
  private var coordinatorIsGone = false

  private def see(kind: String, partition: Int, members: (String, Any)*): Unit =
    recorder.add(kind, Recorder.task(partition), members: _*)

  def runBegins(startEpoch: Long): Unit = quiet.change {
    seats.clear()
    latest.clear()
    expected = 0
    failed = false
    epoch = startEpoch
    coordinatorIsGone = false
  }

  def jobBegins(partitions: Int): Unit = quiet.change {
    expected = partitions
    (0 until partitions).foreach(sink.taskStarted)
  }

  def advanced(to: Long): Unit = quiet.change {
    epoch = to
    seats.values.foreach(_.letPoll())
  }

  def coordinatorGone(): Unit = quiet.change {
    coordinatorIsGone = true
    seats.values.foreach(_.letPoll())
  }

  /** Nothing more happens in the job that is under way, nor with it. */
  def restInJob: Boolean = quiet.look {
    !failed && latest.size == expected && latest.values.forall(_.isAtRest) && !latest.values.forall(_.hasEnded)
  }

  def areOver: Boolean = quiet.look(seats.values.forall(_.hasEnded))

  /** The task of this partition, if it waits for a row. */
  def waiting(partition: Int): Option[Seat] = quiet.look(latest.get(partition).filter(_.isWaiting))

  override def started(context: TaskContext): Unit = quiet.change {
    val partition = context.partitionId()
    if (context.attemptNumber() > 0) sink.taskStarted(partition)
    sink.taskSeen(partition, context.taskAttemptId())
    see("task-started", partition, "partition" -> partition)
    val seat = new Seat(quiet, context, context.getLocalProperty(ContinuousExecution.START_EPOCH_KEY).toLong,
      answered => !setup.holdsPolls && (coordinatorIsGone || epoch > answered))
    seats(context.taskAttemptId()) = seat
    latest(partition) = seat
  }

  override def ended(context: TaskContext, outcome: Either[Throwable, Int]): Unit = quiet.change {
    val partition = context.partitionId()
    outcome match {
      case Right(rows) => see("task-finished", partition, "partition" -> partition, "rows" -> rows)
      case Left(error) => see("task-failed", partition, "partition" -> partition, "error" -> describe(error))
    }
    // One that is killed is tried again, and its job comes to nothing.
    if (outcome.isLeft || context.isInterrupted()) failed = true
    seat(context).end()
  }

  override def upstreamComputed(context: TaskContext): Unit = {
    val partition = context.partitionId()
    seat(context).attach()
    arms.pass(("upstream", partition))
    see("upstream-computed", partition, "partition" -> partition, "epoch" -> EpochTracker.getCurrentEpoch.getOrElse(null))
  }

  private def seat(context: TaskContext): Seat = quiet.look(seats(context.taskAttemptId()))

  def readerCreated(): SourceReader = {
    val mine = seat(TaskContext.get)
    new SourceReader {
      override def next(): String = mine.await() match {
        case Word.Row(value) => value
        case Word.Throw(error) => throw error
        case Word.End => throw new IllegalStateException("a continuous reader has no end")
      }
      override def close(): Unit = mine.readerClosed()
    }
  }

  override def logged(level: String, logger: String, message: String): Unit =
    if (logger.endsWith(".ContinuousWriteRDD")) {
      see("logged", TaskContext.get.partitionId(), "level" -> level, "logger" -> logger, "message" -> message)
    }

  override def found(ref: RpcEndpointRef): RpcEndpointRef = {
    val mine = seat(TaskContext.get)
    val partition = mine.partition
    new WatchedRef(spark.context.getConf, ref,
      sending = { message =>
        arms.pass(("send", partition, Messages.typeOf(message)))
        arms.pass(("send", partition))
      },
      sent = { message =>
        see("sent", partition, "message" -> Messages.describe(message))
        sent(partition)
      },
      asking = (message, ask) => if (message == GetCurrentEpoch) mine.ask(ask) else ask())
  }
}
