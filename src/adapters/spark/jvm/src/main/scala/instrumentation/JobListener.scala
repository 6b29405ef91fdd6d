// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import java.util.concurrent.ConcurrentHashMap

import org.apache.spark.Success
import org.apache.spark.scheduler.{SparkListener, SparkListenerJobEnd, SparkListenerJobStart, SparkListenerTaskEnd, SparkListenerTaskStart}

/** Tells the owner of a job when Spark has finished with each of its tasks, which is later than the end of the task's code. */
final class JobListener extends SparkListener {
  import JobListener.{Owner, Property}

  private val owners = new ConcurrentHashMap[String, Owner]
  private val ownersOfStages = new ConcurrentHashMap[Int, Owner]
  private val ownersOfJobs = new ConcurrentHashMap[Int, Owner]

  /** Call this before the job is submitted, with the local property set to this key. */
  def register(key: String, owner: Owner): Unit = owners.put(key, owner)

  def forget(key: String): Unit = Option(owners.remove(key)).foreach { owner =>
    ownersOfStages.values.removeIf(_ eq owner)
    ownersOfJobs.values.removeIf(_ eq owner)
  }

  override def onJobStart(job: SparkListenerJobStart): Unit =
    Option(job.properties).flatMap(p => Option(p.getProperty(Property))).flatMap(key => Option(owners.get(key)))
      .foreach { owner =>
        ownersOfJobs.put(job.jobId, owner)
        job.stageIds.foreach(ownersOfStages.put(_, owner))
      }

  override def onTaskStart(task: SparkListenerTaskStart): Unit =
    Option(ownersOfStages.get(task.stageId)).foreach(_.taskStarted(task.taskInfo.taskId))

  override def onTaskEnd(task: SparkListenerTaskEnd): Unit =
    Option(ownersOfStages.get(task.stageId)).foreach(_.taskEnded(task.taskInfo.index, task.taskInfo.taskId, task.reason == Success))

  override def onJobEnd(job: SparkListenerJobEnd): Unit = Option(ownersOfJobs.remove(job.jobId)).foreach(_.jobEnded())
}

object JobListener {
  /** The local property that names the owner of a job. */
  val Property = "conformance.job"

  trait Owner {
    /** A task is launched. No task of a job is launched after its end. */
    def taskStarted(attempt: Long): Unit = ()
    def jobEnded(): Unit = ()
    def taskEnded(partition: Int, attempt: Long, succeeded: Boolean): Unit
  }
}
