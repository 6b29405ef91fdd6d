// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

/** Where tasks run: in this JVM, or in executors, on a cluster that is started for them or that is there. */
sealed trait Master

object Master {
  /** As many tasks at a time as any case needs, in this JVM. */
  case object Local extends Master

  /** Spark's own master and workers, made for this run.
    *
    * @param apart in JVMs of their own, not in this one
    */
  final case class Started(workers: Int, megabytes: Int, apart: Boolean) extends Master

  /** Somebody else's. */
  final case class Found(url: String) extends Master

  private val LocalCluster = """local-cluster\[\s*(\d+)\s*,\s*\d+\s*,\s*(\d+)\s*\]""".r

  def apply(text: String): Master = text match {
    case "local" => Local
    // A task that waits keeps its core, so what counts is room, and there is always enough.
    case LocalCluster(workers, megabytes) => Started(workers.toInt, megabytes.toInt, apart = false)
    case "standalone" => Started(workers = 2, megabytes = 1024, apart = true)
    case url if url.startsWith("spark://") => Found(url)
    case other => throw new IllegalArgumentException(s"no master: $other")
  }
}
