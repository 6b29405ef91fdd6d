// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package query

import java.util.concurrent.atomic.AtomicLong

import com.fasterxml.jackson.databind.node.ArrayNode

import org.apache.spark.sql.execution.streaming.continuous.IncrementAndGetEpoch
import org.apache.spark.sql.streaming.{StreamingQuery, StreamingQueryException}

import instrumentation.{Errors, FaultInjector, GateCommand, Quiescence, Recorder, ScratchFolder, Sink, SinkWriter, Source, SourceAndSink, Spark}
import protocol.{Fields, RequestError}
import release.QueryRelease
import remote.DriverRef
import subjects.{CoordinatorSubject, Partitions, PreparedAction, Subject}

/** A continuous query over the driver's source and sink. */
final class QuerySubject(spark: Spark, setup: QuerySetup) extends Subject {
  import QuerySubject._

  override val recorder = new Recorder
  private val quiescence = new Quiescence
  private val faults = new FaultInjector
  private val thread = new QueryThread(spark, setup, recorder, quiescence, faults)
  private val tasks = thread.tasks
  private val name = s"query-${names.incrementAndGet()}"
  private val sourceAndSink = SourceAndSink(DriverRef[Source](new KitSource), DriverRef[Sink](new KitSink), spark.userSinks.inUse)
  private val checkpoint = spark.folder()
  private var query: Option[StreamingQuery] = None

  SourceAndSink.put(name, sourceAndSink)
  if (setup.startEpoch > 0) Checkpoint.write(checkpoint, setup.partitions, committed = setup.startEpoch - 1)

  private final class KitSource extends Source {
    override def partitions: Int = setup.partitions
    override def opened(): Unit = thread.observeHere()
  }

  private final class KitSink extends Sink {
    override def factoryCreated(partitions: Option[Int]): Unit = {
      faults.throwIfInjected("create-writer-factory")
      recorder.add("writer-factory-created", "operator", partitions.map("numPartitions" -> _).toSeq: _*)
    }
    override def writerCreated(partition: Int, task: Long, epoch: Long): SinkWriter =
      tasks.sink.writerCreated(partition, task, epoch)
    override def committed(epoch: Long, messages: Seq[String]): Unit = {
      faults.throwIfInjected("writer.commit")
      recorder.add("epoch-committed", "coordinator", "epoch" -> epoch, "messages" -> messages)
    }
    override def before(call: String): Unit = faults.throwIfInjected(call)
    override def after(call: String): Unit = faults.throwIfInjected(s"$call.after")
    override def called(call: String): Unit = spark.userSinks.calls.add(call)
    override def nextWriter(): Long = spark.userSinks.calls.nextWriter()
  }

  override def read(kind: String, action: Fields): PreparedAction = kind match {
    case "execute" => PreparedAction(action.place, "query")(checkExecute(action))(execute())
    case "advance-epoch" => onCoordinator(action)(advance())
    case "stop" => inJob(action, "query")(stop())
    case "interrupt" if action.has("partition") =>
      onWaiting(action) { sync =>
        sync.aboutToEnd()
        spark.context.killTaskAttempt(sync.attempt, interruptThread = true, "killed by the kit")
      }
    case "interrupt" => inJob(action, "query")(thread.interrupt())
    case "row" =>
      val value = action.string("value")
      onWaiting(action)(_.gate.give(GateCommand.Row(value)))
    case "complete" => onWaiting(action)(_.complete())
    case "end-epoch" =>
      if (!setup.holdsPolls) throw RequestError.params(action.place, "the polls of the epoch are not held")
      onWaiting(action)(_.releasePoll())
    case "deliver" => deliver(action)
    case "fail" => fail(action)
    case "kill-coordinator" => onCoordinator(action) {
      thread.coordinator.foreach(_.kill())
      tasks.coordinatorGone()
    }
    case "kill-executor" => killExecutor(action)
    case "clean-log" if sourceAndSink.users.isDefined =>
      PreparedAction(action.place, "query")(checkIdle(action))(Checkpoint.cleanOffsets(checkpoint))
    case other => throw RequestError.params(action.at("kind"), s"$other is no action of the role query")
  }

  private def killExecutor(action: Fields): PreparedAction = {
    spark.checkExecutors()
    val partition = Partitions.named(action, setup.partitions)
    val kill = onWaiting(action) { sync =>
      sync.aboutToEnd()
      spark.killExecutor(sync.executor)
    }
    new PreparedAction(kill.place, kill.touches, () => {
      kill.check()
      // Spark decides which tasks share a process, differently in each run.
      val together = tasks.waiting(partition).toSeq.flatMap(sync => tasks.partitionsIn(sync.executor)).filter(_ != partition)
      if (together.nonEmpty) {
        throw RequestError.notSupported(s"the executor also runs the task of partition ${together.mkString(", ")}")
      }
    }, kill.start)
  }

  private def checkExecute(action: Fields): Unit = {
    checkIdle(action)
    if (setup.partitions == 0) throw RequestError.notSupported("a query without partitions runs over and over, and no step of it ends")
  }

  private def checkIdle(action: Fields): Unit =
    if (!thread.isIdle) throw RequestError.params(action.place, "the query is running already")

