// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package remote

import org.apache.spark.SparkEnv
import org.apache.spark.util.RpcUtils

import instrumentation.Instrumentation

/** Installs the kit in an executor's JVM, with the first task that arrives; the JVM ends when the driver does. */
object ExecutorHook {
  private lazy val env = SparkEnv.get
  private lazy val driver = RpcUtils.makeDriverRef(CallEndpoint.Name, env.conf, env.rpcEnv)

  private lazy val exchange = {
    val exchange = new CallEndpoint(env.rpcEnv, address => if (address == driver.address) Runtime.getRuntime.halt(1))
    env.rpcEnv.setupEndpoint(CallEndpoint.Name, exchange)
    Instrumentation.install(env)
    exchange
  }

  /** Observes Spark in this JVM from now on. */
  def install(): Unit = exchange

  /** A stub for an object of the driver. */
  def stub(jvm: String, key: Long, interfaces: Seq[Class[_]]): Remote =
    exchange.stub(ObjectRef(jvm, driver, key, interfaces))
}
