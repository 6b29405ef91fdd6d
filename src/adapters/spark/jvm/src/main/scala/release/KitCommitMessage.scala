// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import ConnectorApi.WriterCommitMessage

/** A commit message that is only text. */
final case class KitCommitMessage(text: String) extends WriterCommitMessage

object KitCommitMessage {
  def textOf(message: WriterCommitMessage): String = message match {
    case KitCommitMessage(text) => text
    case other => String.valueOf(other)
  }
}
