// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package remote

import org.apache.spark.rpc.RpcEndpointRef

/** The messages of a call from one JVM to an object in another one. */
sealed trait CallMessage extends Serializable

final case class CallId(jvm: String, number: Long)

/** Ask: call this method of the object with this key. */
final case class Call(id: CallId, key: Long, method: String, arguments: Seq[Any]) extends CallMessage

/** Send: the thread that waits for this call was interrupted. */
final case class InterruptCall(id: CallId) extends CallMessage

/** Reply: how the call ended. */
sealed trait Outcome extends CallMessage
final case class Returned(value: Any) extends Outcome
final case class Threw(error: Throwable) extends Outcome

/** Stands for a remote object among arguments and results; `home` is the endpoint of its JVM. */
final case class ObjectRef(jvm: String, home: RpcEndpointRef, key: Long, interfaces: Seq[Class[_]]) extends CallMessage
