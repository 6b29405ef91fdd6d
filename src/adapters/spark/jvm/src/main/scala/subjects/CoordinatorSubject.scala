// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import scala.concurrent.{Await, Future}
import scala.concurrent.duration.Duration

import com.fasterxml.jackson.databind.node.ArrayNode
import org.mockito.Mockito.{mock, withSettings}
import org.mockito.invocation.InvocationOnMock
import org.mockito.MockMakers

import org.apache.spark.SparkEnv
import org.apache.spark.rpc.RpcEndpointRef
import org.apache.spark.sql.execution.streaming.continuous.{ContinuousExecution, EpochCoordinatorRef, GetCurrentEpoch}
import org.apache.spark.util.ThreadUtils

import instrumentation.{Errors, FaultInjector, Observer, Recorder, Sink, SinkWriter, Spark}
import protocol.{Fields, RequestError}
import release.KitWriter
import remote.DriverRef

final case class CoordinatorSetup(startEpoch: Long, epochBacklogQueueSize: Int)

object CoordinatorSetup {
  def apply(setup: Fields): CoordinatorSetup = {
    val read = new CoordinatorSetup(setup.long("startEpoch"), setup.sparkInt("epochBacklogQueueSize"))
    setup.end()
    read
  }
}

/** The real epoch coordinator, with a sink and a query that record. The kit sends its messages. */
final class CoordinatorSubject(spark: Spark, setup: CoordinatorSetup) extends Subject {
  import CoordinatorSubject._

  override val recorder = new Recorder
  private val faults = new FaultInjector
  private val sink = DriverRef[Sink](new RecordedSink)
  private var pending: Seq[(AnyRef, Future[Any])] = Nil
  // Whether a message was sent after the last ask.
  private var sent = false

  private val observer = new Observer {
    override def logged(level: String, logger: String, message: String): Unit =
      see("logged", "level" -> level, "logger" -> logger, "message" -> message)
  }

  private val ref: RpcEndpointRef = Observer.observing(observer) {
    // The coordinator reads the limit only when it is made.
    spark.session.conf.set(BacklogKey, setup.epochBacklogQueueSize.toLong)
    // No source: the coordinator only passes it to the query.
    try EpochCoordinatorRef.create(new KitWriter(sink, "kit"), null, query, nextId(), setup.startEpoch, spark.session, SparkEnv.get)
    finally spark.session.conf.unset(BacklogKey)
  }

  private def see(kind: String, members: (String, Any)*): Unit = recorder.add(kind, "coordinator", members: _*)

  private final class RecordedSink extends Sink {
    override def factoryCreated(partitions: Option[Int]): Unit = unexpected("a writer factory")
    override def writerCreated(partition: Int, task: Long, epoch: Long): SinkWriter = unexpected("a writer")
    override def committed(epoch: Long, messages: Seq[String]): Unit = {
      faults.throwIfInjected("writer.commit")
      see("epoch-committed", "epoch" -> epoch, "messages" -> messages)
    }
    private def unexpected(what: String) = throw new UnsupportedOperationException(s"a coordinator does not ask for $what")
  }

  /** A mock of the query, which records the calls of the coordinator. */
  private def query: ContinuousExecution = mock(classOf[ContinuousExecution], withSettings()
    .mockMaker(MockMakers.SUBCLASS).stubOnly().defaultAnswer((call: InvocationOnMock) => called(call)))

  private def called(call: InvocationOnMock): AnyRef = {
    val arguments = call.getArguments
    (call.getMethod.getName, arguments.headOption) match {
      case ("addOffset", Some(epoch: java.lang.Long)) =>
        faults.throwIfInjected("query.add-offset")
        val offsets = arguments(2).asInstanceOf[Seq[AnyRef]].map(_.toString)
        see("offset-added", "epoch" -> epoch.longValue, "offsets" -> offsets)
      case ("commit", Some(epoch: java.lang.Long)) =>
        faults.throwIfInjected("query.commit")
        see("query-committed", "epoch" -> epoch.longValue)
      case ("stopInNewThread", Some(error: Throwable)) =>
        see("query-stopped", "error" -> Errors.describe(error))
      case _ =>
    }
    org.mockito.Answers.RETURNS_DEFAULTS.answer(call)
  }

  override def read(kind: String, action: Fields): PreparedAction = kind match {
    case "ask" =>
      val message = Messages.asked(action.fields("message"))
      PreparedAction.free(action.place)(ask(message))
    case "send" =>
      val message = Messages.sent(action.fields("message"))
      PreparedAction.free(action.place) {
        ref.send(message)
        sent = true
      }
    case "fail" =>
      val at = action.oneOf("at", "writer.commit", "query.add-offset", "query.commit")
      val error = Errors.make(action.fields("error"))
      // The mailbox catches the errors of sink and query, but an interruption ends the thread that serves it.
      if (error.isInstanceOf[InterruptedException]) {
        throw RequestError.notSupported("an InterruptedException in the coordinator would end a thread that all mailboxes share")
      }
      PreparedAction.free(action.place)(faults.inject(at, error))
    case other => throw RequestError.params(action.at("kind"), s"$other is no action of the role coordinator")
  }

  private def ask(message: AnyRef): Unit = {
    val answer = ref.ask[Any](message)
    // On the thread that replies, so that the reply is recorded in order with the other events of the coordinator.
    val told = answer.map { value =>
      see("answered", "message" -> Messages.typeOf(message), "value" -> answerValue(value))
    }(ThreadUtils.sameThread)
    pending :+= message -> told
    sent = false
  }

  private def answerValue(value: Any): Any = value match {
    case number: Long => number
    case number: Int => number
    case () => null
    case other => other.toString
  }

  override def settle(): Unit = {
    // A mailbox is served in order: the reply to this ask follows all messages that were sent before.
    if (sent) pending :+= GetCurrentEpoch -> ref.ask[Any](GetCurrentEpoch)
    sent = false
    val asks = pending
    pending = Nil
    asks.foreach { case (_, reply) => Await.ready(reply, Duration.Inf) }
    asks.foreach { case (message, reply) => Messages.checkReply(message, reply) }
  }

  override def close(): ArrayNode = {
    spark.rpcEnv.stop(ref)
    sink.forget()
    recorder.close()
  }
}

object CoordinatorSubject {
  val BacklogKey = "spark.sql.streaming.continuous.epochBacklogQueueSize"
  private val ids = new java.util.concurrent.atomic.AtomicLong

  /** Each subject needs its own endpoint name. */
  private def nextId(): String = s"case-${ids.incrementAndGet()}"
}
