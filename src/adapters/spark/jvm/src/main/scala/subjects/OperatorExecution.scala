// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package subjects

import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicLong

import org.apache.spark.rdd.RDD
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.catalyst.expressions.Attribute
import org.apache.spark.sql.execution.{LeafExecNode, SparkPlan}
import org.apache.spark.util.UninterruptibleThread

import instrumentation.{Errors, FaultInjector, Gate, GateCommands, GatedRDD, JobListener, Observer, Quiescence, Recorder, Sink, SinkWriter, Spark, Upstream}
import release.Release
import remote.DriverRef
import release.Release.SparkSession

/** One execution of the operator, on a thread of its own like a query, and the tasks of its job. */
final class OperatorExecution(spark: Spark, setup: OperatorSetup, recorder: Recorder, quiescence: Quiescence, faults: FaultInjector)
    extends Observer with JobListener.Owner with Upstream {
  import OperatorExecution._

  private sealed trait State
  private case object Busy extends State
  /** The coordinator holds its reply. */
  private case object Asking extends State
  private case object InJob extends State
  private case object Returned extends State

  private val key = nextKey()
  private val self = DriverRef[Upstream](this)
  private val sink = DriverRef[Sink](new OperatorSink)
  private var state: State = Busy
  private var failed = false
  private var gates = Vector.empty[Gate]
  private val started = ConcurrentHashMap.newKeySet[Long]

  /** The operator as the planner makes it. */
  lazy val plan: SparkPlan = Release.physicalWrite(sink, setup.writer, new Child)

  private def see(kind: String, members: (String, Any)*): Unit = recorder.add(kind, "operator", members: _*)

  private val thread = new UninterruptibleThread(s"query of $key") {
    setDaemon(true)
    override def run(): Unit = Observer.observing(OperatorExecution.this) {
      spark.setLocalProperties(setup.epochCoordinatorId, startEpoch = Some(0), observer = None)
      spark.context.setLocalProperty(JobListener.Property, key)
      try {
        SparkSession.setActiveSession(spark.session)
        see("returned", "partitions" -> plan.execute().getNumPartitions)
      } catch {
        case error: Throwable => see("threw", "error" -> Errors.describe(error))
      } finally become(Returned)
    }
  }

  def start(): Unit = {
    spark.jobs.register(key, this)
    thread.start()
  }

  private def become(next: State): Unit = quiescence.update { state = next }

  /** The coordinator holds its reply to the operator. */
  def replyHeld(): Unit = become(Asking)

  /** The coordinator is about to reply. */
  def replyComing(): Unit = become(Busy)

  def interrupt(): Unit = {
    become(Busy)
    thread.interrupt()
  }

  def hasReturned: Boolean = quiescence.read(state == Returned)

  def gate(partition: Int): Option[Gate] = quiescence.read(gates.lift(partition))

  /** The number of slots that it still occupies. */
  def tasks: Int = quiescence.read(gates.count(!_.hasEnded))

  /** Nothing more happens until the kit acts: the thread has returned, or waits for a reply or for waiting tasks. */
  def isQuiescent: Boolean = quiescence.read(gates.forall(_.isAtRest) && (state match {
    case Busy => false
    case Asking => true
    case InJob => !failed && !gates.forall(_.hasEnded)
    case Returned => !failed || gates.forall(_.hasEnded)
  }))

  def isOver: Boolean = quiescence.read(state == Returned && gates.forall(_.hasEnded))

  /** Lets all tasks succeed. */
  def finishSoon(): Unit = quiescence.update(gates.foreach(_.finishSoon()))

  def forget(): Unit = {
    spark.jobs.forget(key)
    self.forget()
    sink.forget()
  }

  override def logged(level: String, logger: String, message: String): Unit =
    see("logged", "level" -> level, "logger" -> logger, "message" -> message)

  override def lookedUp(id: String): Unit =
    // Without the property, Spark looks up the name "null".
    see("coordinator-looked-up", "id" -> (if (setup.epochCoordinatorId.isEmpty && id == "null") null else id))

  override def jobSubmitted(partitions: Int): Unit = quiescence.update {
    see("job-submitted", "partitions" -> partitions)
    gates = Vector.fill(partitions)(new Gate(quiescence))
    state = InJob
  }

  override def jobReturned(): Unit = become(Busy)

  override def taskEnded(partition: Int, attempt: Long, succeeded: Boolean): Unit = quiescence.update {
    gates(partition).end()
    // Spark kills the other tasks of the job, too.
    if (!succeeded) failed = true
  }

  override def compute(partition: Int, taskAttemptId: Long, epoch: Option[Long]): GateCommands = {
    // A task that treats an interrupt as the end of an epoch computes its parent again, and is not a new task.
    if (started.add(taskAttemptId)) {
      recorder.add("task-started", Recorder.task(partition), "partition" -> partition)
    }
    quiescence.read(gates(partition))
  }

  /** The sink of the operator's job. Role `task` tests the writers, so these record nothing. */
  private final class OperatorSink extends Sink {
    override def factoryCreated(partitions: Option[Int]): Unit = {
      faults.throwIfInjected("create-writer-factory")
      see("writer-factory-created", partitions.map("numPartitions" -> _).toSeq: _*)
    }
    override def writerCreated(partition: Int, task: Long, epoch: Long): SinkWriter = new SinkWriter {
      override def write(value: String): Unit = ()
      override def commit(): String = s"commit-$partition-$epoch"
      override def abort(): Unit = ()
      override def close(): Unit = ()
    }
    override def committed(epoch: Long, messages: Seq[String]): Unit = ()
  }

  private final class Child extends ExecutedChild {
    override protected def doExecute(): RDD[InternalRow] = {
      faults.throwIfInjected("child")
      see("child-executed")
      new GatedRDD(spark.context, self, setup.partitions)
    }
  }
}

object OperatorExecution {
  private val keys = new AtomicLong
  private def nextKey(): String = s"execution-${keys.incrementAndGet()}"
}

/** The physical operator below the write. */
abstract class ExecutedChild extends LeafExecNode {
  override def output: Seq[Attribute] = Nil
  override def productArity: Int = 0
  override def productElement(n: Int): Any = throw new IndexOutOfBoundsException(n.toString)
  override def canEqual(that: Any): Boolean = that.isInstanceOf[ExecutedChild]
  // Two children are never equal, although they have no members.
  override def equals(that: Any): Boolean = that match {
    case other: AnyRef => this eq other
    case _ => false
  }
  override def hashCode: Int = System.identityHashCode(this)
}
