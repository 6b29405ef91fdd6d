// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.rdd.RDD
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan
import org.apache.spark.sql.classic
import org.apache.spark.sql.execution.SparkPlan
import org.apache.spark.sql.execution.streaming.continuous.{
  ContinuousWriteRDD, WriteToContinuousDataSource, WriteToContinuousDataSourceExec}
import org.apache.spark.sql.execution.streaming.runtime

/** What this family of releases (4.1 and 4.2) calls things: all that the rest of the driver needs to know of it. */
object Release extends Connector {
  type SparkSession = classic.SparkSession
  val SparkSession = classic.SparkSession
  val StreamExecution = runtime.StreamExecution

  def logicalWrite(child: LogicalPlan): LogicalPlan = WriteToContinuousDataSource(null, child, Nil)

  def physicalWrite(sink: Local[Sink], name: String, child: SparkPlan): SparkPlan =
    WriteToContinuousDataSourceExec(new KitWriter(sink, name), child, Nil)

  def writeRdd(parent: RDD[InternalRow], sink: Local[Sink]): RDD[Unit] =
    new ContinuousWriteRDD(parent, new KitWriterFactory(sink), Map.empty)
}
