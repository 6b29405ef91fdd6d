// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package cluster

import org.apache.spark.scheduler.{SparkListener, SparkListenerExecutorAdded, SparkListenerExecutorRemoved}

import instrumentation.Quiescence

/** Registers executors as they come and go. Spark makes it by name, before the first executor. */
final class ExecutorRegistry extends SparkListener {
  override def onExecutorAdded(added: SparkListenerExecutorAdded): Unit =
    ExecutorRegistry.change(_ + (added.executorId -> added.executorInfo.totalCores))

  override def onExecutorRemoved(removed: SparkListenerExecutorRemoved): Unit =
    ExecutorRegistry.change(_ - removed.executorId)
}

/** The executors of this JVM's Spark. */
object ExecutorRegistry {
  private val quiescence = new Quiescence
  private var cores = Map.empty[String, Int]

  /** The number of tasks that can run at the same time. */
  def slots: Int = quiescence.read(cores.values.sum)

  /** Waits for this number of executors. */
  def await(count: Int): Unit = quiescence.await(cores.size >= count)

  private def change(by: Map[String, Int] => Map[String, Int]): Unit = quiescence.update { cores = by(cores) }
}
