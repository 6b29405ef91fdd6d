// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import org.apache.spark.SparkEnv
import org.apache.spark.rpc.{RpcEndpoint, RpcEndpointRef}
import org.apache.spark.rpc.conformance.InterceptingRpcEnv

/** Hooks into Spark's logging and RPC, which pass what Spark does to the observer of the thread that does it. */
object Instrumentation {
  private val CoordinatorName = "EpochCoordinator-"

  /** Each JVM calls this once. */
  def install(env: SparkEnv): Unit = {
    LogCapture.attach()
    installRpcEnv(env)
  }

  /** All code of Spark gets its RPC environment from `SparkEnv`, which has no setter: the field is set by reflection. */
  private def installRpcEnv(env: SparkEnv): Unit = {
    def registers(name: String, endpoint: RpcEndpoint, register: (String, RpcEndpoint) => RpcEndpointRef) =
      Observer.current.filter(_ => name.startsWith(CoordinatorName))
        .fold(register(name, endpoint))(_.registers(name, endpoint, register))
    def lookedUp(name: String): Unit =
      if (name.startsWith(CoordinatorName)) Observer.current.foreach(_.lookedUp(name.stripPrefix(CoordinatorName)))
    def found(name: String, ref: RpcEndpointRef): RpcEndpointRef =
      if (name.startsWith(CoordinatorName)) Observer.current.fold(ref)(_.found(ref)) else ref
    val field = classOf[SparkEnv].getDeclaredField("rpcEnv")
    field.setAccessible(true)
    field.set(env, new InterceptingRpcEnv(env.conf, env.rpcEnv, registers, lookedUp, found))
  }
}
