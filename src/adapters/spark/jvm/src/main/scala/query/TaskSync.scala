// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package query

import instrumentation.{Gate, GateCommand, Quiescence}
import remote.Remote

/** How the threads of one task attempt, in whichever JVM, report to the kit and wait for it. */
trait RemoteTaskSync extends Remote {
  /** The task has made a reader, on a thread of its own. */
  @throws[Throwable] def readerCreated(): Unit

  /** The reader waits for the kit's next command. */
  @throws[Throwable] def awaitCommand(): GateCommand

  /** The reader has ended: the task wakes up, and finds how. */
  @throws[Throwable] def readerClosed(): Unit

  /** The queue of the task is observed from now on. */
  @throws[Throwable] def attached(): Unit

  /** The reader has put an element into the task's queue. */
  @throws[Throwable] def filled(): Unit

  /** The task waits until its queue has an element or it is woken up; true: it has to mark its context as completed. */
  @throws[Throwable] def awaitFilled(): Boolean

  /** The thread that polls the epoch waits for permission. */
  @throws[Throwable] def awaitPoll(): Unit

  /** The poll returned this epoch. */
  @throws[Throwable] def polled(epoch: Long): Unit

  /** The poll failed and polling has ended: the task wakes up, and finds the error. */
  @throws[Throwable] def pollFailed(): Unit
}

/** One attempt at a partition's task, with its two helper threads: the reader of rows, and the poller of the epoch.
  *
  * The kit, not the clock, decides how long they wait.
  *
  * @param started     the epoch in which the task starts
  * @param pollAllowed whether a poll goes through, given the epoch that the last poll returned
  */
final class TaskSync(
    quiescence: Quiescence, val partition: Int, val attempt: Long, val executor: String, started: Long, pollAllowed: Long => Boolean)
    extends RemoteTaskSync {
  /** Where the reader waits for rows. */
  val gate = new Gate(quiescence)
  private val wakeUps = quiescence.condition()
  private val pollPermits = quiescence.condition()
  private var isAttached = false
  private var waitsForElement = false
  private var inQueue = 0
  private var wokenUp = false
  private var completing = false
  private var pollWaits = false
  private var pollerRuns = true
  private var epoch = started
  private var ending = false
  private var ended = false
  private var readerRuns = false

  /** Neither the task nor its reader runs any more. */
  def isOver: Boolean = quiescence.read(ended && !readerRuns)

  def hasEnded: Boolean = quiescence.read(ended)

  /** Whether the task waits for its next row. */
  def isWaiting: Boolean = quiescence.read(!ending && isAtRest && !ended && gate.isWaiting)

  /** Nothing happens in this attempt until the kit acts. */
  def isAtRest: Boolean = quiescence.read(ended || !ending && gate.isAtRest && isBlocked && (pollWaits || !pollerRuns))

  /** The task waits until its queue gets an element. */
  private def isBlocked: Boolean = waitsForElement && inQueue == 0 && !wokenUp

  /** Something is about to end the task, so its wait no longer counts as rest. */
  def aboutToEnd(): Unit = quiescence.update { ending = true }

  /** The code of the task has ended. */
  def end(): Unit = quiescence.update {
    ended = true
    pollPermits.signal()
  }

  /** Makes the task mark its context as completed, on its own thread, which releases the locks that it holds. */
  def complete(): Unit = quiescence.update {
    ending = true
    completing = true
    wakeUp()
  }

  private def wakeUp(): Unit = {
    wokenUp = true
    wakeUps.signal()
  }

  /** The task's process has died. */
  def processLost(): Unit = quiescence.update(if (!ended) {
    readerRuns = false
    end()
  })

  override def readerCreated(): Unit = quiescence.update { readerRuns = true }

  override def awaitCommand(): GateCommand = gate.await()

  override def readerClosed(): Unit = quiescence.update {
    readerRuns = false
    gate.end()
    wakeUp()
  }

  override def attached(): Unit = quiescence.update {
    isAttached = true
    pollIfAllowed()
  }

  override def filled(): Unit = quiescence.update {
    inQueue += 1
    wakeUps.signal()
  }

  override def awaitFilled(): Boolean = quiescence.update {
    waitsForElement = true
    quiescence.signal()
    try while (inQueue == 0 && !wokenUp) wakeUps.await()
    finally waitsForElement = false
    wokenUp = false
    if (inQueue > 0) inQueue -= 1
    val isCompleted = completing
    completing = false
    isCompleted
  }

  override def awaitPoll(): Unit = quiescence.update {
    pollWaits = true
    quiescence.signal()
    pollIfAllowed()
    try while (pollWaits && !ended) pollPermits.await()
    finally pollWaits = false
    // Nothing reads the result of this poll.
    if (ended) throw new InterruptedException("the task has ended")
  }

  /** Call this when the answer of `pollAllowed` may have changed. */
  def pollIfAllowed(): Unit = quiescence.update(if (isAttached && pollAllowed(epoch)) releasePoll())

  /** Lets the waiting poll through. */
  def releasePoll(): Unit = quiescence.update {
    pollWaits = false
    pollPermits.signal()
  }

  override def polled(answered: Long): Unit = quiescence.update { epoch = answered }

  override def pollFailed(): Unit = quiescence.update {
    pollerRuns = false
    wakeUp()
  }
}
