// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

/** An action that was read from a request.
  *
  * @param place   its place in the request
  * @param touches the thing that it acts on; one `together` may act on each thing once, because whether a second
  *                action is possible would depend on timing
  * @param check   throws if the action is not possible now; has no other effect
  * @param start   starts the action, without waiting for its effects
  */
final class PreparedAction(val place: String, val touches: Option[Any], val check: () => Unit, val start: () => Unit)

object PreparedAction {
  def apply(place: String, touches: Any)(check: => Unit)(start: => Unit): PreparedAction =
    new PreparedAction(place, Some(touches), () => check, () => start)

  /** An action that is always possible. */
  def free(place: String)(start: => Unit): PreparedAction = new PreparedAction(place, None, () => (), () => start)
}
