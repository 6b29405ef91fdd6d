// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package release

import java.lang.reflect.{InvocationHandler, InvocationTargetException, Method, Modifier, Proxy}

/** Stands for an object of a user's sink, with all its public interfaces, and passes on each call that the kit does not watch.
  *
  * So a method that only some releases have needs no code here, and Spark finds each interface that the sink has.
  */
object Delegate {
  /** The name of a method, and its arguments. */
  type Watched = PartialFunction[(String, Seq[AnyRef]), Any]

  def apply[T <: AnyRef](target: T)(watched: Watched): T = {
    val handler = new InvocationHandler {
      override def invoke(proxy: AnyRef, method: Method, given: Array[AnyRef]): AnyRef = {
        val arguments = Option(given).fold(Seq.empty[AnyRef])(_.toSeq)
        watched.applyOrElse((method.getName, arguments), (_: Any) => pass(target, method, arguments)).asInstanceOf[AnyRef]
      }
    }
    // Classes of Spark itself may come with the loader of the JVM.
    val loader = Option(target.getClass.getClassLoader).getOrElse(getClass.getClassLoader)
    Proxy.newProxyInstance(loader, interfacesOf(target.getClass).distinct.toArray, handler).asInstanceOf[T]
  }

  /** Calls a method that not each release has. */
  def call(target: AnyRef, name: String, arguments: (Class[_], AnyRef)*): AnyRef = {
    val (types, values) = arguments.unzip
    pass(target, target.getClass.getMethod(name, types: _*), values).asInstanceOf[AnyRef]
  }

  /** The same call of the user's object, which may be of a class that is not public. */
  private def pass(target: AnyRef, method: Method, arguments: Seq[AnyRef]): Any = {
    method.setAccessible(true)
    try method.invoke(target, arguments: _*)
    catch { case wrapped: InvocationTargetException => throw wrapped.getCause }
  }

  private def interfacesOf(kind: Class[_]): Seq[Class[_]] =
    if (kind == null) Nil
    else {
      val public = kind.getInterfaces.toSeq.filter(one => Modifier.isPublic(one.getModifiers))
      public ++ kind.getInterfaces.toSeq.diff(public).flatMap(interfacesOf) ++ interfacesOf(kind.getSuperclass)
    }
}
