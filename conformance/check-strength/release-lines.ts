import type { SparkEdition } from '../../src/reference/editions.ts'
import type { TaskId } from '../production-logs/observations/observation.ts'

/** How the lines of one release differ from those of others. Recorded on 2.4.8, 3.1.3, 3.5.8 and 4.2.0. */
export interface ReleaseLines {
  readonly version: string
  readonly edition: SparkEdition
  /** The message of the scheduler that starts a task. */
  readonly launched: (task: TaskId, partition: number, executor: string, queryId: string) => string
  /** The name of the thread of a task. */
  readonly taskThread: (task: TaskId) => string
  /** The level of the line that tells the last committed epoch at a start. */
  readonly lastCommitLevel: 'INFO' | 'DEBUG'
  /** The package of the two logs and of the manager of their files. */
  readonly checkpointPackage: string
}

const streaming = 'org.apache.spark.sql.execution.streaming'
export const continuous = `${streaming}.continuous`

export const taskName = ({ index, attempt, stage, tid }: TaskId) =>
  `task ${index}.${attempt} in stage ${stage}.0 (TID ${tid}`

const since31 = {
  launched: (task, partition, executor) =>
    `Starting ${taskName(task)}) (localhost, executor ${executor}, partition ${partition}, PROCESS_LOCAL, 9231 bytes) `,
  taskThread: (task) => `Executor task launch worker for ${taskName(task)})`,
  lastCommitLevel: 'DEBUG',
  checkpointPackage: streaming,
} as const satisfies Omit<ReleaseLines, 'version' | 'edition'>

export const releases: readonly ReleaseLines[] = [
  {
    ...since31,
    version: '2.4.8',
    edition: 'spark-2.4',
    launched: (task, partition, executor) =>
      `Starting ${taskName(task)}, localhost, executor ${executor}, partition ${partition}, PROCESS_LOCAL, 7558 bytes)`,
    taskThread: ({ tid }) => `Executor task launch worker for task ${tid}`,
  },
  { ...since31, version: '3.1.3', edition: 'spark-3.1' },
  { ...since31, version: '3.5.8', edition: 'spark-3.5', lastCommitLevel: 'INFO' },
  {
    ...since31,
    version: '4.2.0',
    edition: 'spark-4.2',
    launched: (task, partition, executor, queryId) =>
      `[queryId = ${queryId.slice(0, 5)}] Starting ${taskName(task)}) (localhost,executor ${executor}, partition ${partition}, PROCESS_LOCAL, 10076 bytes) `,
    lastCommitLevel: 'INFO',
    checkpointPackage: `${streaming}.checkpointing`,
  },
]
