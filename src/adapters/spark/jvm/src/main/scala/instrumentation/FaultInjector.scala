// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import scala.collection.mutable

/** Errors that the kit has injected: the next call at a place throws the error of that place, once or as often as the kit says.
  *
  * @param strikes is told the place before the error is thrown, and may wait
  */
final class FaultInjector(strikes: Any => Unit = _ => ()) {
  private val errors = mutable.Map.empty[Any, (Throwable, Long)]

  def inject(place: Any, error: Throwable, times: Long = 1): Unit = synchronized(errors.put(place, (error, times)))

  /** The place calls this before it records anything. */
  def throwIfInjected(place: Any): Unit = synchronized(errors.remove(place).map { case (error, times) =>
    if (times > 1) inject(place, error, times - 1)
    error
  }).foreach { error =>
    strikes(place)
    throw error
  }

  def clear(): Unit = synchronized(errors.clear())
}
