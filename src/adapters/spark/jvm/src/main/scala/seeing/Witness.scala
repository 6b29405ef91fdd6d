// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import org.apache.spark.TaskContext
import org.apache.spark.rdd.RDD
import org.apache.spark.rpc.{RpcEndpoint, RpcEndpointRef}

/** Whoever is to know what Spark does on a certain thread, or in a certain task. */
trait Witness {
  /** A line of the machinery under test, on the thread that logs it. */
  def logged(level: String, logger: String, message: String): Unit = ()

  /** The reference of the epoch coordinator with this id is asked for. */
  def lookedUp(id: String): Unit = ()

  /** What to hand out for a reference that was found. */
  def found(ref: RpcEndpointRef): RpcEndpointRef = ref

  /** The epoch coordinator's endpoint is to be registered under this name: does so, and gives what to hand out for it. */
  def registers(name: String, endpoint: RpcEndpoint, register: (String, RpcEndpoint) => RpcEndpointRef): RpcEndpointRef =
    register(name, endpoint)

  /** What to run for a job's RDD. */
  def runs[T](rdd: RDD[T]): RDD[T] = rdd

  /** A job is about to be submitted, and the thread will wait for it. */
  def jobSubmitted(partitions: Int): Unit = ()

  /** The thread waits for the job no more. */
  def jobReturned(): Unit = ()
}

object Witness {
  /** The local property that ties a task to whoever watches it, as the text of a `Local`. */
  val Property = "conformance.witness"

  private val ofThread = new ThreadLocal[Witness]

  /** The one for this thread or, in a task, for this task. */
  def here: Option[Witness] = Option(ofThread.get).orElse(Option(TaskContext.get).flatMap { task =>
    Option(task.getLocalProperty(Property)).map(text => new TaskWitness(task.partitionId(), Local.read(text, classOf[TaskReport]).get))
  })

  /** Runs the body on this thread under the witness's eyes. */
  def watching[T](witness: Witness)(body: => T): T = {
    ofThread.set(witness)
    try body
    finally ofThread.remove()
  }

  /** From here on this thread is under the witness's eyes, to its end. */
  def stay(witness: Witness): Unit = ofThread.set(witness)
}
