// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.util.concurrent.ArrayBlockingQueue

import scala.concurrent.{Future, Promise}

import org.apache.spark.TaskContext
import org.apache.spark.util.ThreadUtils

/** One attempt at a partition's task, with the two threads below it: the reader of rows and the one that asks for the epoch.
  *
  * @param started the epoch that it starts in
  * @param lets    whether a question for the epoch goes through, by the epoch that was answered last
  */
final class Seat(quiet: Quiet, val context: TaskContext, started: Long, lets: Long => Boolean) {
  import Seat._

  /** Where its reader waits for rows. */
  val gate = new Gate(quiet)
  private val arrived = quiet.condition()
  private var readerThread: Option[Thread] = None
  private var queue: Option[WatchedQueue[AnyRef]] = None
  private var poll: Option[Poll] = None
  private var polls = true
  private var epoch = started
  private var leaving = false
  private var ended = false

  def partition: Int = context.partitionId()

  def hasEnded: Boolean = quiet.look(ended)

  /** Whether it waits for its next row. */
  def isWaiting: Boolean = quiet.look(!leaving && isAtRest && !ended && gate.isWaiting)

  /** Nothing happens here until the kit acts. */
  def isAtRest: Boolean = quiet.look(ended || !leaving && gate.isAtRest && queue.exists(_.isAtRest) && (poll.nonEmpty || !polls))

  /** It is about to be ended by somebody: what it waits for now is no rest any more. */
  def leave(): Unit = quiet.change { leaving = true }

  /** Its code is over. */
  def end(): Unit = quiet.change {
    ended = true
    // Nobody looks at what comes of it.
    poll.foreach(_.fail(new InterruptedException("the task is over")))
    poll = None
  }

  /** To be called by the reader: waits for the kit's next word. */
  def await(): Word = {
    quiet.change(if (readerThread.isEmpty) {
      readerThread = Some(Thread.currentThread)
      gate.enter(context)
      arrived.signal()
    })
    gate.await()
  }

  /** To be called by the reader when it is over: what it has left behind, the task finds when it looks up. */
  def readerClosed(): Unit = quiet.change {
    gate.end()
    queue.foreach(_.endWait())
  }

  /** To be called by the task between making its reader and waiting for rows: from here on it waits where that is seen. */
  def attach(): Unit = quiet.change(if (queue.isEmpty) {
    while (readerThread.isEmpty) arrived.await()
    val owner = outer(readerThread.get)
    val field = fieldOf(owner.getClass, classOf[ArrayBlockingQueue[_]])
    val real = field.get(owner).asInstanceOf[ArrayBlockingQueue[AnyRef]]
    val watched = new WatchedQueue[AnyRef](real.size + real.remainingCapacity, quiet)
    field.set(owner, watched)
    queue = Some(watched)
    letPoll()
  })

  /** The context is to be marked as completed, by the task itself: it lets go of what it holds. */
  def complete(): Unit = quiet.change {
    leaving = true
    queue.foreach(_.endWait(() => context.markTaskCompleted(None)))
  }

  /** A question for the current epoch: it is asked when it makes a difference, or when the kit says so. */
  def ask(question: () => Future[Any]): Future[Any] = quiet.change {
    val asked = new Poll(question)
    if (ended) asked.fail(new InterruptedException("the task is over")) else poll = Some(asked)
    letPoll()
    asked.answer.future
  }

  /** To be called when the answer may have become another one. */
  def letPoll(): Unit = quiet.change(if (queue.nonEmpty && lets(epoch)) goPoll())

  /** Lets the question through that waits. */
  def goPoll(): Unit = quiet.change {
    val asked = poll
    poll = None
    asked.foreach(_.go())
  }

  def asks: Boolean = quiet.look(poll.nonEmpty)

  private final class Poll(question: () => Future[Any]) {
    val answer: Promise[Any] = Promise[Any]()

    def fail(error: Throwable): Unit = answer.failure(error)

    def go(): Unit = question().onComplete { outcome =>
      quiet.change(outcome.fold(_ => stopPolls(), value => epoch = value.asInstanceOf[Long]))
      answer.complete(outcome)
    }(ThreadUtils.sameThread)
  }

  /** The thread that asks ends with its first failure, and leaves that for the task to find. */
  private def stopPolls(): Unit = {
    polls = false
    queue.foreach(_.endWaits())
  }
}

object Seat {
  private def outer(thread: Thread): AnyRef = {
    val field = thread.getClass.getDeclaredField("$outer")
    field.setAccessible(true)
    field.get(thread)
  }

  /** The one field of this type. */
  def fieldOf(owner: Class[_], kind: Class[_]): java.lang.reflect.Field = {
    val field = owner.getDeclaredFields.find(_.getType == kind)
      .getOrElse(throw new NoSuchFieldException(s"$owner has no field of $kind"))
    field.setAccessible(true)
    field
  }
}
