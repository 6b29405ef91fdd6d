// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package logs

/** Which files a task reads: a large file alone, as a file cannot be read by two tasks, and small ones together. */
object Shares {
  /** Bytes up to which small files share a task: it takes longer to start Node than to read a few megabytes. */
  private val Small = 32L << 20

  /** The largest share comes first, so that no task that takes long begins last. */
  def of[File](files: Seq[File])(size: File => Long): Seq[Seq[File]] = {
    val (large, small) = files.partition(size(_) >= Small)
    val shared = small.foldLeft((List.empty[List[File]], Small)) { case ((shares, filled), file) =>
      // A file of unknown size has a negative one.
      val bytes = math.max(size(file), 1L << 16)
      if (filled + bytes > Small) (List(file) :: shares, bytes)
      else ((file :: shares.head) :: shares.tail, filled + bytes)
    }._1
    (large.map(Seq(_)) ++ shared.map(_.reverse)).sortBy(-_.map(size).sum)
  }
}
