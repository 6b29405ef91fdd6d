// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package protocol

import java.nio.charset.StandardCharsets.UTF_8

import scala.util.control.NonFatal

import com.fasterxml.jackson.databind.JsonNode

import instrumentation.{Errors, Spark}
import subjects.{Steps, Subject, TrialExecution}

/** The driver protocol, version 1: JSON-RPC 2.0, one request per line in, one response per line out.
  *
  * @param start starts Spark, once
  */
final class Protocol(start: () => Spark) {
  private lazy val spark = start()
  private var subject: Option[Subject] = None
  private var initialized = false
  private var over = false

  /** Whether `shutdown` was requested. */
  def isOver: Boolean = over

  /** The response to one line; `None` stands for a line that is too long. */
  def answer(line: Option[String]): String = {
    var id: JsonNode = Json.parse("null")
    val said = try {
      val request = Json.parse(line.getOrElse(throw new RequestError(RequestError.ParseError, s"a line over ${LineReader.Limit} bytes")))
      if (!request.isObject) throw invalid("a request is an object")
      val asked = request.get("id")
      if (asked == null || !(asked.isNumber || asked.isTextual)) throw invalid("id: a number or a string is wanted")
      id = asked
      if (request.path("jsonrpc").asText != "2.0") throw invalid("jsonrpc: \"2.0\" is wanted")
      if (!request.path("method").isTextual) throw invalid("method: a string is wanted")
      val params = if (request.has("params")) request.get("params") else Json.obj()
      Json.obj("jsonrpc" -> "2.0", "id" -> id, "result" -> call(request.get("method").textValue, params))
    } catch {
      case refused: RequestError => failure(id, refused)
      case e @ (NonFatal(_) | _: StackOverflowError) =>
        e.printStackTrace()
        failure(id, new RequestError(RequestError.InternalError, s"the driver failed: $e"))
    }
    val text = Json.print(said)
    if (text.length > LineReader.Limit / 4 && text.getBytes(UTF_8).length > LineReader.Limit) {
      Json.print(failure(id, new RequestError(RequestError.InternalError, s"the answer is over ${LineReader.Limit} bytes")))
    } else text
  }

  private def invalid(what: String) = new RequestError(RequestError.InvalidRequest, what)

  private def failure(id: JsonNode, refused: RequestError): JsonNode = {
    val error = Json.obj("code" -> refused.code, "message" -> refused.getMessage)
    refused.data.foreach(error.replace("data", _))
    Json.obj("jsonrpc" -> "2.0", "id" -> id, "error" -> error)
  }

  private def call(method: String, params: JsonNode): JsonNode = method match {
    case "open" | "apply" | "close" | "sink/use" | "sink/read" | "sink/sql" | "sink/calls" if !initialized => throw invalid(s"$method before initialize")
    case "initialize" if initialized => throw invalid("initialized already")
    case "initialize" => initialize(Fields("", params))
    case "open" => open(Fields("", params))
    case "apply" => steps(Fields("", params))
    case "close" => Fields("", params).end(); close()
    case "sink/use" => spark.userSinks.use(Fields("", params))
    case "sink/read" => spark.userSinks.read(Fields("", params))
    case "sink/sql" => spark.userSinks.sql(Fields("", params))
    case "sink/calls" =>
      Fields("", params).end()
      Json.obj("calls" -> spark.userSinks.calls.drain())
    case "shutdown" =>
      Fields("", params).end()
      close()
      over = true
      null
    case other => throw new RequestError(RequestError.MethodNotFound, s"no method $other")
  }

  private def initialize(params: Fields): JsonNode = {
    val protocol = params.long("protocol")
    params.string("kit")
    params.end()
    if (protocol != 1) throw RequestError.params("protocol", s"this driver speaks protocol 1, not $protocol")
    startSpark()
    initialized = true
    Json.obj(
      "protocol" -> 1,
      "implementation" -> Json.obj(
        "name" -> "Apache Spark",
        "version" -> Spark.version,
        "language" -> "Scala",
        "homepage" -> "https://spark.apache.org"),
      "edition" -> Protocol.edition,
      "roles" -> Subject.roles)
  }

  /** Fails if this Spark cannot be run here, instead of each case. */
  private def startSpark(): Unit =
    try TrialExecution.run(spark)
    catch {
      case refused: RequestError => throw refused
      case error @ (NonFatal(_) | _: LinkageError) =>
        error.printStackTrace()
        throw TrialExecution.failed(Errors.line(Errors.describe(error)))
    }

  private def open(params: Fields): JsonNode = {
    val role = params.string("role")
    val setup = params.fields("setup")
    params.end()
    val make = Subject.maker(role, setup, spark)
    close()
    val fresh = make()
    subject = Some(fresh)
    Json.obj("events" -> fresh.recorder.drain())
  }

  private def steps(params: Fields): JsonNode = {
    val actions = params.list("actions")
    params.end()
    val current = subject.getOrElse(throw RequestError.params("actions", "nothing is open"))
    Json.obj("steps" -> new Steps(current).run(actions))
  }

  private def close(): JsonNode = {
    val last = subject.map(_.close())
    subject = None
    Json.obj("events" -> last.getOrElse(Json.array()))
  }
}

object Protocol {
  /** The default edition for this release; the launcher knows it. */
  private def edition: String = sys.props("conformance.edition")
}
