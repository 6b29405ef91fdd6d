// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package cluster

/** Where tasks run: in this JVM, in the executors of a cluster that is started for them, or in those of an existing one. */
sealed trait Master

object Master {
  /** In this JVM, as many tasks at a time as a case needs. */
  case object Local extends Master

  /** A master and workers of Spark, started for this run.
    *
    * @param cores the number of tasks that each worker runs at a time; unless given, as many as any case needs
    * @param apart whether each has its own JVM
    */
  final case class Started(workers: Int, cores: Option[Int], megabytes: Int, apart: Boolean) extends Master

  /** An existing cluster. */
  final case class Existing(url: String) extends Master

  private val LocalCluster = """local-cluster\[\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\]""".r

  def apply(text: String): Master = text match {
    case "local" => Local
    case LocalCluster(workers, cores, megabytes) => Started(workers.toInt, Some(cores.toInt), megabytes.toInt, apart = false)
    case "standalone" => Started(workers = 2, cores = None, megabytes = 1024, apart = true)
    case url if url.startsWith("spark://") => Existing(url)
    case other => throw new IllegalArgumentException(s"no master: $other")
  }
}
