// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.util.concurrent.atomic.AtomicLong

import scala.collection.mutable
import scala.concurrent.{Await, Future}
import scala.concurrent.duration.Duration

import com.fasterxml.jackson.databind.JsonNode

import org.apache.spark.rdd.RDD
import org.apache.spark.rpc.{RpcEndpoint, RpcEndpointRef}
import org.apache.spark.rpc.conformance.WatchedRef
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.execution.streaming.continuous.{ContinuousExecution, IncrementAndGetEpoch}
import org.apache.spark.util.UninterruptibleThread

/** The thread that a query runs on: from coordinator to job and back, as often as the query runs. */
final class QueryThread(spark: Spark, setup: QuerySetup, recorder: Recorder, quiet: Quiet, arms: Arms)
    extends PlanWitness with CoordinatorWatch {
  private sealed trait State
  /** There is no query, or it is over. */
  private case object Idle extends State
  private case object Busy extends State
  private case object InJob extends State

  val tasks =
    new QueryTasks(setup, recorder, quiet, arms, numbered, partition => coordinator.get.mailboxes.sent(partition))
  private val report = Local[QueryReport](tasks)
  private val key = s"query-run-${QueryThread.keys.incrementAndGet()}"
  spark.jobs.register(key, tasks)
  private val ids = Seq.fill(2)(mutable.Map.empty[String, Int])
  private var state: State = Idle
  private var thread: Thread = _
  private var triggered = false
  @volatile var coordinator: Option[RunCoordinator] = None

  private def see(kind: String, actor: String, members: (String, Any)*): Unit = recorder.add(kind, actor, members: _*)

  def isIdle: Boolean = quiet.look(state == Idle)
  def isInJob: Boolean = quiet.look(state == InJob)

  def isAtRest: Boolean = quiet.look(coordinator.forall(_.mailboxes.isAtRest) && (state match {
    case Idle => tasks.areOver
    case Busy => false
    case InJob => tasks.restInJob
  }))

  /** It does something, or is about to. */
  def goes(): Unit = quiet.change { state = Busy }

  /** There is no query after all. */
  def rests(): Unit = quiet.change { state = Idle }

  def interrupt(): Unit = {
    goes()
    thread.interrupt()
  }

  /** To be called when nothing is left of the query. */
  def over(error: Option[Throwable]): Unit = quiet.change {
    see("query-stopped", "query", "error" -> error.map(describe).orNull)
    state = Idle
  }

  /** To be called on the thread itself, before its run does anything; on another one nothing comes of it. */
  def watchHere(): Unit = Thread.currentThread match {
    case own: UninterruptibleThread =>
      Witness.stay(this)
      thread = own
      spark.context.setLocalProperty(Witness.Property, report.text)
      spark.context.setLocalProperty(JobWatch.Property, key)
    case _ =>
  }

  override def registers(
      name: String, endpoint: RpcEndpoint, register: (String, RpcEndpoint) => RpcEndpointRef): RpcEndpointRef = {
    masked(name)
    // The tasks of the run before are being ended: nothing of theirs is to be seen among what the new ones do.
    quiet.until(tasks.areOver)
    coordinator.foreach(_.kill())
    tasks.runBegins(spark.context.getLocalProperty(ContinuousExecution.START_EPOCH_KEY).toLong)
    quiet.change { triggered = false }
    val fresh = new RunCoordinator(spark.rpcEnv, name, endpoint, register, this,
      new Mailboxes(quiet, setup.partitions, setup.holdsMessages, _))
    coordinator = Some(fresh)
    reference(fresh.proxyRef, "query") { (message, ask) =>
      if (message == IncrementAndGetEpoch && !setup.sparkTriggers) Future.never else ask()
    }
  }

  private def reference(real: RpcEndpointRef, actor: String)(asking: (Any, () => Future[Any]) => Future[Any]) =
    new WatchedRef(spark.context.getConf, real, _ => (), _ => (), (message, ask) => asking(message, { () =>
      // Nobody is asked where there is no coordinator any more.
      if (!coordinator.exists(_.isGone)) see("asked", actor, "message" -> Messages.describe(message))
      ask()
    }))

  override def found(ref: RpcEndpointRef): RpcEndpointRef = reference(ref, "operator")((_, ask) => ask())

  override def lookedUp(id: String): Unit = see("coordinator-looked-up", "operator", "id" -> masked(id))

  /** The id with its two parts numbered by their first appearance; the name of an endpoint ends in it. */
  private def masked(id: String): String = quiet.look {
    val parts = id.stripPrefix("EpochCoordinator-").split("--", 2).zip(ids)
      .map { case (part, known) => known.getOrElseUpdate(part, known.size) }
    s"<run ${parts(0)}>--<uuid ${parts(1)}>"
  }

  /** An error; a coordinator's id in it is numbered, too. */
  private def describe(error: Throwable): JsonNode = Json.parse(numbered(Json.print(Errors.describe(error))))

  private def numbered(text: String): String = QueryThread.id.replaceAllIn(text, found => masked(found.matched))

  override def logged(level: String, logger: String, message: String): Unit =
    Seq(".EpochCoordinatorRef" -> "coordinator", ".WriteToContinuousDataSourceExec" -> "operator")
      .find { case (name, _) => logger.endsWith(name) }
      .foreach { case (_, actor) => see("logged", actor, "level" -> level, "logger" -> logger, "message" -> message) }

  override def executes(execute: () => RDD[InternalRow]): RDD[InternalRow] = {
    // Spark's trigger asks on a thread of its own, as soon as there is a coordinator.
    if (setup.sparkTriggers) quiet.until(triggered)
    val rdd = try execute()
    catch {
      case error: Throwable =>
        see("threw", "operator", "error" -> describe(error))
        throw error
    }
    see("returned", "operator", "partitions" -> rdd.getNumPartitions)
    rdd
  }

  override def executesChild(execute: () => RDD[InternalRow]): RDD[InternalRow] = {
    val rdd = execute()
    see("child-executed", "operator")
    new WatchedUpstreamRDD(rdd, report)
  }

  override def runs[T](rdd: RDD[T]): RDD[T] = new WatchedJobRDD(rdd, report)(rdd.elementClassTag)

  override def jobSubmitted(partitions: Int): Unit = quiet.change {
    see("job-submitted", "operator", "partitions" -> partitions)
    tasks.jobBegins(partitions)
    state = InJob
  }

  override def jobReturned(): Unit = goes()

  override def answered(message: Any, value: Any): Unit = see("answered", "coordinator",
    "message" -> Messages.typeOf(message), "value" -> (if (value == (())) null else value))

  override def advanced(epoch: Long): Unit = quiet.change {
    triggered = true
    tasks.advanced(epoch)
  }

  override def calls(method: String): Unit = method match {
    case "addOffset" => arms.pass("query.add-offset")
    case "commit" => arms.pass("query.commit")
    // It has the query stopped on yet another thread.
    case "stopInNewThread" => goes()
    case _ =>
  }

  override def called(method: String, arguments: Array[AnyRef]): Unit = method match {
    case "addOffset" => see("offset-added", "coordinator",
      "epoch" -> arguments(0), "offsets" -> arguments(2).asInstanceOf[Seq[AnyRef]].map(Release.offsetText))
    case "commit" => see("query-committed", "coordinator", "epoch" -> arguments(0))
    case _ =>
  }

  /** Returns when the coordinator has dealt with all that it has got. */
  def drainCoordinator(): Unit = coordinator.foreach(it => Await.ready(it.drained(), Duration.Inf))

  def forget(): Unit = {
    coordinator.foreach(_.kill())
    spark.jobs.forget(key)
    report.forget()
  }
}

object QueryThread {
  private val keys = new AtomicLong

  /** The id of a coordinator: that of the run, and one of its own. */
  private val id = "[0-9a-f-]{36}--[0-9a-f-]{36}".r
}
