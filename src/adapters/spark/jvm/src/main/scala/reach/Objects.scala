// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.util.UUID
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicLong

/** The objects of this JVM that are referred to from elsewhere. */
object Objects {
  private final case class Entry(value: Reachable, parent: Long)

  /** Which JVM this is. */
  val jvm: String = UUID.randomUUID().toString

  private val entries = new ConcurrentHashMap[Long, Entry]
  private val keys = new AtomicLong
  private val NoParent = 0L

  /** Keeps the object until it is forgotten. */
  def keep(value: Reachable): Long = keep(value, NoParent)

  /** Keeps what an object has handed out, for as long as that object. */
  def keep(value: Reachable, parent: Long): Long = {
    val key = keys.incrementAndGet()
    entries.put(key, Entry(value, parent))
    key
  }

  def find(key: Long): Option[Reachable] = Option(entries.get(key)).map(_.value)

  def forget(key: Long): Unit = {
    entries.remove(key)
    entries.values.removeIf(_.parent == key)
  }
}
