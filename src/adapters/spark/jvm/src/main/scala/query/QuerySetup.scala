// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package query

import protocol.Fields
import subjects.Partitions

/** The setup of a query: its source, its checkpoint, and what the kit controls. */
final case class QuerySetup(
    partitions: Int,
    startEpoch: Long,
    epochBacklogQueueSize: Int,
    holdsMessages: Boolean,
    holdsPolls: Boolean,
    sparkTriggers: Boolean)

object QuerySetup {
  def apply(setup: Fields, slots: Int): QuerySetup = {
    val read = new QuerySetup(
      Partitions.read(setup, slots),
      setup.long("startEpoch"),
      setup.sparkInt("epochBacklogQueueSize"),
      setup.oneOf("delivery", "immediate", "held") == "held",
      setup.has("polls") && setup.oneOf("polls", "free", "held") == "held",
      setup.has("trigger") && setup.oneOf("trigger", "kit", "spark") == "spark")
    setup.end()
    read
  }
}
