// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance

import java.lang.reflect.Field
import java.util.concurrent.{ArrayBlockingQueue, ConcurrentHashMap, ScheduledExecutorService, TimeUnit}

import scala.concurrent.{Await, Future}
import scala.concurrent.duration.Duration

import org.apache.spark.TaskContext
import org.apache.spark.sql.execution.streaming.continuous.GetCurrentEpoch

/** What there is of the kit where a query's task runs: the way of its threads to its seat. */
final class TaskSide(context: TaskContext, seat: TaskSeat) {
  private var readerThread: Option[Thread] = None
  /** What asks for the epoch, on the one thread that it has. */
  @volatile private var poller: Option[ScheduledExecutorService] = None

  /** To be called by the task that makes its reader: what that asks for rows. */
  def reader(): SourceReader = {
    seat.readerCreated()
    new Rows
  }

  private final class Rows extends SourceReader {
    override def next(): String = {
      arrive()
      seat.awaitWord() match {
        case Word.Row(value) => value
        case Word.Throw(error) => throw error
        case Word.End | Word.Complete => throw new IllegalStateException("a continuous reader has no end")
      }
    }
    override def close(): Unit = seat.readerClosed()
  }

  private def arrive(): Unit = synchronized(if (readerThread.isEmpty) {
    readerThread = Some(Thread.currentThread)
    notifyAll()
  })

  /** To be called by the task between making its reader and waiting for rows: from here on it waits where that is seen. */
  def attach(): Unit = if (poller.isEmpty) {
    val owner = TaskSide.outer(synchronized {
      while (readerThread.isEmpty) wait()
      readerThread.get
    })
    val field = TaskSide.fieldOf(owner.getClass, classOf[ArrayBlockingQueue[_]])
    val real = field.get(owner).asInstanceOf[ArrayBlockingQueue[AnyRef]]
    field.set(owner, new WatchedQueue(real.size + real.remainingCapacity))
    poller = Some(TaskSide.fieldOf(owner.getClass, classOf[ScheduledExecutorService]).get(owner)
      .asInstanceOf[ScheduledExecutorService])
    seat.attached()
  }

  /** A question to the coordinator: the one for the current epoch is asked when the seat lets it. */
  def asking(message: Any, ask: () => Future[Any]): Future[Any] =
    if (message != GetCurrentEpoch) ask()
    else {
      seat.awaitPoll()
      val answer = ask()
      Await.ready(answer, Duration.Inf)
      answer.value.get.toOption match {
        case Some(epoch) => seat.polled(epoch.asInstanceOf[Long])
        // What asks notes its failure as it ends, for the task to find: behind that, on the same thread, it is told.
        case None => poller.foreach(_.execute(() => seat.pollFailed()))
      }
      answer
    }

  /** The queue between reader and task: the task waits at its seat for what comes. */
  private final class WatchedQueue(capacity: Int) extends ArrayBlockingQueue[AnyRef](capacity) {
    override def put(element: AnyRef): Unit = {
      super.put(element)
      seat.filled()
    }

    override def poll(timeout: Long, unit: TimeUnit): AnyRef = {
      if (seat.awaitFilled()) context.markTaskCompleted(None)
      super.poll()
    }
  }
}

object TaskSide {
  private val sides = new ConcurrentHashMap[Long, TaskSide]

  def begin(context: TaskContext, seat: TaskSeat): TaskSide = {
    val side = new TaskSide(context, seat)
    sides.put(context.taskAttemptId(), side)
    side
  }

  def end(context: TaskContext): Unit = sides.remove(context.taskAttemptId())

  /** That of this task, if it is a query's. */
  def of(context: TaskContext): Option[TaskSide] = Option(sides.get(context.taskAttemptId()))

  /** That of the task that runs on this thread, which is a query's. */
  def here: TaskSide = of(TaskContext.get).getOrElse(throw new IllegalStateException("no task of a query runs here"))

  private def outer(thread: Thread): AnyRef = {
    val field = thread.getClass.getDeclaredField("$outer")
    field.setAccessible(true)
    field.get(thread)
  }

  /** The one field of this type. */
  def fieldOf(owner: Class[_], kind: Class[_]): Field = {
    val field = owner.getDeclaredFields.find(_.getType == kind)
      .getOrElse(throw new NoSuchFieldException(s"$owner has no field of $kind"))
    field.setAccessible(true)
    field
  }
}
