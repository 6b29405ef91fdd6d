// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package protocol

import com.fasterxml.jackson.databind.JsonNode

/** A request is answered with this JSON-RPC error; `data` holds the steps that were done before it. */
final class RequestError(val code: Int, message: String, val data: Option[JsonNode] = None)
    extends RuntimeException(message, null, false, false) {

  def withData(node: JsonNode): RequestError = new RequestError(code, getMessage, Some(node))
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
