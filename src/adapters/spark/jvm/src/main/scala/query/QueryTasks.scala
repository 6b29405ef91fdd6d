// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package query

import scala.collection.mutable

import instrumentation.{FaultInjector, JobListener, Quiescence, Recorder}
import protocol.Json
import subjects.{Messages, RecordingSink}

/** The tasks of a query's runs: their states, and the events of tasks and readers. */
final class QueryTasks(
    setup: QuerySetup,
    recorder: Recorder,
    quiescence: Quiescence,
    faults: FaultInjector,
    numbered: String => String,
    hasSent: Int => Unit)
    extends QueryTaskCallbacks with JobListener.Owner {
  val sink = new RecordingSink(recorder, faults)
  private val syncs = mutable.Map.empty[Long, TaskSync]
  private val latest = mutable.Map.empty[Int, TaskSync]
  private var expected = 0
  private var jobFails = false
  // The current epoch of the coordinator; once the coordinator is gone, all polls go through to find that out.
  private var epoch = 0L
  private var coordinatorIsGone = false

  private def see(kind: String, partition: Int, members: (String, Any)*): Unit =
    recorder.add(kind, Recorder.task(partition), members: _*)

  def runBegins(startEpoch: Long): Unit = quiescence.update {
    syncs.clear()
    latest.clear()
    expected = 0
    jobFails = false
    epoch = startEpoch
    coordinatorIsGone = false
  }

  def jobBegins(partitions: Int): Unit = quiescence.update {
    expected = partitions
    (0 until partitions).foreach(sink.taskStarted)
  }

  def advanced(to: Long): Unit = quiescence.update {
    epoch = to
    syncs.values.foreach(_.pollIfAllowed())
  }

  def coordinatorGone(): Unit = quiescence.update {
    coordinatorIsGone = true
    syncs.values.foreach(_.pollIfAllowed())
  }

  /** Nothing more happens in the current job until the kit acts. */
  def areAtRestInJob: Boolean = quiescence.read {
    !jobFails && latest.size == expected && latest.values.forall(_.isAtRest) && !latest.values.forall(_.hasEnded)
  }

  def areOver: Boolean = quiescence.read(syncs.values.forall(_.isOver))

  /** The task of this partition, if it waits for a row. */
  def waiting(partition: Int): Option[TaskSync] = quiescence.read(latest.get(partition).filter(_.isWaiting))

  override def started(partition: Int, attempt: Long, number: Int, executor: String, startEpoch: Long): RemoteTaskSync = quiescence.update {
    if (number > 0) sink.taskStarted(partition)
    sink.taskSeen(partition, attempt)
    see("task-started", partition, "partition" -> partition)
    val sync = new TaskSync(quiescence, partition, attempt, executor, startEpoch,
      answered => !setup.holdsPolls && (coordinatorIsGone || epoch > answered))
    syncs(attempt) = sync
    latest(partition) = sync
    sync
  }

  override def finished(partition: Int, rows: Int): Unit =
    see("task-finished", partition, "partition" -> partition, "rows" -> rows)

  override def failed(partition: Int, error: String): Unit =
    see("task-failed", partition, "partition" -> partition, "error" -> Json.parse(numbered(error)))

  override def ended(attempt: Long, succeeded: Boolean): Unit = quiescence.update(syncs.get(attempt).foreach { sync =>
    if (!succeeded) jobFails = true
    sync.end()
  })

  /** Spark has finished with the task: a task that is lost with its executor reports nothing itself. */
  override def taskEnded(partition: Int, attempt: Long, succeeded: Boolean): Unit = quiescence.update {
    syncs.get(attempt).filterNot(_.hasEnded).foreach { sync =>
      jobFails = true
      sync.processLost()
    }
  }

  /** The partitions whose tasks run in this executor. */
  def partitionsIn(executor: String): Seq[Int] = quiescence.read {
    latest.values.filter(sync => sync.executor == executor && !sync.hasEnded).map(_.partition).toSeq.sorted
  }

  override def upstreamComputed(partition: Int, epoch: Option[Long]): Unit = {
    faults.throwIfInjected(("upstream", partition))
    see("upstream-computed", partition, "partition" -> partition, "epoch" -> epoch.getOrElse(null))
  }

  override def logged(partition: Int, level: String, logger: String, message: String): Unit =
    if (logger.endsWith(".ContinuousWriteRDD")) {
      see("logged", partition, "level" -> level, "logger" -> logger, "message" -> message)
    }

  override def sending(partition: Int, message: Any): Unit = {
    faults.throwIfInjected(("send", partition, Messages.typeOf(message)))
    faults.throwIfInjected(("send", partition))
  }

  override def sent(partition: Int, message: Any): Unit = {
    see("sent", partition, "message" -> Messages.describe(message))
    hasSent(partition)
  }
}
