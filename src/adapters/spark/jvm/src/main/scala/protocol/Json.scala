// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package protocol

import java.io.IOException

import com.fasterxml.jackson.core.{JsonFactory, JsonParser}
import com.fasterxml.jackson.databind.{JsonNode, ObjectMapper}
import com.fasterxml.jackson.databind.node.{ArrayNode, JsonNodeFactory, ObjectNode}

/** Parses and prints JSON, with the Jackson of Spark. */
object Json {
  private val mapper = new ObjectMapper(
    new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION))
  private val nodes = JsonNodeFactory.instance

  def array(): ArrayNode = nodes.arrayNode()

  /** An object with these members; values are strings, integers, booleans, nulls, sequences of those, or nodes. */
  def obj(members: (String, Any)*): ObjectNode = {
    val node = nodes.objectNode()
    members.foreach { case (name, value) => node.replace(name, toNode(value)) }
    node
  }

  private def toNode(value: Any): JsonNode = value match {
    case null => nodes.nullNode()
    case node: JsonNode => node
    case text: String => nodes.textNode(text)
    case truth: Boolean => nodes.booleanNode(truth)
    case number: Int => nodes.numberNode(number)
    case number: Long => nodes.numberNode(number)
    case many: Seq[_] =>
      val list = nodes.arrayNode()
      many.foreach(each => list.add(toNode(each)))
      list
    case other => throw new IllegalArgumentException(s"no JSON for a ${other.getClass.getName}")
  }

  /** The text as JSON. */
  def quoted(text: String): String = print(nodes.textNode(text))

  def print(node: JsonNode): String = mapper.writeValueAsString(node)

  /** The JSON value of the text. */
  def parse(text: String): JsonNode = {
    def bad(why: String) = new RequestError(RequestError.ParseError, s"not JSON: $why")
    try {
      val parser = mapper.getFactory.createParser(text)
      val node: JsonNode = mapper.readTree(parser)
      if (node == null || node.isMissingNode) throw bad("the line is empty")
      if (parser.nextToken() != null) throw bad("there is more text behind the value")
      node
    } catch {
      case e: IOException => throw bad(e.getMessage.takeWhile(_ != '\n'))
      case _: StackOverflowError => throw bad("nested too deeply")
    }
  }
}
