// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import scala.collection.mutable

/** The tasks of a query's runs: where each of them stands, and what they and their readers do. */
final class QueryTasks(
    setup: QuerySetup,
    recorder: Recorder,
    quiet: Quiet,
    arms: Arms,
    numbered: String => String,
    hasSent: Int => Unit)
    extends QueryReport with JobWatch.Owner {
  val sink = new RecordingSink(recorder, arms)
  private val seats = mutable.Map.empty[Long, Seat]
  private val latest = mutable.Map.empty[Int, Seat]
  private var expected = 0
  private var jobFails = false
  // The current epoch as the coordinator has it; with no coordinator any more, everybody is to find that out.
  private var epoch = 0L
  private var coordinatorIsGone = false

  private def see(kind: String, partition: Int, members: (String, Any)*): Unit =
    recorder.add(kind, Recorder.task(partition), members: _*)

  def runBegins(startEpoch: Long): Unit = quiet.change {
    seats.clear()
    latest.clear()
    expected = 0
    jobFails = false
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
    !jobFails && latest.size == expected && latest.values.forall(_.isAtRest) && !latest.values.forall(_.hasEnded)
  }

  def areOver: Boolean = quiet.look(seats.values.forall(_.isOver))

  /** The task of this partition, if it waits for a row. */
  def waiting(partition: Int): Option[Seat] = quiet.look(latest.get(partition).filter(_.isWaiting))

  override def started(partition: Int, attempt: Long, number: Int, executor: String, startEpoch: Long): TaskSeat = quiet.change {
    if (number > 0) sink.taskStarted(partition)
    sink.taskSeen(partition, attempt)
    see("task-started", partition, "partition" -> partition)
    val seat = new Seat(quiet, partition, attempt, executor, startEpoch,
      answered => !setup.holdsPolls && (coordinatorIsGone || epoch > answered))
    seats(attempt) = seat
    latest(partition) = seat
    seat
  }

  override def finished(partition: Int, rows: Int): Unit =
    see("task-finished", partition, "partition" -> partition, "rows" -> rows)

  override def failed(partition: Int, error: String): Unit =
    see("task-failed", partition, "partition" -> partition, "error" -> Json.parse(numbered(error)))

  override def ended(attempt: Long, well: Boolean): Unit = quiet.change(seats.get(attempt).foreach { seat =>
    if (!well) jobFails = true
    seat.end()
  })

  /** Spark is done with it: one that is lost with its executor has told nobody. */
  override def taskEnded(partition: Int, attempt: Long, well: Boolean): Unit = quiet.change {
    seats.get(attempt).filterNot(_.hasEnded).foreach { seat =>
      jobFails = true
      seat.lose()
    }
  }

  /** The partitions whose tasks run in this executor. */
  def partitionsIn(executor: String): Seq[Int] = quiet.look {
    latest.values.filter(seat => seat.executor == executor && !seat.hasEnded).map(_.partition).toSeq.sorted
  }

  override def upstreamComputed(partition: Int, epoch: Option[Long]): Unit = {
    arms.pass(("upstream", partition))
    see("upstream-computed", partition, "partition" -> partition, "epoch" -> epoch.getOrElse(null))
  }

  override def logged(partition: Int, level: String, logger: String, message: String): Unit =
    if (logger.endsWith(".ContinuousWriteRDD")) {
      see("logged", partition, "level" -> level, "logger" -> logger, "message" -> message)
    }

  override def sending(partition: Int, message: Any): Unit = {
    arms.pass(("send", partition, Messages.typeOf(message)))
    arms.pass(("send", partition))
  }

  override def sent(partition: Int, message: Any): Unit = {
    see("sent", partition, "message" -> Messages.describe(message))
    hasSent(partition)
  }
}
