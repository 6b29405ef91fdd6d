// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.util.concurrent.locks.{Condition, ReentrantLock}

/** What the participants of a subject do at the moment, and the wait until all of them rest.
  *
  * Each change of a participant's state is made under one lock and wakes whoever waits for quiet: no polling, no clock.
  */
final class Quiet {
  private val lock = new ReentrantLock
  private val changed = lock.newCondition()

  /** Reads states that belong together. */
  def look[T](body: => T): T = {
    lock.lock()
    try body
    finally lock.unlock()
  }

  /** Changes a state. */
  def change[T](body: => T): T = look {
    try body
    finally changed.signalAll()
  }

  /** To be called inside a change, before its thread goes to wait on a condition. */
  def tell(): Unit = changed.signalAll()

  /** Waits until the states are such. */
  def until(so: => Boolean): Unit = look(while (!so) changed.awaitUninterruptibly())

  /** A condition under the same lock. */
  def condition(): Condition = lock.newCondition()
}
