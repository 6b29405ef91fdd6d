// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package remote

import java.util.UUID
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicLong

/** The objects of this JVM that other JVMs refer to. */
object ExportedObjects {
  private final case class Entry(value: Remote, parent: Long)

  /** Identifies this JVM. */
  val jvm: String = UUID.randomUUID().toString

  private val entries = new ConcurrentHashMap[Long, Entry]
  private val keys = new AtomicLong
  private val NoParent = 0L

  /** Exports an object until it is forgotten. */
  def keep(value: Remote): Long = keep(value, NoParent)

  /** Exports an object until its parent is forgotten. */
  def keep(value: Remote, parent: Long): Long = {
    val key = keys.incrementAndGet()
    entries.put(key, Entry(value, parent))
    key
  }

  def find(key: Long): Option[Remote] = Option(entries.get(key)).map(_.value)

  def forget(key: Long): Unit = {
    entries.remove(key)
    entries.values.removeIf(_.parent == key)
  }
}
