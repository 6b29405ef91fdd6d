// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.util.concurrent.atomic.AtomicLong

import scala.concurrent.Await
import scala.concurrent.duration.Duration

import com.fasterxml.jackson.databind.node.ArrayNode

import org.apache.spark.sql.execution.streaming.continuous.IncrementAndGetEpoch
import org.apache.spark.sql.streaming.{StreamingQuery, StreamingQueryException}

/** A whole continuous query, over a source and a sink of the driver's own. */
final class QuerySubject(spark: Spark, setup: QuerySetup) extends Subject {
  import QuerySubject._

  override val recorder = new Recorder
  private val quiet = new Quiet
  private val arms = new Arms
  private val thread = new QueryThread(spark, setup, recorder, quiet, arms)
  private val tasks = thread.tasks
  private val name = s"query-${names.incrementAndGet()}"
  private val ends = Ends(Local[Source](new KitSource), Local[Sink](new KitSink))
  private val checkpoint = spark.folder()
  private var query: Option[StreamingQuery] = None

  Ends.put(name, ends)
  if (setup.startEpoch > 0) Checkpoint.write(checkpoint, setup.partitions, committed = setup.startEpoch - 1)

  private final class KitSource extends Source {
    override def partitions: Int = setup.partitions
    override def opened(): Unit = thread.watchHere()
  }

  private final class KitSink extends Sink {
    override def factoryCreated(partitions: Option[Int]): Unit = {
      arms.pass("create-writer-factory")
      recorder.add("writer-factory-created", "operator", partitions.map("numPartitions" -> _).toSeq: _*)
    }
    override def writerCreated(partition: Int, task: Long, epoch: Long): SinkWriter =
      tasks.sink.writerCreated(partition, task, epoch)
    override def committed(epoch: Long, messages: Seq[String]): Unit = {
      arms.pass("writer.commit")
      recorder.add("epoch-committed", "coordinator", "epoch" -> epoch, "messages" -> messages)
    }
  }

  override def read(kind: String, action: Fields): Act = kind match {
    case "execute" => Act(action.place, "query")(checkExecute(action))(execute())
    case "advance-epoch" => onCoordinator(action)(advance())
    case "stop" => inJob(action, "query")(stop())
    case "interrupt" if action.has("partition") =>
      onWaiting(action) { seat =>
        seat.leave()
        spark.context.killTaskAttempt(seat.attempt, interruptThread = true, "as the kit says")
      }
    case "interrupt" => inJob(action, "query")(thread.interrupt())
    case "row" =>
      val value = action.string("value")
      onWaiting(action)(_.gate.say(Word.Row(value)))
    case "complete" => onWaiting(action)(_.complete())
    case "end-epoch" =>
      if (!setup.holdsPolls) throw Refused.params(action.place, "the polls of the epoch are not held")
      onWaiting(action)(_.goPoll())
    case "deliver" => deliver(action)
    case "fail" => fail(action)
    case "kill-coordinator" => onCoordinator(action) {
      thread.coordinator.foreach(_.kill())
      tasks.coordinatorGone()
    }
    case "kill-executor" => killExecutor(action)
    case other => throw Refused.params(action.at("kind"), s"$other is no action of the role query")
  }

  private def killExecutor(action: Fields): Act = {
    spark.checkExecutors()
    val partition = Partitions.named(action, setup.partitions)
    val kill = onWaiting(action) { seat =>
      seat.leave()
      spark.killExecutor(seat.executor)
    }
    new Act(kill.place, kill.touches, () => {
      kill.check()
      // Which of them would be lost with it is Spark's affair, and another one each time.
      val together = tasks.waiting(partition).toSeq.flatMap(seat => tasks.partitionsIn(seat.executor)).filter(_ != partition)
      if (together.nonEmpty) {
        throw Refused.notSupported(s"the process runs the task of partition ${together.mkString(", ")}, too")
      }
    }, kill.start)
  }

  private def checkExecute(action: Fields): Unit = {
    if (!thread.isIdle) throw Refused.params(action.place, "the query is running already")
    if (setup.partitions == 0) throw Refused.params(action.place, "a query without partitions would run over and over")
  }

  private def execute(): Unit = {
    spark.awaitExecutors()
    thread.goes()
    // Spark reads the limit when the coordinator is made, of the session that the query was started from.
    spark.session.conf.set(CoordinatorSubject.BacklogKey, setup.epochBacklogQueueSize.toLong)
    val started =
      try QueryRelease.start(spark.session, name, checkpoint, Interval)
      catch {
        case error: Throwable =>
          thread.rests()
          throw error
      }
    query = Some(started)
    daemon(s"end of $name") {
      try started.awaitTermination()
      catch { case _: StreamingQueryException => }
      thread.over(started.exception.map(_.cause))
    }
  }

