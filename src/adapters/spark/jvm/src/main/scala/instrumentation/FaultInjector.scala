// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import scala.collection.mutable

/** Errors that the kit has injected: the next call at a place throws the error of that place, once. */
final class FaultInjector {
  private val errors = mutable.Map.empty[Any, Throwable]

  def inject(place: Any, error: Throwable): Unit = synchronized(errors.put(place, error))

  /** The place calls this before it records anything. */
  def throwIfInjected(place: Any): Unit = synchronized(errors.remove(place)).foreach(error => throw error)

  def clear(): Unit = synchronized(errors.clear())
}
