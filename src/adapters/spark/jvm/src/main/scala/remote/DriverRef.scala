// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package remote

import java.io.ObjectInputStream

/** A serializable reference to an object in the driver's JVM, for Spark's tasks.
  *
  * In the driver's JVM it resolves to the object itself, in an executor to a stub.
  */
final class DriverRef[+T <: Remote] private (jvm: String, key: Long, interfaces: Seq[Class[_]]) extends Serializable {
  def get: T = (if (isHome) home else stub).asInstanceOf[T]

  /** Releases the object; no task may need it any more. */
  def forget(): Unit = ExportedObjects.forget(key)

  /** The reference as text, which `DriverRef.read` parses. */
  def text: String = s"$jvm/$key"

  private def isHome: Boolean = jvm == ExportedObjects.jvm

  private def home: Remote = ExportedObjects.find(key).getOrElse(throw new IllegalStateException("the object was released"))

  @transient private lazy val stub: Remote = ExecutorHook.stub(jvm, key, interfaces)

  private def readObject(in: ObjectInputStream): Unit = {
    in.defaultReadObject()
    // A task brings such references, so the hook is there before the task begins.
    if (!isHome) ExecutorHook.install()
  }
}

object DriverRef {
  def apply[T <: Remote](value: T): DriverRef[T] =
    new DriverRef[T](ExportedObjects.jvm, ExportedObjects.keep(value), Remote.interfacesOf(value))

  def read[T <: Remote](text: String, interface: Class[T]): DriverRef[T] = {
    val Array(jvm, key) = text.split('/')
    new DriverRef[T](jvm, key.toLong, Seq(interface))
  }
}
