// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import org.apache.spark.rdd.RDD
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan
import org.apache.spark.sql.execution.SparkPlan
import org.apache.spark.sql.execution.streaming.continuous.{
  ContinuousWriteRDD, WriteToContinuousDataSource, WriteToContinuousDataSourceExec}

import instrumentation.Sink
import remote.DriverRef

/** The nodes of the write since 3.2, which carry the sink's own metrics. */
trait WriteNodes {
  def logicalWrite(child: LogicalPlan): LogicalPlan = WriteToContinuousDataSource(null, child, Nil)

  def physicalWrite(sink: DriverRef[Sink], name: String, child: SparkPlan): SparkPlan =
    WriteToContinuousDataSourceExec(new KitWriter(sink, name), child, Nil)

  def writeRdd(parent: RDD[InternalRow], sink: DriverRef[Sink]): RDD[Unit] =
    new ContinuousWriteRDD(parent, new KitWriterFactory(sink), Map.empty)
}
