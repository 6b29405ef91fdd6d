// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.lang.reflect.{Method, Modifier}

/** What code in another JVM of the same Spark may call, through a stand-in that passes the calls on.
  *
  * Arguments and results are values that can be serialized, or reachable themselves, and then a stand-in arrives.
  * A stand-in throws whatever the real one throws, so each method has to be declared as throwing `Throwable`.
  */
trait Reachable

object Reachable {
  private val interfaces = new ClassValue[Seq[Class[_]]] {
    override protected def computeValue(kind: Class[_]): Seq[Class[_]] = {
      val found = parents(kind).filter(isReachable).distinct
      require(found.nonEmpty, s"$kind has nothing to be called by")
      found.flatMap(methods).find(!_.getExceptionTypes.contains(classOf[Throwable])).foreach { method =>
        throw new IllegalArgumentException(s"$method is not declared to throw what a stand-in may throw")
      }
      found
    }
  }

  /** What the object can be called by. */
  def interfacesOf(value: Reachable): Seq[Class[_]] = interfaces.get(value.getClass)

  private def parents(kind: Class[_]): Seq[Class[_]] =
    if (kind == null) Nil
    else kind.getInterfaces.toSeq.flatMap(one => one +: parents(one)) ++ parents(kind.getSuperclass)

  private def isReachable(kind: Class[_]): Boolean = kind != classOf[Reachable] && classOf[Reachable].isAssignableFrom(kind)

  private def methods(kind: Class[_]): Seq[Method] =
    kind.getDeclaredMethods.toSeq.filterNot(method => Modifier.isStatic(method.getModifiers))
}
