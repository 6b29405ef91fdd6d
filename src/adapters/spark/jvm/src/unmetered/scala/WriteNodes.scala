// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.rdd.RDD
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan
import org.apache.spark.sql.execution.SparkPlan
import org.apache.spark.sql.execution.streaming.continuous.{
  ContinuousWriteRDD, WriteToContinuousDataSource, WriteToContinuousDataSourceExec}

/** The write in a plan and in a job, up to 3.1. */
trait WriteNodes {
  def logicalWrite(child: LogicalPlan): LogicalPlan = WriteToContinuousDataSource(null, child)

  def physicalWrite(sink: Local[Sink], name: String, child: SparkPlan): SparkPlan =
    WriteToContinuousDataSourceExec(new KitWriter(sink, name), child)

  def writeRdd(parent: RDD[InternalRow], sink: Local[Sink]): RDD[Unit] =
    new ContinuousWriteRDD(parent, new KitWriterFactory(sink))
}
