// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import com.fasterxml.jackson.databind.node.ArrayNode

/** Does the actions of one `apply`, one after the other, each up to quiet. */
final class Steps(subject: Subject) {

  /** The events of each step. All actions are read before the first is done, so that a misspelt one does nothing. */
  def run(actions: Seq[Fields]): ArrayNode = {
    val groups = actions.map(read)
    val steps = Json.array()
    groups.foreach { acts =>
      try {
        check(acts)
        acts.foreach(_.start())
      } catch {
        case refused: Refused => throw refused.withData(Json.obj("steps" -> steps))
      }
      subject.settle()
      steps.add(subject.recorder.drain())
    }
    steps
  }

  /** The acts of one step: one, or those of a `together`, which does not nest. */
  private def read(action: Fields): Seq[Act] = action.string("kind") match {
    case "together" =>
      val parts = action.list("actions")
      action.end()
      parts.map(part => single(part.string("kind"), part))
    case kind => Seq(single(kind, action))
  }

  private def single(kind: String, action: Fields): Act = {
    val act = subject.read(kind, action)
    action.end()
    act
  }

  private def check(acts: Seq[Act]): Unit = {
    val touched = acts.flatMap(_.touches)
    if (touched.distinct.size < touched.size) {
      val twice = acts.filter(_.touches.nonEmpty).groupBy(_.touches).values.find(_.size > 1).get(1)
      throw Refused.notSupported(s"${twice.place}: within one together, each can be acted on once")
    }
    acts.foreach(_.check())
  }
}
