// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.scheduler.{SparkListener, SparkListenerExecutorAdded, SparkListenerExecutorRemoved}

/** Keeps the account of the executors. Spark makes it by its name, so that not one is missed. */
final class Executors extends SparkListener {
  override def onExecutorAdded(added: SparkListenerExecutorAdded): Unit =
    Executors.change(_ + (added.executorId -> added.executorInfo.totalCores))

  override def onExecutorRemoved(removed: SparkListenerExecutorRemoved): Unit =
    Executors.change(_ - removed.executorId)
}

/** The executors that this JVM's Spark has. */
object Executors {
  private val quiet = new Quiet
  private var cores = Map.empty[String, Int]

  /** How many tasks run at a time. */
  def slots: Int = quiet.look(cores.values.sum)

  /** Waits until there are so many. */
  def await(count: Int): Unit = quiet.until(cores.size >= count)

  private def change(by: Map[String, Int] => Map[String, Int]): Unit = quiet.change { cores = by(cores) }
}