  private def advance(): Unit = thread.coordinator.foreach { coordinator =>
    Await.ready(coordinator.ask(IncrementAndGetEpoch), Duration.Inf)
  }

  private def stop(): Unit = {
    thread.goes()
    daemon(s"stop of $name")(query.foreach(_.stop()))
  }

  private def daemon(name: String)(body: => Unit): Unit = {
    val thread = new Thread(() => body, name)
    thread.setDaemon(true)
    thread.start()
  }

  /** An action on a query that runs. */
  private def inJob(action: Fields, touches: Any)(act: => Unit): Act = Act(action.place, touches) {
    if (!thread.isInJob) throw Refused.params(action.place, "the query is not running")
  } (act)

  private def onCoordinator(action: Fields)(act: => Unit): Act = Act(action.place, "coordinator") {
    if (!thread.isInJob) throw Refused.params(action.place, "the query is not running")
    if (thread.coordinator.forall(_.isGone)) throw Refused.params(action.place, "the coordinator is gone")
  } (act)

  private def onWaiting(action: Fields)(act: Seat => Unit): Act = {
    val partition = Partitions.named(action, setup.partitions)
    Act(action.place, partition) {
      if (!thread.isInJob) throw Refused.params(action.place, "the query is not running")
      if (tasks.waiting(partition).isEmpty) {
        throw Refused.params(action.at("partition"), s"no task of partition $partition waits for a row")
      }
    } (tasks.waiting(partition).foreach(act))
  }

  private def deliver(action: Fields): Act = {
    val from = Partitions.named(action, setup.partitions, "from")
    val named = action.fieldsIfAny("message").map { message =>
      val name = message.oneOf("type", "CommitPartitionEpoch", "ReportPartitionOffset") -> message.long("epoch")
      message.end()
      name
    }
    val times = if (action.has("times")) action.int("times", least = 1) else 1
    def held = thread.coordinator.flatMap(it => it.mailboxes.find(from, named).map(it -> _))
    Act(action.place, ("mailbox", from)) {
      if (held.isEmpty) throw Refused.params(action.place, s"no such message of task $from is held")
    } (held.foreach { case (coordinator, message) =>
      coordinator.mailboxes.remove(message)
      (1 to times).foreach(_ => coordinator.send(message))
    })
  }

  private def fail(action: Fields): Act = {
    val at = action.oneOf("at", placesAround ++ placesOfTasks: _*)
    val of = if (action.has("of")) Some(action.oneOf("of", "CommitPartitionEpoch", "ReportPartitionOffset")) else None
    val error = Errors.make(action.fields("error"))
    if (placesAround.contains(at)) {
      // It would end a thread that all mailboxes share.
      if (error.isInstanceOf[InterruptedException] && at != "create-writer-factory") {
        throw Refused.notSupported("an InterruptedException in the coordinator would end a thread that all mailboxes share")
      }
      Act.free(action.place)(arms.arm(at, error))
    } else {
      val partition = Partitions.named(action, setup.partitions)
      val place = of.filter(_ => at == "send").fold[Any]((at, partition))((at, partition, _))
      Act(action.place, if (at == "upstream") partition else place) {
        if (at == "upstream" && error.isInstanceOf[InterruptedException] && tasks.waiting(partition).nonEmpty) {
          throw Refused.notSupported("a reader whose own thread is interrupted ends without a word, and gives no rows any more")
        }
      } {
        // A task that waits for a row is told by its reader, which throws there and then.
        tasks.waiting(partition).filter(_ => at == "upstream" && thread.isInJob)
          .fold(arms.arm(place, error))(_.gate.say(Word.Throw(error)))
      }
    }
  }

  override def settle(): Unit = do {
    quiet.until(thread.isAtRest)
    thread.drainCoordinator()
  } while (!thread.isAtRest)

  override def close(): ArrayNode = {
    val events = recorder.close()
    arms.disarm()
    if (!thread.isIdle) stop()
    quiet.until(thread.isIdle && tasks.areOver)
    thread.forget()
    spark.session.conf.unset(CoordinatorSubject.BacklogKey)
    Ends.forget(name)
    ends.source.forget()
    ends.sink.forget()
    Scratch.delete(checkpoint)
    events
  }
}

object QuerySubject {
  private val names = new AtomicLong

  /** So long that it ends for nobody: Spark's trigger fires at once, and then at multiples of it since 1970. */
  private val Interval = java.time.Duration.ofDays(100000)

  private val placesAround = Seq("writer.commit", "query.add-offset", "query.commit", "create-writer-factory")
  private val placesOfTasks = Seq("upstream", "create-writer", "write", "commit", "abort", "send")
}
