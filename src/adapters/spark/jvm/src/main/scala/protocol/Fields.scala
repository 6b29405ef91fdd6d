// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package protocol

import scala.collection.JavaConverters._
import scala.collection.mutable

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.node.ObjectNode

/** The members of one JSON object, read by name. A missing member or a wrong type is an error that names the place. */
final class Fields private (val place: String, node: ObjectNode) {
  private val known = mutable.Set.empty[String]

  /** The place of a member, such as `actions[3].partition`. */
  def at(name: String): String = if (place.isEmpty) name else s"$place.$name"

  private def member(name: String): JsonNode = {
    known += name
    val value = node.get(name)
    if (value == null) throw RequestError.params(at(name), "is missing")
    value
  }

  def has(name: String): Boolean = node.has(name)

  private def wanted(name: String, what: String): RequestError =
    RequestError.params(at(name), s"$what is wanted, this is ${Json.print(node.get(name)).take(80)}")

  def string(name: String): String = {
    val value = member(name)
    if (value.isTextual) value.textValue else throw wanted(name, "a string")
  }

  def stringOrNull(name: String): Option[String] = if (member(name).isNull) None else Some(string(name))

  def long(name: String): Long = {
    val value = member(name)
    if (value.isIntegralNumber && value.canConvertToLong && value.longValue >= 0) value.longValue
    else throw wanted(name, "a whole number from 0 on")
  }

  def longOrNull(name: String): Option[Long] = if (member(name).isNull) None else Some(long(name))

  /** A whole number that Spark holds as an `Int`. A larger one is valid in the protocol, but this driver cannot pass it on. */
  def sparkInt(name: String): Int = {
    val value = long(name)
    if (value > Int.MaxValue) {
      throw RequestError.notSupported(s"${at(name)}: Spark holds an Int there, at most ${Int.MaxValue} (this is $value)")
    }
    value.toInt
  }

  /** A whole number from 1 on. */
  def count(name: String): Long = {
    val value = long(name)
    if (value > 0) value else throw wanted(name, "a whole number from 1 on")
  }

  def oneOf(name: String, words: String*): String = {
    val word = string(name)
    if (words.contains(word)) word else throw wanted(name, words.mkString("one of ", ", ", ""))
  }

  def fields(name: String): Fields = Fields(at(name), member(name))

  def fieldsIfAny(name: String): Option[Fields] = {
    known += name
    Option(node.get(name)).map(Fields(at(name), _))
  }

  def list(name: String): Seq[Fields] = {
    val value = member(name)
    if (!value.isArray) throw wanted(name, "an array")
    value.elements().asScala.zipWithIndex.map { case (each, i) => Fields(s"${at(name)}[$i]", each) }.toVector
  }

  /** The texts by name of a member that may be missing. */
  def texts(name: String): Map[String, String] = fieldsIfAny(name).fold(Map.empty[String, String]) { of =>
    of.names.map(each => each -> of.string(each)).toMap
  }

  private def names: Seq[String] = node.fieldNames().asScala.toVector

  /** Call this when all members are read: any other member is an error. */
  def end(): Unit = node.fieldNames().asScala.find(!known(_)).foreach(name => throw RequestError.params(at(name), "is unknown here"))
}

object Fields {
  def apply(place: String, node: JsonNode): Fields = node match {
    case members: ObjectNode => new Fields(place, members)
    case _ => throw RequestError.params(if (place.isEmpty) "params" else place, "an object is wanted")
  }
}
