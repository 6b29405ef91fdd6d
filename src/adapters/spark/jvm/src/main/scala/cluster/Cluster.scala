// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package cluster

import java.io.{BufferedReader, File, InputStreamReader, IOException}
import java.lang.management.ManagementFactory
import java.net.{InetSocketAddress, Socket}
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.{Path, Paths}

import scala.collection.JavaConverters._
import scala.util.{Properties, Try}

import org.apache.spark.{SparkConf, SparkContext}
import org.apache.spark.deploy.conformance.StandaloneCluster
import org.apache.spark.rpc.RpcEnv

import instrumentation.Spark
import remote.CallEndpoint

/** A standalone cluster whose executors run the tasks. */
final class Cluster private (url: String, workers: Option[Int], settings: Seq[(String, String)], inThisJvm: Seq[RpcEnv] = Nil) {
  def configure(conf: SparkConf): SparkConf = conf.setMaster(url).setAll(settings)
    .set("spark.extraListeners", classOf[ExecutorRegistry].getName)

  /** Waits for the executors, and accepts their calls. */
  def join(context: SparkContext): Unit = {
    context.env.rpcEnv.setupEndpoint(CallEndpoint.Name, new CallEndpoint(context.env.rpcEnv, _ => ()))
    awaitExecutors()
  }

  def awaitExecutors(): Unit = ExecutorRegistry.await(workers.getOrElse(1))

  /** Ends all parts of the cluster that this JVM has started. */
  def end(): Unit = {
    // Otherwise the workers would replace the executors that end.
    inThisJvm.foreach(_.shutdown())
    val started = ProcessHandle.current.descendants.iterator.asScala.toList
    started.foreach(_.destroyForcibly())
    started.foreach(process => Try(process.onExit.get))
  }
}

object Cluster {
  /** Starts the parts that are to be started here. */
  def apply(master: Master, scratch: Path): Option[Cluster] = master match {
    case Master.Local => None
    case Master.Existing(url) =>
      val address = addressOf(url)
      if (address.getAddress.isLoopbackAddress) Some(new Cluster(url, None, common ++ onLoopback))
      else Some(new Cluster(url, None, common ++ reachableFrom(address)))
    case Master.Started(workers, given, megabytes, apart) =>
      val cores = given.getOrElse(Spark.Slots / workers + 1)
      val settings = common ++ onLoopback ++ ownJars :+ ("spark.executor.memory" -> s"${megabytes}m")
      val folder = scratch.toString
      Some(if (apart) {
        val url = child("master", folder)
        (1 to workers).foreach(number => child("worker", folder, url, s"$number", s"$cores", s"$megabytes"))
        new Cluster(url, Some(workers), settings)
      } else {
        val master = StandaloneCluster.master(folder)
        val url = StandaloneCluster.url(master)
        val own = (1 to workers).map(StandaloneCluster.worker(folder, url, _, cores, megabytes))
        new Cluster(url, Some(workers), settings, master +: own)
      })
  }

  private def common: Seq[(String, String)] = Seq(
    "spark.executor.extraClassPath" -> (jarOf(getClass).toString +: jarsOfUser).mkString(File.pathSeparator),
    "spark.executor.extraJavaOptions" -> (Seq("-XX:+UseSerialGC", "-XX:-UsePerfData") ++ opened).mkString(" "),
    // As in local mode: unless it is said, a failed task is not retried.
    "spark.task.maxFailures" -> sys.props.getOrElse("conformance.task-attempts", "1"))

  /** What a user's sink needs in the executors, which find it where the driver does. */
  private def jarsOfUser: Seq[String] = sys.props.get("conformance.jars-of-user").toSeq

  /** Executors with the Spark of this driver. */
  private def ownJars: Seq[(String, String)] = Seq(
    "spark.executorEnv.SPARK_SCALA_VERSION" -> Properties.versionNumberString.split('.').take(2).mkString("."))

  private def onLoopback: Seq[(String, String)] = Seq("spark.executorEnv.SPARK_LOCAL_IP" -> "127.0.0.1")

  /** Binds the driver to the address from which it reaches the master, because executors call it there. */
  private def reachableFrom(master: InetSocketAddress): Seq[(String, String)] = {
    val own = connected(master)(_.getLocalAddress.getHostAddress)
    Seq("spark.driver.host" -> own, "spark.driver.bindAddress" -> own)
  }

  /** @throws IllegalStateException if no master answers; Spark itself would report that late, and only in its log */
  private def addressOf(url: String): InetSocketAddress = {
    val Array(host, port) = url.stripPrefix("spark://").split(':')
    val address = new InetSocketAddress(host, port.toInt)
    try connected(address)(_ => address)
    catch { case error: IOException => throw new IllegalStateException(s"no Spark master answers at $url: $error") }
  }

  private def connected[T](address: InetSocketAddress)(use: Socket => T): T = {
    val socket = new Socket
    try {
      socket.connect(address)
      use(socket)
    } finally socket.close()
  }

  /** The JVM options that open packages of the JDK to Spark. */
  private def opened: Seq[String] =
    ManagementFactory.getRuntimeMXBean.getInputArguments.asScala.toSeq.filter(_.startsWith("--add-opens"))

  private def jarOf(kind: Class[_]): Path = Paths.get(kind.getProtectionDomain.getCodeSource.getLocation.toURI)

  /** Starts a part of the cluster in its own JVM, and returns the line that it prints when it is ready. */
  private def child(args: String*): String = {
    val java = Paths.get(System.getProperty("java.home"), "bin", "java").toString
    val options = Seq("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx256m", "-Xlog:disable") ++ opened
    val classPath = System.getProperty("java.class.path")
    val command = (java +: options) ++ Seq("-cp", classPath, StandaloneCluster.getClass.getName.stripSuffix("$")) ++ args
    val process = new ProcessBuilder(command: _*).redirectError(ProcessBuilder.Redirect.INHERIT).start()
    val line = new BufferedReader(new InputStreamReader(process.getInputStream, UTF_8)).readLine()
    if (line == null) throw new IllegalStateException(s"the cluster's ${args.head} ended before it was ready")
    line
  }
}
