// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.rpc.conformance

import java.nio.channels.ReadableByteChannel

import scala.concurrent.Future

import org.apache.spark.SparkConf
import org.apache.spark.rpc.{RpcAddress, RpcEndpoint, RpcEndpointAddress, RpcEndpointRef, RpcEnv, RpcEnvFileServer}
import org.apache.spark.util.ThreadUtils

/** An RPC environment that delegates to a real one, and calls back when an endpoint is registered or looked up. */
final class InterceptingRpcEnv(
    conf: SparkConf,
    real: RpcEnv,
    registered: (String, RpcEndpoint, (String, RpcEndpoint) => RpcEndpointRef) => RpcEndpointRef,
    lookedUp: String => Unit,
    found: (String, RpcEndpointRef) => RpcEndpointRef)
    extends RpcEnv(conf) {

  override def asyncSetupEndpointRefByURI(uri: String): Future[RpcEndpointRef] = {
    lookedUp(RpcEndpointAddress(uri).name)
    real.asyncSetupEndpointRefByURI(uri)
  }

  // Runs on the thread that asks, whose observer is called.
  override def setupEndpointRefByURI(uri: String): RpcEndpointRef =
    found(RpcEndpointAddress(uri).name, super.setupEndpointRefByURI(uri))

  override def setupEndpoint(name: String, endpoint: RpcEndpoint): RpcEndpointRef =
    registered(name, endpoint, real.setupEndpoint)

  // The real environment stops only references that it made.
  override def stop(endpoint: RpcEndpointRef): Unit = endpoint match {
    case watched: InterceptingRef => real.stop(watched.real)
    case own => real.stop(own)
  }

  override private[rpc] def endpointRef(endpoint: RpcEndpoint): RpcEndpointRef = real.endpointRef(endpoint)
  override def address: RpcAddress = real.address
  override def shutdown(): Unit = real.shutdown()
  override def awaitTermination(): Unit = real.awaitTermination()
  override def deserialize[T](deserializationAction: () => T): T = real.deserialize(deserializationAction)
  override def fileServer: RpcEnvFileServer = real.fileServer
  override def openChannel(uri: String): ReadableByteChannel = real.openChannel(uri)
}
