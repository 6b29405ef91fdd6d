// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.util.concurrent.{ArrayBlockingQueue, TimeUnit}

/** The queue between a reader and its task, which says when the task waits at it.
  *
  * How long the task waits in vain is up to the kit and not to the clock: it looks up when there is something to see.
  */
final class WatchedQueue[E](capacity: Int, quiet: Quiet) extends ArrayBlockingQueue[E](capacity) {
  private val filled = quiet.condition()
  private val emptied = quiet.condition()
  private var waiting = false
  private var timeIsUp: Option[() => Unit] = None
  private var impatient = false

  /** Whether the task waits, and will until something is put here. */
  def isAtRest: Boolean = quiet.look(waiting && isEmpty && timeIsUp.isEmpty && !impatient)

  /** The task is to look up as it does when its time is up; on its own thread, and before it does, it does this. */
  def endWait(before: () => Unit = () => ()): Unit = quiet.change {
    timeIsUp = Some(before)
    filled.signal()
  }

  /** From here on the task looks up again and again: what it is to see comes about on another thread, unseen. */
  def endWaits(): Unit = quiet.change {
    impatient = true
    filled.signal()
  }

  override def put(element: E): Unit = quiet.change {
    while (!super.offer(element)) emptied.await()
    filled.signal()
  }

  override def poll(timeout: Long, unit: TimeUnit): E = quiet.change {
    if (Thread.interrupted()) throw new InterruptedException
    waiting = true
    quiet.tell()
    try {
      while (isEmpty && timeIsUp.isEmpty && !impatient) filled.await()
      if (isEmpty && impatient) filled.await(1, TimeUnit.MILLISECONDS)
    } finally waiting = false
    val before = timeIsUp
    timeIsUp = None
    before.foreach(_.apply())
    emptied.signal()
    super.poll()
  }
}
