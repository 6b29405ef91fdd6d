// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import ConnectorApi.WriterCommitMessage

/** A commit message under the name that the kit has for it. */
trait NamedMessage extends WriterCommitMessage {
  def text: String
}

/** A commit message that is only text. */
final case class KitCommitMessage(text: String) extends NamedMessage

object KitCommitMessage {
  def textOf(message: WriterCommitMessage): String = message match {
    case named: NamedMessage => named.text
    case other => String.valueOf(other)
  }
}
