// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import remote.Remote

/** A sink, independent of the release: the sink that implements a release's interfaces calls this one. */
trait Sink extends Remote {
  /** `partitions` is the number of partitions, if the release tells it to the sink. */
  @throws[Throwable] def factoryCreated(partitions: Option[Int]): Unit
  @throws[Throwable] def writerCreated(partition: Int, taskAttemptId: Long, epoch: Long): SinkWriter
  @throws[Throwable] def committed(epoch: Long, messages: Seq[String]): Unit

  /** Throws the fault before the call, or after it took effect. The kit's own sink throws the first in the calls above. */
  @throws[Throwable] def before(call: String): Unit = ()
  @throws[Throwable] def after(call: String): Unit = ()

  /** A call of a user's sink has ended, described as JSON. */
  @throws[Throwable] def called(call: String): Unit = ()

  /** The number of the writer that is made next, of all writers of the sink. */
  @throws[Throwable] def nextWriter(): Long = 0
}

/** The writer of one partition and epoch. */
trait SinkWriter extends Remote {
  @throws[Throwable] def write(value: String): Unit
  @throws[Throwable] def commit(): String
  @throws[Throwable] def abort(): Unit
  @throws[Throwable] def close(): Unit

  /** As in `Sink`. */
  @throws[Throwable] def before(call: String): Unit = ()
  @throws[Throwable] def after(call: String): Unit = ()
}
