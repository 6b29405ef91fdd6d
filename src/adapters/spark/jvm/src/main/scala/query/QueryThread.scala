// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package query

import java.util.concurrent.atomic.AtomicLong

import scala.collection.mutable
import scala.concurrent.Future

import com.fasterxml.jackson.databind.JsonNode

import org.apache.spark.rdd.RDD
import org.apache.spark.rpc.{RpcEndpoint, RpcEndpointRef}
import org.apache.spark.rpc.conformance.InterceptingRef
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.execution.streaming.continuous.{ContinuousExecution, IncrementAndGetEpoch}
import org.apache.spark.util.UninterruptibleThread

import instrumentation.{Errors, FaultInjector, JobListener, Observer, Quiescence, Recorder, Spark}
import protocol.Json
import remote.DriverRef
import subjects.Messages

/** Observes the thread of a query, through all runs of the query. */
final class QueryThread(spark: Spark, setup: QuerySetup, recorder: Recorder, quiescence: Quiescence, faults: FaultInjector)
    extends PlanObserver with CoordinatorObserver {
  private sealed trait State
  /** There is no query, or it has ended. */
  private case object Idle extends State
  private case object Busy extends State
  private case object InJob extends State

  val tasks =
    new QueryTasks(setup, recorder, quiescence, faults, numbered, partition => coordinator.get.mailboxes.sent(partition))
  private val report = DriverRef[QueryTaskCallbacks](tasks)
  private val key = s"query-run-${QueryThread.keys.incrementAndGet()}"
  spark.jobs.register(key, tasks)
  private val ids = Seq.fill(2)(mutable.Map.empty[String, Int])
  private var state: State = Idle
  private var thread: Thread = _
  private var triggered = false
  @volatile var coordinator: Option[RunCoordinator] = None

  private def see(kind: String, actor: String, members: (String, Any)*): Unit = recorder.add(kind, actor, members: _*)

  def isIdle: Boolean = quiescence.read(state == Idle)
  def isInJob: Boolean = quiescence.read(state == InJob)

  def isAtRest: Boolean = quiescence.read(coordinator.forall(_.mailboxes.isAtRest) && (state match {
    case Idle => tasks.areOver
    case Busy => false
    case InJob => tasks.areAtRestInJob
  }))

  /** The thread runs, or is about to. */
  def markBusy(): Unit = quiescence.update { state = Busy }

  /** The query could not be started. */
  def markIdle(): Unit = quiescence.update { state = Idle }

  def interrupt(): Unit = {
    markBusy()
    thread.interrupt()
  }

  /** Call this when the query has ended completely. */
  def ended(error: Option[Throwable]): Unit = quiescence.update {
    see("query-stopped", "query", "error" -> error.map(describe).orNull)
    state = Idle
  }

  /** Call this on the query's thread before a run begins; calls on other threads are ignored. */
  def observeHere(): Unit = Thread.currentThread match {
    case own: UninterruptibleThread =>
      Observer.attach(this)
      thread = own
      spark.context.setLocalProperty(Observer.Property, report.text)
      spark.context.setLocalProperty(JobListener.Property, key)
    case _ =>
  }

  override def registers(
      name: String, endpoint: RpcEndpoint, register: (String, RpcEndpoint) => RpcEndpointRef): RpcEndpointRef = {
    masked(name)
    // Waits for the tasks of the run before, so that their events precede those of the new run.
    quiescence.await(tasks.areOver)
    coordinator.foreach(_.kill())
    tasks.runBegins(spark.context.getLocalProperty(ContinuousExecution.START_EPOCH_KEY).toLong)
    quiescence.update { triggered = false }
    val fresh = new RunCoordinator(spark.rpcEnv, name, endpoint, register, this,
      new Mailboxes(quiescence, setup.partitions, setup.holdsMessages, _))
    coordinator = Some(fresh)
    reference(fresh.proxyRef, "query") { (message, ask) =>
      if (message == IncrementAndGetEpoch && !setup.sparkTriggers) Future.never else ask()
    }
  }

  private def reference(real: RpcEndpointRef, actor: String)(asking: (Any, () => Future[Any]) => Future[Any]) =
    new InterceptingRef(spark.context.getConf, real, _ => (), _ => (), (message, ask) => asking(message, { () =>
      // An ask of a coordinator that is gone is not recorded.
      if (!coordinator.exists(_.isGone)) see("asked", actor, "message" -> Messages.describe(message))
      ask()
    }))

  override def found(ref: RpcEndpointRef): RpcEndpointRef = reference(ref, "operator")((_, ask) => ask())

  override def lookedUp(id: String): Unit = see("coordinator-looked-up", "operator", "id" -> masked(id))

  /** The coordinator id with its two parts numbered by first appearance; `id` may be the name of an endpoint. */
  private def masked(id: String): String = quiescence.read {
    val parts = id.stripPrefix("EpochCoordinator-").split("--", 2).zip(ids)
      .map { case (part, known) => known.getOrElseUpdate(part, known.size) }
    s"<run ${parts(0)}>--<uuid ${parts(1)}>"
  }

  /** The JSON of an error, with coordinator ids numbered. */
  private def describe(error: Throwable): JsonNode = Json.parse(numbered(Json.print(Errors.describe(error))))

  private def numbered(text: String): String = QueryThread.id.replaceAllIn(text, found => masked(found.matched))

  override def logged(level: String, logger: String, message: String): Unit =
    Seq(".EpochCoordinatorRef" -> "coordinator", ".WriteToContinuousDataSourceExec" -> "operator")
      .find { case (name, _) => logger.endsWith(name) }
      .foreach { case (_, actor) => see("logged", actor, "level" -> level, "logger" -> logger, "message" -> message) }

  override def executes(execute: () => RDD[InternalRow]): RDD[InternalRow] = {
    // Spark's trigger asks on a thread of its own as soon as there is a coordinator.
    if (setup.sparkTriggers) quiescence.await(triggered)
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
    new ObservedUpstreamRDD(rdd, report)
  }

  override def runs[T](rdd: RDD[T]): RDD[T] = new ObservedJobRDD(rdd, report)(rdd.elementClassTag)

  override def jobSubmitted(partitions: Int): Unit = quiescence.update {
    see("job-submitted", "operator", "partitions" -> partitions)
    tasks.jobBegins(partitions)
    state = InJob
  }

  override def jobReturned(): Unit = markBusy()

  override def answered(message: Any, value: Any): Unit = see("answered", "coordinator",
    "message" -> Messages.typeOf(message), "value" -> (if (value == (())) null else value))

  override def advanced(epoch: Long): Unit = quiescence.update {
    triggered = true
    tasks.advanced(epoch)
  }

  override def calls(method: String): Unit = method match {
    case "addOffset" => faults.throwIfInjected("query.add-offset")
    case "commit" => faults.throwIfInjected("query.commit")
    // The query will stop on another thread.
    case "stopInNewThread" => markBusy()
    case _ =>
  }

  override def called(method: String, arguments: Array[AnyRef]): Unit = method match {
    case "addOffset" => see("offset-added", "coordinator",
      "epoch" -> arguments(0), "offsets" -> arguments(2).asInstanceOf[Seq[AnyRef]].map(_.toString))
    case "commit" => see("query-committed", "coordinator", "epoch" -> arguments(0))
    case _ =>
  }

  /** Waits until the coordinator has processed all messages that it has received. */
  def drainCoordinator(): Unit = coordinator.foreach(_.drain())

  def forget(): Unit = {
    coordinator.foreach(_.kill())
    spark.jobs.forget(key)
    report.forget()
  }
}

object QueryThread {
  private val keys = new AtomicLong

  /** The id of a coordinator: the id of the run, and one of its own. */
  private val id = "[0-9a-f-]{36}--[0-9a-f-]{36}".r
}
