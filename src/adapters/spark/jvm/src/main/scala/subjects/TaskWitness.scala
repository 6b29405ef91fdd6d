// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.util.concurrent.atomic.AtomicLong

import org.apache.spark.{SparkConf, TaskContext}
import org.apache.spark.rpc.RpcEndpointRef
import org.apache.spark.rpc.conformance.WatchedRef

/** Sees what a subject's tasks log and send. */
final class TaskWitness(conf: SparkConf, recorder: Recorder, arms: Arms) extends Witness {
  /** What the tasks carry as their local property. */
  val key: String = TaskWitness.nextKey()
  Witness.register(key, this)

  def forget(): Unit = Witness.forget(key)

  private def partition: Int = TaskContext.get.partitionId()

  override def logged(level: String, logger: String, message: String): Unit =
    recorder.add("logged", Recorder.task(partition), "level" -> level, "logger" -> logger, "message" -> message)

  override def found(ref: RpcEndpointRef): RpcEndpointRef = new WatchedRef(conf, ref,
    sending = _ => arms.pass(("send", partition)),
    sent = message => recorder.add("sent", Recorder.task(partition), "message" -> Messages.describe(message)))
}

object TaskWitness {
  private val keys = new AtomicLong
  def nextKey(): String = s"tasks-${keys.incrementAndGet()}"
}
