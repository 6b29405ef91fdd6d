// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

/** What the threads of one attempt at a task, wherever they run, tell the kit, and what they wait for. */
trait TaskSeat extends Reachable {
  /** The task has a reader, on a thread of its own. */
  @throws[Throwable] def readerCreated(): Unit

  /** The reader waits for the kit's next word. */
  @throws[Throwable] def awaitWord(): Word

  /** The reader is over: what it has left behind, the task finds when it looks up. */
  @throws[Throwable] def readerClosed(): Unit

  /** From here on the task waits where that is seen. */
  @throws[Throwable] def attached(): Unit

  /** Something was put into the task's queue. */
  @throws[Throwable] def filled(): Unit

  /** The task waits until there is something in its queue, or until it is to look up; true: as one that is completed. */
  @throws[Throwable] def awaitFilled(): Boolean

  /** The thread that asks for the epoch waits until it may. */
  @throws[Throwable] def awaitPoll(): Unit

  /** It was answered with this epoch. */
  @throws[Throwable] def polled(epoch: Long): Unit

  /** It was not answered, and is over: what it has left behind, the task finds when it looks up. */
  @throws[Throwable] def pollFailed(): Unit
}

/** One attempt at a partition's task, with the two threads below it: the reader of rows and the one that asks for the epoch.
  *
  * How long they wait in vain is up to the kit and not to the clock.
  *
  * @param started the epoch that it starts in
  * @param lets    whether a question for the epoch goes through, by the epoch that was answered last
  */
final class Seat(
    quiet: Quiet, val partition: Int, val attempt: Long, val executor: String, started: Long, lets: Long => Boolean)
    extends TaskSeat {
  /** Where its reader waits for rows. */
  val gate = new Gate(quiet)
  private val news = quiet.condition()
  private val turn = quiet.condition()
  private var isAttached = false
  private var waits = false
  private var inQueue = 0
  private var looksUp = false
  private var completing = false
  private var asks = false
  private var polls = true
  private var epoch = started
  private var leaving = false
  private var ended = false
  private var reads = false

  /** Nothing of it is left. */
  def isOver: Boolean = quiet.look(ended && !reads)

  def hasEnded: Boolean = quiet.look(ended)

  /** Whether it waits for its next row. */
  def isWaiting: Boolean = quiet.look(!leaving && isAtRest && !ended && gate.isWaiting)

  /** Nothing happens here until the kit acts. */
  def isAtRest: Boolean = quiet.look(ended || !leaving && gate.isAtRest && waitsInVain && (asks || !polls))

  /** The task waits, and will until something is put into its queue. */
  private def waitsInVain: Boolean = waits && inQueue == 0 && !looksUp

  /** It is about to be ended by somebody: what it waits for now is no rest any more. */
  def leave(): Unit = quiet.change { leaving = true }

  /** Its code is over. */
  def end(): Unit = quiet.change {
    ended = true
    turn.signal()
  }

  /** The context is to be marked as completed, by the task itself: it lets go of what it holds. */
  def complete(): Unit = quiet.change {
    leaving = true
    completing = true
    lookUp()
  }

  private def lookUp(): Unit = {
    looksUp = true
    news.signal()
  }

  /** Its process has died with all that was in it. */
  def lose(): Unit = quiet.change(if (!ended) {
    reads = false
    end()
  })

  override def readerCreated(): Unit = quiet.change { reads = true }

  override def awaitWord(): Word = gate.await()

  override def readerClosed(): Unit = quiet.change {
    reads = false
    gate.end()
    lookUp()
  }

  override def attached(): Unit = quiet.change {
    isAttached = true
    letPoll()
  }

  override def filled(): Unit = quiet.change {
    inQueue += 1
    news.signal()
  }

  override def awaitFilled(): Boolean = quiet.change {
    waits = true
    quiet.tell()
    try while (inQueue == 0 && !looksUp) news.await()
    finally waits = false
    looksUp = false
    if (inQueue > 0) inQueue -= 1
    val isCompleted = completing
    completing = false
    isCompleted
  }

  override def awaitPoll(): Unit = quiet.change {
    asks = true
    quiet.tell()
    letPoll()
    try while (asks && !ended) turn.await()
    finally asks = false
    // Nobody looks at what comes of it.
    if (ended) throw new InterruptedException("the task is over")
  }

  /** To be called when the answer may have become another one. */
  def letPoll(): Unit = quiet.change(if (isAttached && lets(epoch)) goPoll())

  /** Lets the question through that waits. */
  def goPoll(): Unit = quiet.change {
    asks = false
    turn.signal()
  }

  override def polled(answered: Long): Unit = quiet.change { epoch = answered }

  override def pollFailed(): Unit = quiet.change {
    polls = false
    lookUp()
  }
}
