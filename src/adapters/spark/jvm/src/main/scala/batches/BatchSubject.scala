// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package batches

import java.util.concurrent.atomic.AtomicLong

import scala.collection.mutable

import com.fasterxml.jackson.databind.node.ArrayNode

import org.apache.spark.sql.streaming.{StreamingQuery, StreamingQueryException}

import instrumentation.{Errors, FaultInjector, Quiescence, Recorder, ScratchFolder, Sink, SinkWriter, Source, SourceAndSink, Spark}
import protocol.{Fields, RequestError}
import release.QueryRelease
import remote.DriverRef
import subjects.{Partitions, PreparedAction, RecordingSink, Subject}

/** A micro-batch query over the driver's source and a user's sink. */
final class BatchSubject(spark: Spark, partitions: Int) extends Subject {
  import BatchSubject._

  override val recorder = new Recorder
  private val quiescence = new Quiescence
  private val faults = new FaultInjector({
    case (_, partition: Int) => thread.awaitOthers(partition)
    case _ =>
  })
  private val thread: BatchThread = new BatchThread(spark, partitions, recorder, quiescence, faults)
  private val name = s"batches-${names.incrementAndGet()}"
  private val sourceAndSink =
    SourceAndSink(DriverRef[Source](NoSource), DriverRef[Sink](new WatchedSink), spark.userSinks.inUse, Some(thread))
  private val checkpoint = spark.folder()
  private var query: Option[StreamingQuery] = None

  SourceAndSink.put(name, sourceAndSink)

  private final class WatchedSink extends Sink {
    private val writers = new RecordingSink(recorder, faults)
    private val seen = mutable.Set.empty[Long]

    override def factoryCreated(partitions: Option[Int]): Unit = {
      recorder.add("writer-factory-created", "operator", partitions.map("numPartitions" -> _).toSeq: _*)
      thread.nextJobIsWrite()
    }
    override def writerCreated(partition: Int, task: Long, epoch: Long): SinkWriter = {
      if (synchronized(seen.add(task))) {
        writers.taskStarted(partition)
        writers.taskSeen(partition, task)
      }
      writers.writerCreated(partition, task, epoch)
    }
    override def committed(epoch: Long, messages: Seq[String]): Unit =
      recorder.add("epoch-committed", "coordinator", "epoch" -> epoch, "messages" -> messages)
    override def before(call: String): Unit = faults.throwIfInjected(call)
    override def after(call: String): Unit = faults.throwIfInjected(s"$call.after")
    override def called(call: String): Unit = spark.userSinks.calls.add(call)
    override def nextWriter(): Long = spark.userSinks.calls.nextWriter()
  }

  override def read(kind: String, action: Fields): PreparedAction = kind match {
    case "execute" => PreparedAction(action.place, "query") {
      if (!thread.isIdle) throw RequestError.params(action.place, "the query is running already")
    } (execute())
    case "row" =>
      val partition = Partitions.named(action, partitions)
      val value = action.stringOrNull("value")
      PreparedAction(action.place, partition)(())(thread.give(partition, value))
    case "advance-epoch" => running(action) {
      if (!thread.hasNewRows) throw RequestError.params(action.place, "there are no rows for another batch")
    } (thread.wantBatch())
    case "stop" => running(action)(())(stop())
    case "fail" => fail(action)
    case other => throw RequestError.params(action.at("kind"), s"$other is no action of a micro-batch query")
  }

  private def running(action: Fields)(check: => Unit)(act: => Unit): PreparedAction = PreparedAction(action.place, "query") {
    if (!thread.isWaiting) throw RequestError.params(action.place, "the query is not running")
    check
  } (act)

  private def execute(): Unit = {
    thread.markBusy()
    val started =
      try QueryRelease.startBatches(spark.session, name, checkpoint)
      catch {
        case error: Throwable =>
          thread.markIdle()
          throw error
      }
    query = Some(started)
    daemon(s"end of $name") {
      try started.awaitTermination()
      catch { case _: StreamingQueryException => }
      thread.ended(started.exception.map(_.cause))
    }
  }

  private def stop(): Unit = {
    thread.markBusy()
    daemon(s"stop of $name")(query.foreach(_.stop()))
  }

  private def daemon(name: String)(body: => Unit): Unit = {
    val thread = new Thread(() => body, name)
    thread.setDaemon(true)
    thread.start()
  }

  private def fail(action: Fields): PreparedAction = {
    val at = action.oneOf("at", placesOfQuery ++ placesOfTasks: _*)
    val times = if (action.has("times")) action.count("times") else 1L
    val error = Errors.make(action.fields("error"))
    val place = if (placesOfQuery.contains(at)) at else (at, Partitions.named(action, partitions))
    PreparedAction(action.place, place)(())(faults.inject(place, error, times))
  }

  override def settle(): Unit = quiescence.await(thread.isAtRest)

  override def close(): ArrayNode = {
    val events = recorder.close()
    faults.clear()
    if (!thread.isIdle) stop()
    quiescence.await(thread.isIdle && thread.isAtRest)
    thread.forget()
    SourceAndSink.forget(name)
    sourceAndSink.source.forget()
    sourceAndSink.sink.forget()
    ScratchFolder.delete(checkpoint)
    events
  }
}

object BatchSubject {
  private val names = new AtomicLong

  private def aroundCalls(calls: String*): Seq[String] = calls.flatMap(call => Seq(call, s"$call.after"))

  private val placesOfQuery =
    aroundCalls("create-writer-factory", "writer.commit", "writer.abort", "query.add-offset", "query.commit") :+ "writer.commit.midway"
  private val placesOfTasks = aroundCalls("create-writer", "write", "commit", "abort", "close")

  /** Of continuous processing alone. */
  private object NoSource extends Source {
    override def partitions: Int = 0
    override def opened(): Unit = ()
  }
}
