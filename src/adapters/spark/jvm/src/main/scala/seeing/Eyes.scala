// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.SparkEnv
import org.apache.spark.rpc.{RpcEndpoint, RpcEndpointRef}
import org.apache.spark.rpc.conformance.PostOffice

/** How what Spark does in a JVM gets to the witnesses of the threads that do it. */
object Eyes {
  private val CoordinatorName = "EpochCoordinator-"

  /** To be called once in each JVM. */
  def open(env: SparkEnv): Unit = {
    LogLines.attach()
    putPostOffice(env)
  }

  /** Everybody asks the environment of `SparkEnv` for references; the field is the only way in. */
  private def putPostOffice(env: SparkEnv): Unit = {
    def registers(name: String, endpoint: RpcEndpoint, register: (String, RpcEndpoint) => RpcEndpointRef) =
      Witness.here.filter(_ => name.startsWith(CoordinatorName))
        .fold(register(name, endpoint))(_.registers(name, endpoint, register))
    def lookedUp(name: String): Unit =
      if (name.startsWith(CoordinatorName)) Witness.here.foreach(_.lookedUp(name.stripPrefix(CoordinatorName)))
    def found(name: String, ref: RpcEndpointRef): RpcEndpointRef =
      if (name.startsWith(CoordinatorName)) Witness.here.fold(ref)(_.found(ref)) else ref
    val field = classOf[SparkEnv].getDeclaredField("rpcEnv")
    field.setAccessible(true)
    field.set(env, new PostOffice(env.conf, env.rpcEnv, registers, lookedUp, found))
  }
}
