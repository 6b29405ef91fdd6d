// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicLong

import scala.util.control.NonFatal

import org.apache.spark.rdd.RDD
import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.catalyst.expressions.Attribute
import org.apache.spark.sql.execution.{LeafExecNode, SparkPlan}
import org.apache.spark.util.UninterruptibleThread

import Release.SparkSession

/** One execution of the operator, on a thread of its own as a query's is, and the tasks of its job. */
final class Execution(spark: Spark, setup: OperatorSetup, recorder: Recorder, quiet: Quiet, arms: Arms)
    extends Witness with JobWatch.Owner with Upstream {
  import Execution._

  private sealed trait State
  private case object Busy extends State
  /** The coordinator holds its answer back. */
  private case object Asking extends State
  private case object InJob extends State
  private case object Returned extends State

  private val key = nextKey()
  private val self = Local[Upstream](this)
  private val sink = Local[Sink](new QuietSink)
  private var state: State = Busy
  private var failed = false
  private var gates = Vector.empty[Gate]
  private val started = ConcurrentHashMap.newKeySet[Long]

  /** The operator, as the planner makes it. */
  lazy val plan: SparkPlan = Release.physicalWrite(sink, setup.writer, new Child)

  private def see(kind: String, members: (String, Any)*): Unit = recorder.add(kind, "operator", members: _*)

  private val thread = new UninterruptibleThread(s"query of $key") {
    setDaemon(true)
    override def run(): Unit = Witness.watching(Execution.this) {
      spark.setLocalProperties(setup.epochCoordinatorId, startEpoch = Some(0), witness = None)
      spark.context.setLocalProperty(JobWatch.Property, key)
      try {
        SparkSession.setActiveSession(spark.session)
        see("returned", "partitions" -> plan.execute().getNumPartitions)
      } catch {
        case error @ (NonFatal(_) | _: InterruptedException) => see("threw", "error" -> Errors.describe(error))
      } finally become(Returned)
    }
  }

  def start(): Unit = {
    spark.jobs.register(key, this)
    thread.start()
  }

  private def become(next: State): Unit = quiet.change { state = next }

  /** The operator's question is held. */
  def asks(): Unit = become(Asking)

  /** Its question is about to be answered. */
  def goesOn(): Unit = become(Busy)

  def interrupt(): Unit = {
    become(Busy)
    thread.interrupt()
  }

  def hasReturned: Boolean = quiet.look(state == Returned)

  def gate(partition: Int): Option[Gate] = quiet.look(gates.lift(partition))

  /** How many slots it still takes. */
  def tasks: Int = quiet.look(gates.count(!_.hasEnded))

  /** Nothing more happens until the kit acts: the thread has returned, or waits for an answer or for tasks that wait. */
  def isQuiet: Boolean = quiet.look(gates.forall(_.isAtRest) && (state match {
    case Busy => false
    case Asking => true
    case InJob => !failed && !gates.forall(_.hasEnded)
    case Returned => !failed || gates.forall(_.hasEnded)
  }))

  def isOver: Boolean = quiet.look(state == Returned && gates.forall(_.hasEnded))

  /** Lets all tasks end well. */
  def leave(): Unit = quiet.change(gates.foreach(_.leave()))

  def forget(): Unit = {
    spark.jobs.forget(key)
    self.forget()
    sink.forget()
  }

  override def logged(level: String, logger: String, message: String): Unit =
    see("logged", "level" -> level, "logger" -> logger, "message" -> message)

  override def lookedUp(id: String): Unit =
    // Without the property, Spark prints the null that it got into the name.
    see("coordinator-looked-up", "id" -> (if (setup.epochCoordinatorId.isEmpty && id == "null") null else id))

  override def jobSubmitted(partitions: Int): Unit = quiet.change {
    see("job-submitted", "partitions" -> partitions)
    gates = Vector.fill(partitions)(new Gate(quiet))
    state = InJob
  }

  override def jobReturned(): Unit = become(Busy)

  override def taskEnded(partition: Int, attempt: Long, well: Boolean): Unit = quiet.change {
    gates(partition).end()
    // Spark ends the other tasks of the job as well.
    if (!well) failed = true
  }

  override def compute(partition: Int, taskAttemptId: Long, epoch: Option[Long]): Words = {
    // A task that takes an interrupt for the end of an epoch computes again, and is still the same task.
    if (started.add(taskAttemptId)) {
      recorder.add("task-started", Recorder.task(partition), "partition" -> partition)
    }
    quiet.look(gates(partition))
  }

  /** The sink of the operator's own job; what its writers do is looked at in another role. */
  private final class QuietSink extends Sink {
    override def factoryCreated(partitions: Option[Int]): Unit = {
      arms.pass("create-writer-factory")
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
      arms.pass("child")
      see("child-executed")
      new GatedRDD(spark.context, self, setup.partitions)
    }
  }
}

object Execution {
  private val keys = new AtomicLong
  private def nextKey(): String = s"execution-${keys.incrementAndGet()}"
}

/** The physical operator below the write. */
abstract class ExecutedChild extends LeafExecNode {
  override def output: Seq[Attribute] = Nil
  override def productArity: Int = 0
  override def productElement(n: Int): Any = throw new IndexOutOfBoundsException(n.toString)
  override def canEqual(that: Any): Boolean = that.isInstanceOf[ExecutedChild]
  // Each is itself only, although none has any members to tell it by.
  override def equals(that: Any): Boolean = that match {
    case other: AnyRef => this eq other
    case _ => false
  }
  override def hashCode: Int = System.identityHashCode(this)
}
