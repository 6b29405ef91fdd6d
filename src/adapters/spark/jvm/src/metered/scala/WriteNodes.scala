// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.rdd.RDD
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan
import org.apache.spark.sql.execution.SparkPlan
import org.apache.spark.sql.execution.streaming.continuous.{
  ContinuousWriteRDD, WriteToContinuousDataSource, WriteToContinuousDataSourceExec}

/** The write in a plan and in a job, which since 3.2 carries the metrics that a sink has of its own. */
trait WriteNodes {
  def logicalWrite(child: LogicalPlan): LogicalPlan = WriteToContinuousDataSource(null, child, Nil)

  def physicalWrite(sink: Local[Sink], name: String, child: SparkPlan): SparkPlan =
    WriteToContinuousDataSourceExec(new KitWriter(sink, name), child, Nil)

  def writeRdd(parent: RDD[InternalRow], sink: Local[Sink]): RDD[Unit] =
    new ContinuousWriteRDD(parent, new KitWriterFactory(sink), Map.empty)
}
