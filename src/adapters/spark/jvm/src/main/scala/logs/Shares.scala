// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package logs

/** Which files a task reads. It takes longer to start Node than to read a few megabytes, so small ones share a task. */
object Shares {
  /** What a task reads at most, if it reads more than one file: what a dead worker makes Spark do again. */
  private val Most = 1L << 30

  /** At least `least` bytes per share, and about `shares` of them. The largest share comes first, so that no long task begins last. */
  def of[One](all: Seq[One], least: Long, shares: Int)(size: One => Long): Seq[Seq[One]] = {
    // A file of unknown size has a negative one; each takes a moment to open.
    def weight(one: One) = math.max(size(one), 0L) + (64L << 10)
    val target = math.min(Most, math.max(least, all.map(weight).sum / shares))
    all.sortBy(-weight(_)).foldLeft(List.empty[(List[One], Long)]) {
      case ((share, filled) :: rest, one) if filled + weight(one) <= target => (one :: share, filled + weight(one)) :: rest
      case (full, one) => (List(one), weight(one)) :: full
    }.sortBy(-_._2).map(_._1.reverse)
  }
}
