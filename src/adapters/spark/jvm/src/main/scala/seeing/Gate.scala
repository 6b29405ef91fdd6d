// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import scala.collection.immutable.Queue

/** What the kit can tell a task that waits at its upstream. */
sealed trait Word extends Serializable

object Word {
  final case class Row(value: String) extends Word
  case object End extends Word
  final case class Throw(error: Throwable) extends Word
  /** Has the task mark its context as completed, and come back. */
  case object Complete extends Word
}

/** Where a task gets the kit's words from. */
trait Words extends Reachable {
  /** To be called by the task: waits for the next one. */
  @throws[Throwable] def await(): Word
}

/** Where the task of one partition waits for the kit, and what is known of that task. */
final class Gate(quiet: Quiet) extends Words {
  private sealed trait State
  /** It does something, or is about to: it was started, woken or interrupted. */
  private case object Busy extends State
  private case object Waiting extends State
  private case object Ended extends State

  private val spoken = quiet.condition()
  private var state: State = Busy
  private var words = Queue.empty[Word]
  private var leaving = false
  private var thread: Option[Thread] = None

  def isWaiting: Boolean = quiet.look(state == Waiting)
  def hasEnded: Boolean = quiet.look(state == Ended)
  def isAtRest: Boolean = quiet.look(state != Busy)

  override def await(): Word = quiet.change {
    if (words.isEmpty && leaving) words = Gate.goodEnd
    thread = Some(Thread.currentThread)
    try {
      while (words.isEmpty) {
        state = Waiting
        quiet.tell()
        spoken.await()
      }
      val (word, later) = words.dequeue
      words = later
      word
    } catch {
      case interrupted: InterruptedException =>
        words = Queue.empty
        throw interrupted
    } finally {
      thread = None
      if (state == Waiting) state = Busy
    }
  }

  def say(said: Word*): Unit = quiet.change {
    require(state == Waiting, "nobody waits at the gate")
    words = words ++ said
    state = Busy
    spoken.signal()
  }

  /** Interrupts the waiting task's thread, as anybody might; Spark is not told. */
  def interrupt(): Unit = quiet.change {
    state = Busy
    thread.foreach(_.interrupt())
  }

  /** Has the waiting task's context marked as completed, on the task's own thread: it lets go of what that thread holds. */
  def complete(): Unit = say(Word.Complete)

  /** Lets the waiting task end well: the loop of a continuous write ends once the context is completed. */
  def finish(): Unit = say(Gate.goodEnd: _*)

  /** Lets the task end well as soon as it can, now or when it comes to wait. */
  def leave(): Unit = quiet.change {
    leaving = true
    if (state == Waiting) finish()
  }

  /** To be called when the task is over for Spark too. */
  def end(): Unit = quiet.change { state = Ended }
}

object Gate {
  private val goodEnd = Queue[Word](Word.Complete, Word.End)
}
