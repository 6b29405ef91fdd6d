// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import java.util.concurrent.locks.{Condition, ReentrantLock}

/** Waits until every participant of a subject has finished or waits for the kit.
  *
  * Participants change their states under one lock, and each change wakes the waiting thread: no polling, no clock.
  */
final class Quiescence {
  private val lock = new ReentrantLock
  private val changed = lock.newCondition()

  /** Reads states that have to be consistent with each other. */
  def read[T](body: => T): T = {
    lock.lock()
    try body
    finally lock.unlock()
  }

  /** Changes a state. */
  def update[T](body: => T): T = read {
    try body
    finally changed.signalAll()
  }

  /** Announces a change inside an update whose thread is about to wait on a condition. */
  def signal(): Unit = changed.signalAll()

  /** Waits until the states satisfy the predicate. */
  def await(predicate: => Boolean): Unit = read(while (!predicate) changed.awaitUninterruptibly())

  /** A condition of the same lock. */
  def condition(): Condition = lock.newCondition()
}
