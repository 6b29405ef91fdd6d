// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import org.apache.spark.SparkEnv
import org.apache.spark.rpc.RpcEndpointRef
import org.apache.spark.sql.SparkSession
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan
import org.apache.spark.sql.connector.read.streaming.PartitionOffset
import org.apache.spark.sql.connector.write.WriterCommitMessage
import org.apache.spark.sql.execution.streaming.continuous.{ContinuousExecution, EpochCoordinatorRef}

import instrumentation.Sink
import remote.DriverRef

/** The API that all families from 3.0 on share. */
trait Connector {
  def createCoordinator(
      sink: DriverRef[Sink], query: ContinuousExecution, id: String, startEpoch: Long, session: SparkSession): RpcEndpointRef =
    // No stream: the coordinator only passes it to the query.
    EpochCoordinatorRef.create(new KitWriter(sink, "kit"), null, query, id, startEpoch, session, SparkEnv.get)

  def unresolvedRelation(name: String): LogicalPlan = UnresolvedRelation(Seq(name))

  def commitMessage(text: String): WriterCommitMessage = KitCommitMessage(text)

  def commitText(message: WriterCommitMessage): String = KitCommitMessage.text(message)

  def offset(text: String): PartitionOffset = KitOffset(text)

  def offsetText(offset: Any): String = offset match {
    case KitOffset(text) => text
    case other => other.toString
  }
}

private final case class KitOffset(text: String) extends PartitionOffset
