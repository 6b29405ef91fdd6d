// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import com.fasterxml.jackson.databind.node.ArrayNode

import protocol.Json

/** The events of one subject, in the order in which they were observed. Every thread may add events. */
final class Recorder {
  private var events = Json.array()
  private var listening = true

  /** Adds an event; actors differ in their names. */
  def add(kind: String, actor: String, members: (String, Any)*): Unit = {
    val event = Json.obj(Seq("kind" -> kind, "actor" -> actor) ++ members: _*)
    synchronized(if (listening) events.add(event))
  }

  /** The events since the last call. */
  def drain(): ArrayNode = synchronized {
    val seen = events
    events = Json.array()
    seen
  }

  /** The remaining events; the recorder ignores all later ones. */
  def close(): ArrayNode = synchronized {
    listening = false
    drain()
  }
}

object Recorder {
  /** The name of the actor for a partition's task. */
  def task(partition: Int): String = s"task-$partition"
}
