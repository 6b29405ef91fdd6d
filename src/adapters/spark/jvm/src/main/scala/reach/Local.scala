// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.io.ObjectInputStream

/** A reference to an object of the driver's JVM that goes with Spark's tasks.
  *
  * Where a task runs in that JVM it gives the object itself; in an executor it gives a stand-in.
  */
final class Local[+T <: Reachable] private (jvm: String, key: Long, interfaces: Seq[Class[_]]) extends Serializable {
  def get: T = (if (isHome) home else standIn).asInstanceOf[T]

  /** To be called when no task is left that might ask. */
  def forget(): Unit = Objects.forget(key)

  /** For where only text can go; `Local.read` understands it. */
  def text: String = s"$jvm/$key"

  private def isHome: Boolean = jvm == Objects.jvm

  private def home: Reachable = Objects.find(key).getOrElse(throw new IllegalStateException("nobody is there any more"))

  @transient private lazy val standIn: Reachable = Outpost.standIn(jvm, key, interfaces)

  private def readObject(in: ObjectInputStream): Unit = {
    in.defaultReadObject()
    // A task comes with such references, and all that it does is to be seen, from the beginning.
    if (!isHome) Outpost.open()
  }
}

object Local {
  def apply[T <: Reachable](value: T): Local[T] =
    new Local[T](Objects.jvm, Objects.keep(value), Reachable.interfacesOf(value))

  def read[T <: Reachable](text: String, interface: Class[T]): Local[T] = {
    val Array(jvm, key) = text.split('/')
    new Local[T](jvm, key.toLong, Seq(interface))
  }
}
