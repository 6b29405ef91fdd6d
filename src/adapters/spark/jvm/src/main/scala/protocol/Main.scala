// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.io.{BufferedInputStream, BufferedOutputStream, PrintStream}

/** The driver: answers the kit's requests with real Apache Spark until `shutdown` or the end of input. */
object Main {
  def main(args: Array[String]): Unit = {
    // Standard output belongs to the protocol; whatever else prints, prints on standard error.
    val answers = new PrintStream(new BufferedOutputStream(System.out, 1 << 16), false, "UTF-8")
    System.setOut(System.err)
    val spark = new Spark(Master(System.getProperty("conformance.master", "local")))
    // Spark's own way to stop may wait for ever where a case went wrong; nothing of it is needed, so it is cut short.
    sys.addShutdownHook {
      spark.cleanUp()
      Runtime.getRuntime.halt(Main.Terminated)
    }
    val protocol = new Protocol(spark)
    new Lines(new BufferedInputStream(System.in, 1 << 16)).takeWhile(_ => !protocol.isOver).foreach { line =>
      answers.print(protocol.answer(line))
      answers.print('\n')
      answers.flush()
    }
    spark.cleanUp()
    Runtime.getRuntime.halt(0)
  }

  /** The exit status of a process that was told to end. */
  private val Terminated = 143
}
