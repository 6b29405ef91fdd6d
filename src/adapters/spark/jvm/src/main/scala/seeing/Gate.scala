// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.TaskContext

/** What the kit can tell a task that waits at its upstream. */
sealed trait Word

object Word {
  final case class Row(value: String) extends Word
  case object End extends Word
  final case class Throw(error: Throwable) extends Word
}

/** Where the task of one partition waits for the kit, and what is known of that task. */
final class Gate(quiet: Quiet) {
  private sealed trait State
  /** It does something, or is about to: it was started, woken or interrupted. */
  private case object Busy extends State
  private case object Waiting extends State
  private case object Ended extends State

  private val spoken = quiet.condition()
  private var state: State = Busy
  private var word: Option[Word] = None
  private var completing = false
  private var leaving = false
  private var context: TaskContext = _
  private var thread: Thread = _

  def isWaiting: Boolean = quiet.look(state == Waiting)
  def hasEnded: Boolean = quiet.look(state == Ended)
  def isAtRest: Boolean = quiet.look(state != Busy)

  /** To be called by the task when it asks its upstream for an iterator. */
  def enter(taskContext: TaskContext): Unit = quiet.change {
    context = taskContext
    thread = Thread.currentThread
  }

  /** To be called by the task: waits for the kit's next word. */
  def await(): Word = quiet.change {
    if (leaving) {
      context.markTaskCompleted(None)
      Word.End
    } else {
      rest()
      try {
        while (word.isEmpty) {
          spoken.await()
          if (completing) markCompleted()
        }
        word.get
      } finally {
        word = None
        state = Busy
      }
    }
  }

  private def rest(): Unit = {
    state = Waiting
    quiet.tell()
  }

  private def markCompleted(): Unit = {
    completing = false
    context.markTaskCompleted(None)
    if (word.isEmpty) rest()
  }

  def say(said: Word): Unit = quiet.change {
    word = Some(said)
    wake()
  }

  private def wake(): Unit = {
    require(state == Waiting, "nobody waits at the gate")
    state = Busy
    spoken.signal()
  }

  /** Interrupts the waiting task's thread, as anybody might; Spark is not told. */
  def interrupt(): Unit = quiet.change {
    state = Busy
    thread.interrupt()
  }

  /** Has the waiting task's context marked as completed, on the task's own thread: it lets go of what that thread holds. */
  def complete(): Unit = quiet.change {
    completing = true
    wake()
  }

  /** Lets the waiting task end well: the loop of a continuous write ends once the context is completed. */
  def finish(): Unit = quiet.change {
    completing = true
    say(Word.End)
  }

  /** Lets the task end well as soon as it can, now or when it comes to wait. */
  def leave(): Unit = quiet.change {
    leaving = true
    if (state == Waiting) finish()
  }

  /** To be called when the task is over for Spark too. */
  def end(): Unit = quiet.change { state = Ended }
}
