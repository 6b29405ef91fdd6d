// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package query

import org.apache.spark.rdd.RDD
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.catalyst.expressions.Attribute
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan
import org.apache.spark.sql.catalyst.plans.physical.Partitioning
import org.apache.spark.sql.execution.{SparkPlan, SparkStrategy}
import org.apache.spark.sql.execution.streaming.continuous.WriteToContinuousDataSource

import instrumentation.Observer

/** A physical operator that executes its child, observed by a callback. */
final case class ObservedPlan(child: SparkPlan, around: ObservedPlan.Around) extends SparkPlan {
  override def children: Seq[SparkPlan] = Seq(child)
  override def output: Seq[Attribute] = child.output
  override def outputPartitioning: Partitioning = child.outputPartitioning
  override protected def doExecute(): RDD[InternalRow] = around(() => child.execute())

  // Spark 3.2 and later declare this method as abstract.
  protected def withNewChildrenInternal(children: IndexedSeq[SparkPlan]): SparkPlan = copy(child = children.head)
}

object ObservedPlan {
  type Around = (() => RDD[InternalRow]) => RDD[InternalRow]
}

/** Plans the continuous write of an observed query as Spark does, and wraps the write and its child. */
final class ObservingStrategy(real: SparkStrategy) extends SparkStrategy {
  override def apply(plan: LogicalPlan): Seq[SparkPlan] = (plan, Observer.current) match {
    case (_: WriteToContinuousDataSource, Some(observer: PlanObserver)) => real(plan).map { write =>
      ObservedPlan(write.withNewChildren(write.children.map(ObservedPlan(_, observer.executesChild))), observer.executes)
    }
    case _ => Nil
  }
}

/** Is told how a query's plan is executed. */
trait PlanObserver extends Observer {
  def executes(execute: () => RDD[InternalRow]): RDD[InternalRow]
  def executesChild(execute: () => RDD[InternalRow]): RDD[InternalRow]
}
