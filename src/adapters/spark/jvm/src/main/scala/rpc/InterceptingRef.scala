// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.rpc.conformance

import scala.concurrent.Future
import scala.reflect.ClassTag

import org.apache.spark.SparkConf
import org.apache.spark.rpc.{RpcAddress, RpcEndpointRef, RpcTimeout}

/** A reference that delegates to a real one, and reports the messages.
  *
  * @param sending called before a message is sent; may throw
  * @param sent    called when the real reference has accepted the message
  * @param asking  called in place of an ask, with the message and the real ask
  */
final class InterceptingRef(
    conf: SparkConf,
    val real: RpcEndpointRef,
    sending: Any => Unit,
    sent: Any => Unit,
    asking: (Any, () => Future[Any]) => Future[Any] = (_, ask) => ask())
    extends RpcEndpointRef(conf) {

  override def send(message: Any): Unit = {
    sending(message)
    real.send(message)
    sent(message)
  }

  override def ask[T: ClassTag](message: Any, timeout: RpcTimeout): Future[T] =
    asking(message, () => real.ask[Any](message, timeout)).asInstanceOf[Future[T]]

  override def address: RpcAddress = real.address
  override def name: String = real.name
}
