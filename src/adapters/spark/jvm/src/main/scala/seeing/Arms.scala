// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import scala.collection.mutable

/** Errors that the kit has laid down: the next call at a place throws what lies there, once. */
final class Arms {
  private val armed = mutable.Map.empty[Any, Throwable]

  def arm(place: Any, error: Throwable): Unit = synchronized(armed.put(place, error))

  /** To be called at the place, before anything is recorded. */
  def pass(place: Any): Unit = synchronized(armed.remove(place)).foreach(error => throw error)

  def disarm(): Unit = synchronized(armed.clear())
}
