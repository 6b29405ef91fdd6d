// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package protocol

import scala.collection.JavaConverters._

import com.fasterxml.jackson.databind.node.ObjectNode

/** A request is answered with this JSON-RPC error; `data` holds more of it, such as the steps that were done before it. */
final class RequestError(val code: Int, message: String, val data: Option[ObjectNode] = None)
    extends RuntimeException(message, null, false, false) {

  /** The same error with more data. */
  def withData(node: ObjectNode): RequestError = {
    val all = node.deepCopy()
    data.foreach(more => more.fieldNames.asScala.foreach(name => all.replace(name, more.get(name))))
    new RequestError(code, getMessage, Some(all))
  }
}

object RequestError {
  val ParseError: Int = -32700
  val InvalidRequest: Int = -32600
  val MethodNotFound: Int = -32601
  val InvalidParams: Int = -32602
  val InternalError: Int = -32603
  val NotSupported = 1

  /** The parameter at this place is wrong. */
  def params(place: String, what: String): RequestError = new RequestError(InvalidParams, s"$place: $what")

  /** A valid request that this driver cannot do; the kit shows the reason to the user. */
  def notSupported(reason: String): RequestError = new RequestError(NotSupported, reason)
}
