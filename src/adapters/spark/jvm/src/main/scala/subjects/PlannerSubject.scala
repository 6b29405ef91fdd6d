// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import scala.util.control.NonFatal

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.node.ArrayNode

import org.apache.spark.sql.catalyst.TableIdentifier
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation
import org.apache.spark.sql.catalyst.expressions.{AttributeReference, Literal}
import org.apache.spark.sql.catalyst.plans.logical.{Filter, LocalRelation, LogicalPlan, Project}
import org.apache.spark.sql.execution.SparkPlan
import org.apache.spark.sql.types.StringType

import instrumentation.{Errors, Recorder, Spark}
import protocol.{Fields, Json, RequestError}
import release.Release
import release.Release.SparkSession

/** The real planner of a session. */
final class PlannerSubject(spark: Spark) extends Subject {
  override val recorder = new Recorder

  private val column = AttributeReference("value", StringType)()

  override def read(kind: String, action: Fields): PreparedAction = kind match {
    case "plan" =>
      val logical = read(action.fields("plan"))
      PreparedAction.free(action.place)(plan(logical))
    case other => throw RequestError.params(action.at("kind"), s"$other is no action of the role planner")
  }

  /** The logical operators by name, with the number of children and the constructor. */
  private val vocabulary: Map[String, (Int, Seq[LogicalPlan] => LogicalPlan)] = Map(
    "WriteToContinuousDataSource" -> (1 -> (children => Release.logicalWrite(children.head))),
    "Project" -> (1 -> (children => Project(Seq(column), children.head))),
    "Filter" -> (1 -> (children => Filter(Literal(true), children.head))),
    "LocalRelation" -> (0 -> (_ => LocalRelation(column))),
    "UnresolvedRelation" -> (0 -> (_ => UnresolvedRelation(TableIdentifier("nowhere")))))

  private def read(tree: Fields): LogicalPlan = {
    val name = tree.oneOf("name", vocabulary.keys.toSeq.sorted: _*)
    val children = tree.list("children").map(read)
    tree.end()
    val (count, make) = vocabulary(name)
    if (children.size != count) throw RequestError.params(tree.at("children"), s"a $name has $count, these are ${children.size}")
    make(children)
  }

  private def plan(logical: LogicalPlan): Unit =
    try {
      SparkSession.setActiveSession(spark.session)
      val physical = spark.session.sessionState.planner.plan(logical).next()
      recorder.add("planned", "planner", "plan" -> describe(physical))
    } catch {
      case NonFatal(error) => recorder.add("threw", "planner", "error" -> Errors.describe(error))
    }

  private def describe(plan: SparkPlan): JsonNode =
    Json.obj("name" -> plan.getClass.getSimpleName, "children" -> plan.children.map(describe))

  /** Planning is synchronous. */
  override def settle(): Unit = ()

  override def close(): ArrayNode = recorder.close()
}
