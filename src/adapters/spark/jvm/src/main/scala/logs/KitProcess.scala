// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package logs

import java.io.{BufferedOutputStream, BufferedReader, IOException, InputStreamReader, OutputStream}
import java.net.InetAddress
import java.nio.charset.StandardCharsets.UTF_8

import scala.collection.mutable

import org.apache.spark.TaskContext

/**
 * The kit could not do its part. The message is for the user.
 *
 * @param isOfMachine there is no Node on the machine that can run the kit, whatever the files
 */
final class KitFailure(message: String, val isOfMachine: Boolean = false) extends RuntimeException(message)

object KitProcess {
  /** Runs a command of the kit: `feed` writes its input, on a thread of its own. Returns the lines of its output as they come. */
  def run(command: Seq[String], environment: Map[String, String] = Map.empty)(feed: OutputStream => Unit): Iterator[String] = {
    val process = start(command, environment)
    val errors = lastLines(process)
    @volatile var broken: Option[Throwable] = None
    val feeder = daemon("input") {
      val input = new BufferedOutputStream(process.getOutputStream, 1 << 16)
      try {
        feed(input)
        input.close()
      } catch {
        case e: Throwable =>
          broken = Some(e)
          // Not `destroy`: it would close the errors as well, and the last words of the program with them.
          try process.getOutputStream.close() catch { case _: IOException => () }
      }
    }
    Option(TaskContext.get()).foreach(_.addTaskCompletionListener[Unit](_ => process.destroyForcibly()))
    val output = new BufferedReader(new InputStreamReader(process.getInputStream, UTF_8), 1 << 16)

    def end(): Unit = {
      val code = process.waitFor()
      feeder.join()
      errors.thread.join()
      // A program that has ended early breaks its input: its own words come first.
      if (code != 0) refuseOldNode(command.head)
      if (code != 0 && errors.text.nonEmpty) throw new KitFailure(s"$host: Node ended with code $code: ${errors.text}")
      broken.foreach(e => throw new KitFailure(s"$host: ${e.getClass.getSimpleName}: ${e.getMessage}"))
      if (code != 0) throw new KitFailure(s"$host: Node ended with code $code")
    }
    // A program whose input breaks sees its end, and ends.
    Iterator.continually(output.readLine()).takeWhile { line =>
      if (line == null) end()
      line != null
    }
  }

  private def start(command: Seq[String], environment: Map[String, String]): Process =
    try {
      val builder = new ProcessBuilder(command: _*)
      environment.foreach { case (name, value) => builder.environment.put(name, value) }
      builder.start()
    } catch {
      case _: IOException => throw new KitFailure(s"$host: there is no ${command.head} ($Wanted)", isOfMachine = true)
    }

  private val Wanted = "Node 22.18 or newer is wanted on each worker; --node PATH says where"

  /** An old Node fails in many ways: its version says why. */
  private def refuseOldNode(node: String): Unit = {
    val process = start(Seq(node, "--version"), Map.empty)
    val version = scala.io.Source.fromInputStream(process.getInputStream).mkString.trim
    process.waitFor()
    version match {
      case Version(major, minor) if major.toInt * 1000 + minor.toInt < 22018 =>
        throw new KitFailure(s"$host: $node is Node $version ($Wanted)", isOfMachine = true)
      case _ => ()
    }
  }

  private val Version = """v(\d+)\.(\d+)\..*""".r

  private def host: String = InetAddress.getLocalHost.getHostName

  private final class LastLines(val thread: Thread, lines: mutable.Queue[String]) {
    def text: String = lines.synchronized(lines.mkString(" "))
  }

  private def lastLines(process: Process): LastLines = {
    val lines = mutable.Queue.empty[String]
    val errors = new BufferedReader(new InputStreamReader(process.getErrorStream, UTF_8))
    val thread = daemon("errors") {
      try Iterator.continually(errors.readLine()).takeWhile(_ != null).filter(_.trim.nonEmpty).foreach { line =>
        lines.synchronized {
          lines.enqueue(line.trim.take(300))
          if (lines.size > 6) lines.dequeue()
        }
      } catch { case _: IOException => () }
    }
    new LastLines(thread, lines)
  }

  private def daemon(what: String)(body: => Unit): Thread = {
    val thread = new Thread(() => body, s"cwc-$what")
    thread.setDaemon(true)
    thread.start()
    thread
  }
}
