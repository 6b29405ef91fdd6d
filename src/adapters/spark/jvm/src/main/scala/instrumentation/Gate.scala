// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import scala.collection.immutable.Queue

import remote.Remote

/** A command of the kit to a task that waits for its next row. */
sealed trait GateCommand extends Serializable

object GateCommand {
  final case class Row(value: String) extends GateCommand
  case object End extends GateCommand
  final case class Throw(error: Throwable) extends GateCommand
  /** The task marks its context as completed, and waits again. */
  case object Complete extends GateCommand
  /** The task is killed as Spark's scheduler does it: its context is marked as interrupted, and its waiting thread is interrupted. */
  case object Kill extends GateCommand
}

/** Where a task gets the kit's commands from. */
trait GateCommands extends Remote {
  /** The task calls this to wait for the next command. */
  @throws[Throwable] def await(): GateCommand
}

/** Where the task of one partition waits for the kit, and the state of that task. */
final class Gate(quiescence: Quiescence) extends GateCommands {
  private sealed trait State
  /** The task runs, or is about to: it was started, woken or interrupted. */
  private case object Busy extends State
  private case object Waiting extends State
  private case object Ended extends State

  private val commandGiven = quiescence.condition()
  private var state: State = Busy
  private var commands = Queue.empty[GateCommand]
  private var finishing = false
  private var thread: Option[Thread] = None

  def isWaiting: Boolean = quiescence.read(state == Waiting)
  def hasEnded: Boolean = quiescence.read(state == Ended)
  def isAtRest: Boolean = quiescence.read(state != Busy)

  override def await(): GateCommand = quiescence.update {
    if (commands.isEmpty && finishing) commands = Gate.success
    thread = Some(Thread.currentThread)
    try {
      while (commands.isEmpty) {
        state = Waiting
        quiescence.signal()
        commandGiven.await()
      }
      val (command, later) = commands.dequeue
      commands = later
      command
    } catch {
      case interrupted: InterruptedException =>
        commands = Queue.empty
        throw interrupted
    } finally {
      thread = None
      if (state == Waiting) state = Busy
    }
  }

  def give(given: GateCommand*): Unit = quiescence.update {
    require(state == Waiting, "no task waits at this gate")
    commands = commands ++ given
    state = Busy
    commandGiven.signal()
  }

  /** Interrupts the waiting task's thread; Spark does not know of it. */
  def interrupt(): Unit = quiescence.update {
    state = Busy
    thread.foreach(_.interrupt())
  }

  /** Marks the waiting task's context as completed, on the task's own thread, because that releases the locks which this thread holds. */
  def complete(): Unit = give(GateCommand.Complete)

  /** Lets the waiting task succeed: the loop of a continuous write ends once the context is completed. */
  def finish(): Unit = give(Gate.success: _*)

  /** Lets the task succeed as soon as it waits, now or later. */
  def finishSoon(): Unit = quiescence.update {
    finishing = true
    if (state == Waiting) finish()
  }

  /** Marks the task as ended: Spark has finished with it, too. */
  def end(): Unit = quiescence.update { state = Ended }
}

object Gate {
  private val success = Queue[GateCommand](GateCommand.Complete, GateCommand.End)
}
