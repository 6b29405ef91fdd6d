// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import org.apache.spark.TaskContext
import org.apache.spark.rdd.RDD
import org.apache.spark.rpc.{RpcEndpoint, RpcEndpointRef}

import remote.DriverRef
import subjects.{TaskCallbacks, TaskObserver}

/** Is told what Spark does on one thread or in one task. */
trait Observer {
  /** A class under test logs a line, on this thread. */
  def logged(level: String, logger: String, message: String): Unit = ()

  /** Spark looks up the epoch coordinator with this id. */
  def lookedUp(id: String): Unit = ()

  /** The reference to hand out in place of the one that was found. */
  def found(ref: RpcEndpointRef): RpcEndpointRef = ref

  /** Registers the epoch coordinator's endpoint under this name, and returns the reference to hand out. */
  def registers(name: String, endpoint: RpcEndpoint, register: (String, RpcEndpoint) => RpcEndpointRef): RpcEndpointRef =
    register(name, endpoint)

  /** The query of this thread is about to write this batch to a log of its checkpoint, `offsets` or `commits`; may throw. */
  def logsBatch(log: String, batch: Long): Unit = ()

  /** The batch stands in the log. */
  def loggedBatch(log: String, batch: Long): Unit = ()

  /** The RDD to run in place of a job's RDD. */
  def runs[T](rdd: RDD[T]): RDD[T] = rdd

  /** The thread is about to submit a job, and will wait for it. */
  def jobSubmitted(partitions: Int): Unit = ()

  /** The thread no longer waits for the job. */
  def jobReturned(): Unit = ()
}

object Observer {
  /** The local property that names the observer of a task, as the text of a `DriverRef`. */
  val Property = "conformance.observer"

  private val ofThread = new ThreadLocal[Observer]

  /** The observer of this thread or, in a task, of this task. */
  def current: Option[Observer] = Option(ofThread.get).orElse(Option(TaskContext.get).flatMap { task =>
    Option(task.getLocalProperty(Property)).map(text => new TaskObserver(task.partitionId(), DriverRef.read(text, classOf[TaskCallbacks]).get))
  })

  /** Runs the body on this thread, and tells the observer about it. */
  def observing[T](observer: Observer)(body: => T): T = {
    ofThread.set(observer)
    try body
    finally ofThread.remove()
  }

  /** The observer is told about this thread from now on. */
  def attach(observer: Observer): Unit = ofThread.set(observer)
}
