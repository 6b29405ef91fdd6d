// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package query

import java.util.concurrent.atomic.AtomicLong

import com.fasterxml.jackson.databind.node.ArrayNode

import protocol.Json

/** The calls of a user's sink, in the order in which they ended. Every thread may add calls. */
final class SinkCalls {
  private var calls = Json.array()
  private val writers = new AtomicLong

  def add(call: String): Unit = synchronized(calls.add(Json.parse(call)))

  /** The calls since the last time. */
  def drain(): ArrayNode = synchronized {
    val ended = calls
    calls = Json.array()
    ended
  }

  def nextWriter(): Long = writers.getAndIncrement()

  /** Another sink begins. */
  def forget(): Unit = synchronized {
    drain()
    writers.set(0)
  }
}
