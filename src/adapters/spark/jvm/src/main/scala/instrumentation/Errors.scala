// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import scala.util.Try
import scala.util.control.{ControlThrowable, NonFatal}

import com.fasterxml.jackson.databind.JsonNode

import protocol.{Fields, Json, RequestError}

/** Exceptions as the contract writes them: `{type, message, cause?}`. */
object Errors {
  private val packages = Seq("java.lang", "java.io", "java.nio.channels", "java.util.concurrent", "org.apache.spark")

  /** The JSON of a thrown exception and its causes. */
  def describe(error: Throwable): JsonNode = describe(error, Depth)

  /** The exception and its causes in one line, given the JSON that `describe` returns. */
  def line(error: JsonNode): String = Iterator.iterate(error)(_.path("cause")).takeWhile(_.isObject)
    .map { one =>
      val message = if (one.path("message").isTextual) s": ${one.path("message").textValue.trim.takeWhile(_ != '\n')}" else ""
      one.path("type").textValue + message
    }.mkString(", caused by ")

  private val Depth = 16

  // Spark sends an error to another process as a RuntimeException whose message holds class, message and trace of the original.
  private val transferred = """(?s)(?:\w+\.)+([A-Z]\w*)(?:: (.*?))?\n\tat .*""".r

  private def describe(error: Throwable, depth: Int): JsonNode = {
    val name = error.getClass.getName
    // An anonymous class has no simple name.
    val own = Option(error.getClass.getSimpleName).filter(_.nonEmpty).getOrElse(name.drop(name.lastIndexOf('.') + 1))
    val (kind, message) = error.getMessage match {
      case transferred(real, text) if error.getClass == classOf[RuntimeException] => real -> text
      case text => own -> text
    }
    val node = Json.obj("type" -> kind, "message" -> Option(message).map(Masking(_)).orNull)
    Option(error.getCause).filter(_ => depth > 1).foreach(cause => node.replace("cause", describe(cause, depth - 1)))
    node
  }

  /** Makes the exception that the kit describes. */
  def make(error: Fields): Throwable = {
    val name = error.string("type")
    val message = error.stringOrNull("message").orNull
    val cause = error.fieldsIfAny("cause").map(make)
    error.end()
    val kind = packages.flatMap(known(_, name)).headOption.getOrElse(
      throw RequestError.notSupported(s"${error.at("type")}: no exception $name in ${packages.mkString(", ")}"))
    val made = build(kind, message, cause).getOrElse(
      throw RequestError.notSupported(s"${error.place}: $name cannot be made with ${if (message == null) "no" else "a"} message"))
    made match {
      case NonFatal(_) | _: InterruptedException => made
      case _: ControlThrowable => made
      // Spark ends the JVM when a task throws one of these.
      case _ => throw RequestError.notSupported(s"$name would end the JVM that all cases share")
    }
  }

  private def known(home: String, name: String): Option[Class[_]] =
    // A name with dots could name a class outside the package.
    if (!name.forall(Character.isJavaIdentifierPart)) None
    else Try[Class[_]](Class.forName(s"$home.$name")).toOption.filter(classOf[Throwable].isAssignableFrom(_))

  private def build(kind: Class[_], message: String, cause: Option[Throwable]): Option[Throwable] = {
    val causes = Seq(classOf[Throwable], classOf[Exception], classOf[java.io.IOException])
    val texts = Seq(classOf[String], classOf[Object])
    def call(types: Class[_]*)(values: AnyRef*): Option[Throwable] =
      try Some(kind.getConstructor(types: _*).newInstance(values: _*).asInstanceOf[Throwable])
      catch { case _: ReflectiveOperationException | _: IllegalArgumentException => None }
    def whole = texts.flatMap(text => causes.flatMap(c => call(text, c)(message, cause.orNull))).headOption
    def bare = if (message == null) call()() else None
    def plain = bare.orElse(texts.flatMap(text => call(text)(message)).headOption)
    val made = cause match {
      case Some(inner) => whole.orElse(plain.map(_.initCause(inner)))
      case None => plain.orElse(whole)
    }
    // Some constructors derive the message from their arguments.
    made.filter(_.getMessage == message)
  }
}
