// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.rdd.RDD
import org.apache.spark.sql
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan
import org.apache.spark.sql.execution.SparkPlan
import org.apache.spark.sql.execution.streaming
import org.apache.spark.sql.execution.streaming.continuous.{
  ContinuousWriteRDD, WriteToContinuousDataSource, WriteToContinuousDataSourceExec}

/** What this family of releases (3.0 and 3.1) calls things: all that the rest of the driver needs to know of it. */
object Release extends Connector {
  type SparkSession = sql.SparkSession
  val SparkSession = sql.SparkSession
  val StreamExecution = streaming.StreamExecution

  def logicalWrite(child: LogicalPlan): LogicalPlan = WriteToContinuousDataSource(null, child)

  def physicalWrite(sink: Local[Sink], name: String, child: SparkPlan): SparkPlan =
    WriteToContinuousDataSourceExec(new KitWriter(sink, name), child)

  def writeRdd(parent: RDD[InternalRow], sink: Local[Sink]): RDD[Unit] =
    new ContinuousWriteRDD(parent, new KitWriterFactory(sink))
}
