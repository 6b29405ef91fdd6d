// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package protocol

import java.io.{BufferedInputStream, BufferedOutputStream, PrintStream}

import cluster.Master
import instrumentation.Spark

/** Answers the kit's requests with real Apache Spark, until `shutdown` or the end of input. */
object Main {
  def main(args: Array[String]): Unit = {
    // Standard output belongs to the protocol; all other output goes to standard error.
    val answers = new PrintStream(new BufferedOutputStream(System.out, 1 << 16), false, "UTF-8")
    System.setOut(System.err)
    val master = Master(System.getProperty("conformance.master", "local"))
    @volatile var spark: Option[Spark] = None
    // Spark's own shutdown may wait forever after a failed case, and nothing of it is needed.
    sys.addShutdownHook {
      spark.foreach(_.cleanUp())
      Runtime.getRuntime.halt(Main.Terminated)
    }
    val protocol = new Protocol({ () =>
      val started = new Spark(master)
      spark = Some(started)
      started
    })
    new LineReader(new BufferedInputStream(System.in, 1 << 16)).takeWhile(_ => !protocol.isOver).foreach { line =>
      answers.print(protocol.answer(line))
      answers.print('\n')
      answers.flush()
    }
    spark.foreach(_.cleanUp())
    Runtime.getRuntime.halt(0)
  }

  /** The exit status after SIGTERM. */
  private val Terminated = 143
}
