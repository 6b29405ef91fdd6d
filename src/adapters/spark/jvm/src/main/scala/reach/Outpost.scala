// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.SparkEnv
import org.apache.spark.util.RpcUtils

/** What the kit has in the JVM of an executor: made by the first task that arrives there, and ended with the driver. */
object Outpost {
  private lazy val env = SparkEnv.get
  private lazy val driver = RpcUtils.makeDriverRef(Exchange.Name, env.conf, env.rpcEnv)

  private lazy val exchange = {
    val exchange = new Exchange(env.rpcEnv, address => if (address == driver.address) Runtime.getRuntime.halt(1))
    env.rpcEnv.setupEndpoint(Exchange.Name, exchange)
    Eyes.open(env)
    exchange
  }

  /** Sees to it that what Spark does in this JVM is seen. */
  def open(): Unit = exchange

  /** For an object of the driver's. */
  def standIn(jvm: String, key: Long, interfaces: Seq[Class[_]]): Reachable =
    exchange.standIn(Passed(jvm, driver, key, interfaces))
}
