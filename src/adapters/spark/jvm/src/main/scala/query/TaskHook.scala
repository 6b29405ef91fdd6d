// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package query

import java.lang.reflect.Field
import java.util.concurrent.{ArrayBlockingQueue, ConcurrentHashMap, ScheduledExecutorService, TimeUnit}

import scala.concurrent.{Await, Future}
import scala.concurrent.duration.Duration

import org.apache.spark.TaskContext
import org.apache.spark.sql.execution.streaming.continuous.GetCurrentEpoch

import instrumentation.{GateCommand, SourceReader}

/** The kit's part in the JVM where a query's task runs: connects the threads of the task to their sync. */
final class TaskHook(context: TaskContext, sync: RemoteTaskSync) {
  private var readerThread: Option[Thread] = None
  /** The single thread that polls the epoch. */
  @volatile private var poller: Option[ScheduledExecutorService] = None

  /** The task calls this when it makes its reader; returns the source of the reader's rows. */
  def reader(): SourceReader = {
    sync.readerCreated()
    new Rows
  }

  private final class Rows extends SourceReader {
    override def next(): String = {
      arrive()
      sync.awaitCommand() match {
        case GateCommand.Row(value) => value
        case GateCommand.Throw(error) => throw error
        case GateCommand.End | GateCommand.Complete | GateCommand.Kill => throw new IllegalStateException("the rows of a continuous reader have no end")
      }
    }
    override def close(): Unit = sync.readerClosed()
  }

  private def arrive(): Unit = synchronized(if (readerThread.isEmpty) {
    readerThread = Some(Thread.currentThread)
    notifyAll()
  })

  /** The task calls this after it has made its reader and before it waits for rows: observes the queue between them. */
  def attach(): Unit = if (poller.isEmpty) {
    val owner = TaskHook.outerObject(synchronized {
      while (readerThread.isEmpty) wait()
      readerThread.get
    })
    val field = TaskHook.fieldOf(owner.getClass, classOf[ArrayBlockingQueue[_]])
    val real = field.get(owner).asInstanceOf[ArrayBlockingQueue[AnyRef]]
    field.set(owner, new ObservedQueue(real.size + real.remainingCapacity))
    poller = Some(TaskHook.fieldOf(owner.getClass, classOf[ScheduledExecutorService]).get(owner)
      .asInstanceOf[ScheduledExecutorService])
    sync.attached()
  }

  /** An ask to the coordinator: a poll of the current epoch waits for permission. */
  def asking(message: Any, ask: () => Future[Any]): Future[Any] =
    if (message != GetCurrentEpoch) ask()
    else {
      sync.awaitPoll()
      val answer = ask()
      Await.ready(answer, Duration.Inf)
      answer.value.get.toOption match {
        case Some(epoch) => sync.polled(epoch.asInstanceOf[Long])
        // The poller stores its failure for the task as it ends. The report follows on the same thread.
        case None => poller.foreach(_.execute(() => sync.pollFailed()))
      }
      answer
    }

  /** The queue between reader and task, whose waits the kit controls. */
  private final class ObservedQueue(capacity: Int) extends ArrayBlockingQueue[AnyRef](capacity) {
    override def put(element: AnyRef): Unit = {
      super.put(element)
      sync.filled()
    }

    override def poll(timeout: Long, unit: TimeUnit): AnyRef = {
      if (sync.awaitFilled()) context.markTaskCompleted(None)
      super.poll()
    }
  }
}

object TaskHook {
  private val hooks = new ConcurrentHashMap[Long, TaskHook]

  def begin(context: TaskContext, sync: RemoteTaskSync): TaskHook = {
    val hook = new TaskHook(context, sync)
    hooks.put(context.taskAttemptId(), hook)
    hook
  }

  def end(context: TaskContext): Unit = hooks.remove(context.taskAttemptId())

  /** The hook of this task, if the task belongs to a query. */
  def of(context: TaskContext): Option[TaskHook] = Option(hooks.get(context.taskAttemptId()))

  /** The hook of the query's task that runs on this thread. */
  def here: TaskHook = of(TaskContext.get).getOrElse(throw new IllegalStateException("this thread runs no task of a query"))

  private def outerObject(thread: Thread): AnyRef = {
    val field = thread.getClass.getDeclaredField("$outer")
    field.setAccessible(true)
    field.get(thread)
  }

  /** The only field of this type. */
  def fieldOf(owner: Class[_], kind: Class[_]): Field = {
    val field = owner.getDeclaredFields.find(_.getType == kind)
      .getOrElse(throw new NoSuchFieldException(s"$owner has no field of $kind"))
    field.setAccessible(true)
    field
  }
}
