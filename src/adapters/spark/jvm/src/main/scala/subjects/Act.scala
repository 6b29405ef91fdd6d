// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

/** An action that has been read.
  *
  * @param place   where it stands in the request
  * @param touches what it acts on; within one `together` each such thing can be acted on once, else
  *                whether the second is possible would depend on how far the first has got
  * @param check   refuses the action when it is impossible now; does nothing else
  * @param start   does it, without waiting for what comes of it
  */
final class Act(val place: String, val touches: Option[Any], val check: () => Unit, val start: () => Unit)

object Act {
  def apply(place: String, touches: Any)(check: => Unit)(start: => Unit): Act =
    new Act(place, Some(touches), () => check, () => start)

  /** An action that is always possible. */
  def free(place: String)(start: => Unit): Act = new Act(place, None, () => (), () => start)
}
