// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.rpc.RpcEndpointRef

/** What two JVMs say to each other when an object of the one is called by the other. */
sealed trait CallMessage extends Serializable

final case class CallId(jvm: String, number: Long)

/** Asked: call this method of the object with this key. */
final case class Call(id: CallId, key: Long, method: String, arguments: Seq[Any]) extends CallMessage

/** Sent: the thread that waits for this call was interrupted. */
final case class InterruptCall(id: CallId) extends CallMessage

/** Answered: how the call has ended. */
sealed trait Outcome extends CallMessage
final case class Returned(value: Any) extends Outcome
final case class Threw(error: Throwable) extends Outcome

/** Stands for a reachable object among arguments and results; `home` is where it is called. */
final case class Passed(jvm: String, home: RpcEndpointRef, key: Long, interfaces: Seq[Class[_]]) extends CallMessage
