// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package batches

import java.util.concurrent.atomic.AtomicLong

import scala.collection.mutable

import org.apache.spark.util.UninterruptibleThread

import instrumentation.{Errors, FaultInjector, JobListener, Observer, Quiescence, Recorder, Spark}

/** The source of a micro-batch query, and an observer of the query's thread, through all runs of the query.
  *
  * Where Spark asks the source for its latest rows, the query waits for the kit. So it is quiescent there, and when it has ended.
  */
final class BatchThread(spark: Spark, override val partitions: Int, recorder: Recorder, quiescence: Quiescence, faults: FaultInjector)
    extends Observer with BatchSource with JobListener.Owner {
  private sealed trait State
  /** There is no query, or it has ended. */
  private case object Idle extends State
  private case object Busy extends State
  private case object Waiting extends State

  private val key = s"batches-${BatchThread.keys.incrementAndGet()}"
  spark.jobs.register(key, this)
  private val batchWanted = quiescence.condition()
  private var state: State = Idle
  private var isWanted = false
  /** By partition: the rows, and none at a position of the source that has no row. */
  private var given = Vector.fill(partitions)(Vector.empty[Option[String]])
  /** By partition: the positions that Spark was offered last, and those that it has planned. */
  private var offered = Seq.fill(partitions)(0L)
  private var planned = offered
  /** The jobs that write, and the attempts of their tasks, which may outlive a failed job. */
  private var nextJobWrites = false
  private var jobs = 0
  private val attempts = mutable.Set.empty[Long]
  /** Of the latest such job: how many tasks it has, those of which an attempt has ended, and those that are about to fail. */
  private var tasks = 0
  private val ended = mutable.Set.empty[Int]
  private val failing = mutable.Set.empty[Int]

  def isIdle: Boolean = quiescence.read(state == Idle)
  def isWaiting: Boolean = quiescence.read(state == Waiting)
  def hasNewRows: Boolean = quiescence.read(given.map(_.size.toLong) != planned)
  def isAtRest: Boolean = quiescence.read(state != Busy && jobs == 0 && attempts.isEmpty)

  def markBusy(): Unit = quiescence.update { state = Busy }

  /** The query could not be started. */
  def markIdle(): Unit = quiescence.update { state = Idle }

  /** Call this when the query has ended completely. */
  def ended(error: Option[Throwable]): Unit = quiescence.update {
    recorder.add("query-stopped", "query", "error" -> error.map(Errors.describe).orNull)
    state = Idle
  }

  /** The next position of a partition has this row, or none, as a position of Kafka at which a transaction ends. */
  def give(partition: Int, row: Option[String]): Unit =
    quiescence.update { given = given.updated(partition, given(partition) :+ row) }

  /** Lets the waiting query run a batch with all rows that are there. */
  def wantBatch(): Unit = quiescence.update {
    state = Busy
    isWanted = true
    batchWanted.signal()
  }

  override def opened(): Unit = Thread.currentThread match {
    case _: UninterruptibleThread => Observer.attach(this)
    case _ =>
  }

  override def latest(): Seq[Long] = quiescence.update {
    state = Waiting
    quiescence.signal()
    try while (!isWanted) batchWanted.await()
    finally {
      state = Busy
      isWanted = false
    }
    offered = given.map(_.size.toLong)
    offered
  }

  override def between(start: Seq[Long], end: Seq[Long]): Seq[Seq[String]] = quiescence.read {
    given.zip(start.zip(end)).map { case (rows, (from, until)) => rows.slice(from.toInt, until.toInt).flatten }
  }

  /** The next job of the query's thread is the one that writes: a sink may run others. */
  def nextJobIsWrite(): Unit = quiescence.update { nextJobWrites = true }

  override def jobSubmitted(partitions: Int): Unit = quiescence.update(if (nextJobWrites) {
    nextJobWrites = false
    jobs += 1
    tasks = partitions
    ended.clear()
    spark.context.setLocalProperty(JobListener.Property, key)
    recorder.add("job-submitted", "operator", "partitions" -> partitions)
  })

  override def jobReturned(): Unit = spark.context.setLocalProperty(JobListener.Property, null)

  override def taskStarted(attempt: Long): Unit = quiescence.update { attempts += attempt }
  override def taskEnded(partition: Int, attempt: Long, succeeded: Boolean): Unit = quiescence.update {
    attempts -= attempt
    ended += partition
  }
  override def jobEnded(): Unit = quiescence.update { jobs -= 1 }

  /** A task that is about to fail waits until the other tasks have ended, so that it is the same in each run which of them have committed. */
  def awaitOthers(partition: Int): Unit = {
    quiescence.update { failing += partition }
    try quiescence.await((ended ++ failing + partition).size >= tasks)
    finally quiescence.update { failing -= partition }
  }

  override def logsBatch(log: String, batch: Long): Unit = faults.throwIfInjected(placeOf(log))

  override def loggedBatch(log: String, batch: Long): Unit = {
    log match {
      case "offsets" =>
        quiescence.update { planned = offered }
        val rows = given.zip(offered).map { case (rows, end) => rows.take(end.toInt).flatten.size }
        recorder.add("offset-added", "coordinator", "epoch" -> batch, "offsets" -> rows.map(_.toString))
      case _ => recorder.add("query-committed", "coordinator", "epoch" -> batch)
    }
    faults.throwIfInjected(s"${placeOf(log)}.after")
  }

  private def placeOf(log: String) = if (log == "offsets") "query.add-offset" else "query.commit"

  def forget(): Unit = spark.jobs.forget(key)
}

object BatchThread {
  private val keys = new AtomicLong
}
