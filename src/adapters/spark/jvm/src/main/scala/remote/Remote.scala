// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package remote

import java.lang.reflect.{Method, Modifier}

/** Marks an interface that code in another JVM of the same Spark may call, through a stub.
  *
  * Arguments and results are serializable values or remote objects, which arrive as stubs. A stub throws the
  * error of the real object, so each method has to be declared as throwing `Throwable`.
  */
trait Remote

object Remote {
  private val interfaces = new ClassValue[Seq[Class[_]]] {
    override protected def computeValue(kind: Class[_]): Seq[Class[_]] = {
      val found = parents(kind).filter(isRemote).distinct
      require(found.nonEmpty, s"$kind has no remote interface")
      found.flatMap(methods).find(!_.getExceptionTypes.contains(classOf[Throwable])).foreach { method =>
        throw new IllegalArgumentException(s"$method: a remote method has to declare that it throws Throwable")
      }
      found
    }
  }

  /** The remote interfaces of the object. */
  def interfacesOf(value: Remote): Seq[Class[_]] = interfaces.get(value.getClass)

  private def parents(kind: Class[_]): Seq[Class[_]] =
    if (kind == null) Nil
    else kind.getInterfaces.toSeq.flatMap(one => one +: parents(one)) ++ parents(kind.getSuperclass)

  private def isRemote(kind: Class[_]): Boolean = kind != classOf[Remote] && classOf[Remote].isAssignableFrom(kind)

  private def methods(kind: Class[_]): Seq[Method] =
    kind.getDeclaredMethods.toSeq.filterNot(method => Modifier.isStatic(method.getModifiers))
}
