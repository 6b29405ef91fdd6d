// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.rdd.RDD
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.catalyst.expressions.Attribute
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan
import org.apache.spark.sql.catalyst.plans.physical.Partitioning
import org.apache.spark.sql.execution.{SparkPlan, SparkStrategy}
import org.apache.spark.sql.execution.streaming.continuous.WriteToContinuousDataSource

/** A physical operator that only has its child executed, and lets somebody see how that goes. */
final case class WatchedPlan(child: SparkPlan, watch: WatchedPlan.Watch) extends SparkPlan {
  override def children: Seq[SparkPlan] = Seq(child)
  override def output: Seq[Attribute] = child.output
  override def outputPartitioning: Partitioning = child.outputPartitioning
  override protected def doExecute(): RDD[InternalRow] = watch(() => child.execute())

  // Since Spark 3.2 there is such a thing to override.
  protected def withNewChildrenInternal(children: IndexedSeq[SparkPlan]): SparkPlan = copy(child = children.head)
}

object WatchedPlan {
  type Watch = (() => RDD[InternalRow]) => RDD[InternalRow]
}

/** Plans the continuous write of a query that is watched as Spark does, and puts a watch around it and below it. */
final class WatchedStrategy(real: SparkStrategy) extends SparkStrategy {
  override def apply(plan: LogicalPlan): Seq[SparkPlan] = (plan, Witness.here) match {
    case (_: WriteToContinuousDataSource, Some(witness: PlanWitness)) => real(plan).map { write =>
      WatchedPlan(write.withNewChildren(write.children.map(WatchedPlan(_, witness.executesChild))), witness.executes)
    }
    case _ => Nil
  }
}

/** Whoever is to know how a query's plan is executed. */
trait PlanWitness extends Witness {
  def executes(execute: () => RDD[InternalRow]): RDD[InternalRow]
  def executesChild(execute: () => RDD[InternalRow]): RDD[InternalRow]
}
