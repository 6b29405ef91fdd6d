// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import scala.concurrent.Future

import com.fasterxml.jackson.databind.JsonNode

import org.apache.spark.sql.execution.streaming.continuous.{
  CommitPartitionEpoch, GetCurrentEpoch, IncrementAndGetEpoch, ReportPartitionOffset,
  SetReaderPartitions, SetWriterPartitions, StopContinuousExecutionWrites}

import instrumentation.Errors
import protocol.{Fields, Json, RequestError}
import release.{KitCommitMessage, KitOffset}

/** The messages of the epoch coordinator, to and from JSON. */
object Messages {
  private val asks =
    Seq("SetWriterPartitions", "SetReaderPartitions", "GetCurrentEpoch", "IncrementAndGetEpoch", "StopContinuousExecutionWrites")

  /** Reads a message to ask. */
  def asked(message: Fields): AnyRef = {
    val read = message.oneOf("type", asks: _*) match {
      case "SetWriterPartitions" => SetWriterPartitions(message.sparkInt("numPartitions"))
      case "SetReaderPartitions" => SetReaderPartitions(message.sparkInt("numPartitions"))
      case "GetCurrentEpoch" => GetCurrentEpoch
      case "IncrementAndGetEpoch" => IncrementAndGetEpoch
      case "StopContinuousExecutionWrites" => StopContinuousExecutionWrites
    }
    message.end()
    read
  }

  /** Reads a message to send. */
  def sent(message: Fields): AnyRef = {
    val read = message.oneOf("type", "CommitPartitionEpoch", "ReportPartitionOffset") match {
      case "CommitPartitionEpoch" =>
        CommitPartitionEpoch(
          message.sparkInt("partitionId"), message.long("epoch"), KitCommitMessage(message.string("message")))
      case "ReportPartitionOffset" =>
        ReportPartitionOffset(message.sparkInt("partitionId"), message.long("epoch"), KitOffset(message.string("offset")))
    }
    message.end()
    read
  }

  /** Throws if the ask of this message has failed; no event tells that. */
  def checkReply(message: Any, reply: Future[Any]): Unit = reply.value.flatMap(_.failed.toOption).foreach { error =>
    val described = Errors.describe(error)
    throw new RequestError(RequestError.InternalError,
      s"the ask of ${typeOf(message)} failed: ${Errors.line(described)}", Some(Json.obj("error" -> described)))
  }

  def typeOf(message: Any): String = message.getClass.getSimpleName.stripSuffix("$")

  /** The JSON of a message that Spark asks or sends. */
  def describe(message: Any): JsonNode = message match {
    case SetWriterPartitions(count) => Json.obj("type" -> "SetWriterPartitions", "numPartitions" -> count)
    case SetReaderPartitions(count) => Json.obj("type" -> "SetReaderPartitions", "numPartitions" -> count)
    case CommitPartitionEpoch(partition, epoch, text) =>
      Json.obj("type" -> "CommitPartitionEpoch", "partitionId" -> partition, "epoch" -> epoch,
        "message" -> KitCommitMessage.textOf(text))
    case ReportPartitionOffset(partition, epoch, offset) =>
      Json.obj("type" -> "ReportPartitionOffset", "partitionId" -> partition, "epoch" -> epoch,
        "offset" -> offset.toString)
    case other => Json.obj("type" -> typeOf(other))
  }
}
