import type { Observation } from './observation.ts'

/** The levels of log4j, the most talkative first. */
export const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const
export type Level = (typeof levels)[number]

/** Where an observation comes from: without this logger at this level, its absence says nothing. */
export interface Source {
  /** The last segment of the logger's name. */
  readonly logger: string
  readonly level: Level
  /** Whose file has the line. In local mode one file is both. */
  readonly file: 'driver' | 'executor' | 'event log'
}

const eventLog: Source = { logger: 'the event log', level: 'INFO', file: 'event log' }

/** The source of each kind of observation. */
export const sources: Readonly<Record<Observation['kind'], Source>> = {
  release: driver('SparkContext', 'INFO'),
  'executor-begun': executor('Executor', 'INFO'),
  'context-stopped': driver('SparkContext', 'INFO'),
  'run-started': driver('ContinuousExecution', 'INFO'),
  'first-start': driver('ContinuousExecution', 'INFO'),
  resuming: driver('CommitLog', 'INFO'),
  reconfigured: driver('ContinuousExecution', 'INFO'),
  'coordinator-made': driver('EpochCoordinatorRef', 'INFO'),
  answered: driver('ContinuousExecution', 'INFO'),
  cancelled: driver('DAGScheduler', 'INFO'),
  'query-stopped': driver('ContinuousExecution', 'INFO'),
  'writing-started': driver('WriteToContinuousDataSourceExec', 'INFO'),
  'stage-submitted': driver('DAGScheduler', 'INFO'),
  'other-stage-submitted': driver('DAGScheduler', 'INFO'),
  'tasks-submitted': driver('DAGScheduler', 'INFO'),
  'stage-cancelled': driver('TaskSchedulerImpl', 'INFO'),
  'stage-ended': driver('DAGScheduler', 'INFO'),
  'task-launched': driver('TaskSetManager', 'INFO'),
  'task-started': executor('Executor', 'INFO'),
  'task-killed': executor('Executor', 'INFO'),
  'task-ended': executor('Executor', 'INFO'),
  'task-failed': executor('Executor', 'ERROR'),
  'task-lost': driver('TaskSetManager', 'WARN'),
  committing: executor('ContinuousWriteRDD', 'INFO'),
  committed: executor('ContinuousWriteRDD', 'INFO'),
  aborting: executor('ContinuousWriteRDD', 'ERROR'),
  'writer-aborted': executor('ContinuousWriteRDD', 'ERROR'),
  'abort-threw': executor('Utils', 'WARN'),
  'checkpoint-made': driver('CheckpointFileManager', 'INFO'),
  'entry-begun': driver('CheckpointFileManager', 'INFO'),
  'offset-added': driver('CheckpointFileManager', 'INFO'),
  'query-committed': driver('CheckpointFileManager', 'INFO'),
  'error-ignored': driver('Inbox', 'ERROR'),
  'current-epoch': driver('EpochCoordinator', 'DEBUG'),
  'commit-received': driver('EpochCoordinator', 'DEBUG'),
  'offsets-complete': driver('EpochCoordinator', 'DEBUG'),
  'epoch-ready': driver('EpochCoordinator', 'DEBUG'),
  'epoch-waits': driver('EpochCoordinator', 'DEBUG'),
  'backlog-exceeded': driver('ContinuousExecution', 'ERROR'),
  'falling-behind': driver('ProcessingTimeExecutor', 'WARN'),
  'coordinator-missing': driver('TransportRequestHandler', 'ERROR'),
  'job-started': eventLog,
  'job-ended': eventLog,
  'task-begun': eventLog,
  'task-over': eventLog,
  'query-over': eventLog,
  'task-told': driver('TaskSetManager', 'INFO'),
  'run-closed': driver('SparkContext', 'INFO'),
}

function driver(logger: string, level: Level): Source {
  return { logger, level, file: 'driver' }
}

function executor(logger: string, level: Level): Source {
  return { logger, level, file: 'executor' }
}
