// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicLong

/** A reference to an object of this JVM that survives Spark's serialization of tasks, which run in the same JVM. */
final class Local[+T <: AnyRef] private (key: Long) extends Serializable {
  def get: T = Local.objects.get(key).asInstanceOf[T]

  /** To be called when no task is left that might ask. */
  def forget(): Unit = Local.objects.remove(key)
}

object Local {
  private val objects = new ConcurrentHashMap[Long, AnyRef]
  private val keys = new AtomicLong

  def apply[T <: AnyRef](value: T): Local[T] = {
    val key = keys.incrementAndGet()
    objects.put(key, value)
    new Local[T](key)
  }
}