  private def execute(): Unit = {
    spark.awaitExecutors()
    thread.markBusy()
    // Spark reads the limit from this session when it makes the coordinator.
    spark.session.conf.set(CoordinatorSubject.BacklogKey, setup.epochBacklogQueueSize.toLong)
    val started =
      try QueryRelease.start(spark.session, name, checkpoint, Interval)
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

  private def advance(): Unit = thread.coordinator.foreach(_.askAndWait(IncrementAndGetEpoch))

  private def stop(): Unit = {
    thread.markBusy()
    daemon(s"stop of $name")(query.foreach(_.stop()))
  }

  private def daemon(name: String)(body: => Unit): Unit = {
    val thread = new Thread(() => body, name)
    thread.setDaemon(true)
    thread.start()
  }

  /** An action on a running query. */
  private def inJob(action: Fields, touches: Any)(act: => Unit): PreparedAction = PreparedAction(action.place, touches) {
    if (!thread.isInJob) throw RequestError.params(action.place, "the query is not running")
  } (act)

  private def onCoordinator(action: Fields)(act: => Unit): PreparedAction = PreparedAction(action.place, "coordinator") {
    if (!thread.isInJob) throw RequestError.params(action.place, "the query is not running")
    if (thread.coordinator.forall(_.isGone)) throw RequestError.params(action.place, "the coordinator is gone")
  } (act)

  private def onWaiting(action: Fields)(act: TaskSync => Unit): PreparedAction = {
    val partition = Partitions.named(action, setup.partitions)
    PreparedAction(action.place, partition) {
      if (!thread.isInJob) throw RequestError.params(action.place, "the query is not running")
      if (tasks.waiting(partition).isEmpty) {
        throw RequestError.params(action.at("partition"), s"no task of partition $partition waits for a row")
      }
    } (tasks.waiting(partition).foreach(act))
  }

  private def deliver(action: Fields): PreparedAction = {
    val from = Partitions.named(action, setup.partitions, "from")
    val named = action.fieldsIfAny("message").map { message =>
      val name = message.oneOf("type", "CommitPartitionEpoch", "ReportPartitionOffset") -> message.long("epoch")
      message.end()
      name
    }
    val times = if (action.has("times")) action.count("times") else 1L
    def held = thread.coordinator.flatMap(it => it.mailboxes.find(from, named).map(it -> _))
    PreparedAction(action.place, ("mailbox", from)) {
      if (held.isEmpty) throw RequestError.params(action.place, s"no such message of task $from is held")
    } (held.foreach { case (coordinator, message) =>
      coordinator.mailboxes.remove(message)
      (1L to times).foreach(_ => coordinator.send(message))
    })
  }

  private def fail(action: Fields): PreparedAction = {
    val around = if (sourceAndSink.users.isEmpty) placesAround else placesAround ++ placesAroundUsers
    val ofTasks = if (sourceAndSink.users.isEmpty) placesOfTasks else placesOfTasks ++ placesOfUsers
    val at = action.oneOf("at", around ++ ofTasks: _*)
    val of = if (action.has("of")) Some(action.oneOf("of", "CommitPartitionEpoch", "ReportPartitionOffset")) else None
    val error = Errors.make(action.fields("error"))
    if (around.contains(at)) {
      // It would end a thread of the dispatcher, which all mailboxes share.
      if (error.isInstanceOf[InterruptedException] && at != "create-writer-factory") {
        throw RequestError.notSupported("an InterruptedException in the coordinator would end a thread that all mailboxes share")
      }
      PreparedAction.free(action.place)(faults.inject(at, error))
    } else {
      val partition = Partitions.named(action, setup.partitions)
      val place = of.filter(_ => at == "send").fold[Any]((at, partition))((at, partition, _))
      PreparedAction(action.place, if (at == "upstream") partition else place) {
        if (at == "upstream" && error.isInstanceOf[InterruptedException] && tasks.waiting(partition).nonEmpty) {
          throw RequestError.notSupported("a reader whose own thread is interrupted ends silently, and gives no more rows")
        }
      } {
        // The reader of a task that waits for a row throws at once.
        tasks.waiting(partition).filter(_ => at == "upstream" && thread.isInJob)
          .fold(faults.inject(place, error))(_.gate.give(GateCommand.Throw(error)))
      }
    }
  }

  override def settle(): Unit = do {
    quiescence.await(thread.isAtRest)
    thread.drainCoordinator()
  } while (!thread.isAtRest)

  override def close(): ArrayNode = {
    val events = recorder.close()
    faults.clear()
    if (!thread.isIdle) stop()
    quiescence.await(thread.isIdle && tasks.areOver)
    thread.forget()
    spark.session.conf.unset(CoordinatorSubject.BacklogKey)
    SourceAndSink.forget(name)
    sourceAndSink.source.forget()
    sourceAndSink.sink.forget()
    ScratchFolder.delete(checkpoint)
    events
  }
}

object QuerySubject {
  private val names = new AtomicLong

  /** Too long to end: Spark's trigger fires at once, and then at multiples of it since 1970. */
  private val Interval = java.time.Duration.ofDays(100000)

  private val placesAround = Seq("writer.commit", "query.add-offset", "query.commit", "create-writer-factory")
  private val placesOfTasks = Seq("upstream", "create-writer", "write", "commit", "abort", "send")

  // The call of the user's sink took effect, and the caller hears of a failure.
  private val placesAroundUsers = Seq("writer.commit.midway", "writer.commit.after", "writer.abort", "writer.abort.after", "create-writer-factory.after")
  private val placesOfUsers = Seq("create-writer.after", "write.after", "commit.after", "abort.after", "close", "close.after")
}
