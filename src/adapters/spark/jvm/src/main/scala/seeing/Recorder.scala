// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import com.fasterxml.jackson.databind.node.ArrayNode

/** The events of one subject, in the order in which they were seen. Any thread may add. */
final class Recorder {
  private var events = Json.array()
  private var listening = true

  /** Adds an event; an `actor` is told apart by its name. */
  def add(kind: String, actor: String, members: (String, Any)*): Unit = {
    val event = Json.obj(Seq("kind" -> kind, "actor" -> actor) ++ members: _*)
    synchronized(if (listening) events.add(event))
  }

  /** What was seen since the last time. */
  def drain(): ArrayNode = synchronized {
    val seen = events
    events = Json.array()
    seen
  }

  /** What was still seen; nothing is recorded from here on. */
  def close(): ArrayNode = synchronized {
    listening = false
    drain()
  }
}

object Recorder {
  /** The actor that a partition's task is. */
  def task(partition: Int): String = s"task-$partition"
}
