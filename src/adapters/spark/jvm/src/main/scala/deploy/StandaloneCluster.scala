// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.deploy.conformance

import org.apache.spark.SparkConf
import org.apache.spark.deploy.master.Master
import org.apache.spark.deploy.worker.Worker
import org.apache.spark.rpc.RpcEnv

/** A master and workers of Spark on loopback: in this JVM, or each in its own JVM, which ends when its standard input does. */
object StandaloneCluster {
  private val Host = "127.0.0.1"

  private def conf(scratch: String): SparkConf = new SparkConf(false)
    .set("spark.local.dir", scratch)
    .set("spark.master.rest.enabled", "false")
    .set("spark.rpc.netty.dispatcher.numThreads", "4")
    .set("spark.rpc.io.threads", "1")
    // In seconds: a paused process is no failure.
    .set("spark.worker.timeout", "8640000")
    .set("spark.network.timeout", "100d")

  def master(scratch: String): RpcEnv = Master.startRpcEnvAndEndpoint(Host, 0, 0, conf(scratch))._1

  def url(master: RpcEnv): String = s"spark://${master.address.hostPort}"

  def worker(scratch: String, master: String, number: Int, cores: Int, megabytes: Int): RpcEnv =
    Worker.startRpcEnvAndEndpoint(Host, 0, 0, cores, megabytes, Array(master), s"$scratch/work-$number", Some(number), conf(scratch))

  def main(args: Array[String]): Unit = {
    val answers = System.out
    System.setOut(System.err)
    answers.println(args.toSeq match {
      case Seq("master", scratch) => url(master(scratch))
      case Seq("worker", scratch, master, number, cores, megabytes) =>
        worker(scratch, master, number.toInt, cores.toInt, megabytes.toInt).address.hostPort
    })
    answers.flush()
    // The driver holds the other end, which closes when the driver ends in any way.
    while (System.in.read() >= 0) ()
    Runtime.getRuntime.halt(0)
  }
}
