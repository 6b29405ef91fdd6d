// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import com.fasterxml.jackson.databind.node.ArrayNode

import protocol.{Fields, Json, RequestError}

/** Does the actions of one `apply` in order, and waits for quiescence after each. */
final class Steps(subject: Subject) {

  /** The events of each step. All actions are read before the first one starts, so an invalid action has no effect. */
  def run(actions: Seq[Fields]): ArrayNode = {
    val groups = actions.map(read)
    val steps = Json.array()
    groups.foreach { actions =>
      try {
        check(actions)
        actions.foreach(_.start())
        subject.settle()
      } catch {
        case refused: RequestError =>
          dropStep()
          throw refused.withData(Json.obj("steps" -> steps))
      }
      steps.add(subject.recorder.drain())
    }
    steps
  }

  /** The events of a failed step are in no answer, and must not show up in the next step. */
  private def dropStep(): Unit = {
    try subject.settle()
    catch { case _: RequestError => }
    subject.recorder.drain()
  }

  /** The actions of one step: one action, or those of a `together`, which does not nest. */
  private def read(node: Fields): Seq[PreparedAction] = node.string("kind") match {
    case "together" =>
      val parts = node.list("actions")
      node.end()
      parts.map(part => single(part.string("kind"), part))
    case kind => Seq(single(kind, node))
  }

  private def single(kind: String, node: Fields): PreparedAction = {
    val action = subject.read(kind, node)
    node.end()
    action
  }

  private def check(actions: Seq[PreparedAction]): Unit = {
    val touched = actions.flatMap(_.touches)
    if (touched.distinct.size < touched.size) {
      val twice = actions.filter(_.touches.nonEmpty).groupBy(_.touches).values.find(_.size > 1).get(1)
      throw RequestError.notSupported(s"${twice.place}: within one together, each can be acted on once")
    }
    actions.foreach(_.check())
  }
}
