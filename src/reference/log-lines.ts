import type { Actor, EventOf } from '../contract/events.ts'
import type { Deviations } from './deviations.ts'

// The log lines that the pages quote, each with its logger: the class that logs.

const loggers = 'org.apache.spark.sql.execution.streaming.continuous'

type Logged = EventOf<'logged'>

const task = (partition: number, level: Logged['level'], message: string): Logged => ({
  kind: 'logged', // RDD-14, RDD-23, RDD-33, RDD-34
  actor: `task-${partition}`,
  level,
  logger: `${loggers}.ContinuousWriteRDD`,
  message,
})

/** EpochCoordinator.md, create. */
export function logRegistered(actor: Actor): Logged {
  return {
    kind: 'logged', // EC-19
    actor,
    level: 'INFO',
    logger: `${loggers}.EpochCoordinatorRef`,
    message: 'Registered EpochCoordinator endpoint',
  }
}

/** WriteToContinuousDataSourceExec.md, doExecute. */
export function logStartProcessing(writer: string, partitions: number, deviations: Deviations): Logged {
  const what = deviations.has('start-log-line') ? 'write support' : 'writer'
  return {
    kind: 'logged', // OP-7
    actor: 'operator',
    level: 'INFO',
    logger: `${loggers}.WriteToContinuousDataSourceExec`,
    message: `Start processing data source ${what}: ${writer}. The input RDD has ${partitions} partitions.`,
  }
}

/** ContinuousWriteRDD.md, compute. */
export function logCommitting(partition: number, epoch: number): Logged {
  return task(partition, 'INFO', `Writer for partition ${partition} in epoch ${epoch} is committing.`)
}

/** ContinuousWriteRDD.md, compute. */
export function logCommitted(partition: number, epoch: number, deviations: Deviations): Logged {
  const is = deviations.has('committed-log-line') ? '' : 'is '
  return task(partition, 'INFO', `Writer for partition ${partition} in epoch ${epoch} ${is}committed.`)
}

/** ContinuousWriteRDD.md, compute, in case of an error. */
export function logAborting(partition: number): Logged {
  return task(partition, 'ERROR', `Writer for partition ${partition} is aborting.`)
}

/** ContinuousWriteRDD.md, compute, in case of an error. */
export function logAborted(partition: number): Logged {
  return task(partition, 'ERROR', `Writer for partition ${partition} aborted.`)
}
