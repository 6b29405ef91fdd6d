// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.io.IOException

import com.fasterxml.jackson.core.{JsonFactory, JsonParser}
import com.fasterxml.jackson.databind.{JsonNode, ObjectMapper}
import com.fasterxml.jackson.databind.node.{ArrayNode, JsonNodeFactory, ObjectNode}

/** JSON in and out, with the Jackson that Spark brings. */
object Json {
  private val mapper = new ObjectMapper(
    new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION))
  private val nodes = JsonNodeFactory.instance

  def array(): ArrayNode = nodes.arrayNode()

  /** An object of these members; values are strings, whole numbers, nulls, sequences of such, or nodes. */
  def obj(members: (String, Any)*): ObjectNode = {
    val node = nodes.objectNode()
    members.foreach { case (name, value) => node.replace(name, toNode(value)) }
    node
  }

  private def toNode(value: Any): JsonNode = value match {
    case null => nodes.nullNode()
    case node: JsonNode => node
    case text: String => nodes.textNode(text)
    case number: Int => nodes.numberNode(number)
    case number: Long => nodes.numberNode(number)
    case many: Seq[_] =>
      val list = nodes.arrayNode()
      many.foreach(each => list.add(toNode(each)))
      list
    case other => throw new IllegalArgumentException(s"no JSON for a ${other.getClass.getName}")
  }

  def print(node: JsonNode): String = mapper.writeValueAsString(node)

  /** The one JSON value that the text holds. */
  def parse(text: String): JsonNode = {
    def bad(why: String) = new Refused(Refused.ParseError, s"not JSON: $why")
    try {
      val parser = mapper.getFactory.createParser(text)
      val node: JsonNode = mapper.readTree(parser)
      if (node == null || node.isMissingNode) throw bad("the line is empty")
      if (parser.nextToken() != null) throw bad("something stands behind the value")
      node
    } catch {
      case e: IOException => throw bad(e.getMessage.takeWhile(_ != '\n'))
      case _: StackOverflowError => throw bad("nested too deeply")
    }
  }
}
