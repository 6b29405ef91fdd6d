// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import com.fasterxml.jackson.databind.JsonNode

/** A request that is answered with a JSON-RPC error; `data` is what was done before it, where that is worth telling. */
final class Refused(val code: Int, message: String, val data: Option[JsonNode] = None)
    extends RuntimeException(message, null, false, false) {

  def withData(node: JsonNode): Refused = new Refused(code, getMessage, Some(node))
}

object Refused {
  val ParseError: Int = -32700
  val InvalidRequest: Int = -32600
  val MethodNotFound: Int = -32601
  val InvalidParams: Int = -32602
  val InternalError: Int = -32603
  val NotSupported = 1

  /** Something in the parameters, at this place, is not what it should be. */
  def params(place: String, what: String): Refused = new Refused(InvalidParams, s"$place: $what")

  /** Well said, but not to be had here; the reason is shown to the user. */
  def notSupported(reason: String): Refused = new Refused(NotSupported, reason)
}
