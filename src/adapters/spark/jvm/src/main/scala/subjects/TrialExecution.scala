// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import com.fasterxml.jackson.databind.JsonNode

import scala.collection.JavaConverters._

import instrumentation.{Errors, Spark}
import protocol.{Fields, Json, RequestError}

/** One write over one partition, before the first case: an error inside Spark that every case would meet is told once. */
object TrialExecution {
  /** @throws RequestError with the cause if this Spark cannot execute the write in this JVM */
  def run(spark: Spark): Unit = {
    val subject = new OperatorSubject(spark, OperatorSetup(1, Some("trial"), "answers", "trial"))
    try {
      apply(subject, Json.obj("kind" -> "execute"))
      apply(subject, Json.obj("kind" -> "finish-task", "partition" -> 0))
    } finally subject.close()
  }

  private def apply(subject: Subject, action: JsonNode): Unit = {
    val events = new Steps(subject).run(Seq(Fields("", action))).asScala.flatMap(_.asScala)
    events.find(_.path("kind").textValue == "threw").foreach(event => throw failed(Errors.line(event.get("error"))))
  }

  /** The error that ends `initialize`. */
  def failed(cause: String): RequestError =
    RequestError.notSupported(s"Apache Spark ${Spark.version} cannot be run on Java ${sys.props("java.version")}: $cause")
}
