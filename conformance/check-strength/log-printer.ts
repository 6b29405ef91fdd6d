import type { CoordinatorPlace } from '../../src/contract/actions.ts'
import type { Event, EventOf } from '../../src/contract/events.ts'
import type { OneWayMessage } from '../../src/contract/messages.ts'
import type { ErrorValue } from '../../src/contract/values.ts'
import { noStartEpoch, nothingToClose } from '../../src/reference/spark-errors.ts'
import type { TaskId } from '../production-logs/observations/observation.ts'
import type { PrintedRecord } from './printed-record.ts'
import { continuous, type ReleaseLines, taskName } from './release-lines.ts'

/** Prints events of the contract as the records that Spark logs of them, in the order of the calls. */
export interface LogPrinter {
  readonly records: readonly PrintedRecord[]
  /** The query is started, again or for the first time. */
  readonly runStarts: () => void
  /** `cause`: the kind of the action that has brought the event about. */
  readonly event: (event: Event, cause: string) => void
  /** The coordinator takes a message. */
  readonly received: (message: OneWayMessage) => void
  /** All readers have reported the epoch. */
  readonly reported: (epoch: number, offsets: readonly string[]) => void
  /** The task is told to end. */
  readonly killed: (partition: number) => void
  /** The process of the task has died. */
  readonly lost: (partition: number) => void
  /** An entry of the offset log is replaced, which is a fault. */
  readonly overwritten: (epoch: number) => void
  /** The coordinator keeps a complete epoch until the one before it is committed. */
  readonly waits: (epoch: number) => void
  /** A call of the coordinator has thrown, and its message loop goes on. */
  readonly ignored: (place: CoordinatorPlace, error: ErrorValue) => void
}

/** @param firstEpoch the epoch after the last one that the checkpoint has when the log begins */
export function createLogPrinter(release: ReleaseLines, firstEpoch: number): LogPrinter {
  const records: PrintedRecord[] = []
  const added = new Set<number>()
  const tasks = new Map<number, TaskId>()
  const running = new Set<number>()
  const killed = new Set<number>()
  const writers = new Map<number, 'made' | 'aborting'>()
  let [runs, stage, tid, lastCommitted] = [0, -1, 0, firstEpoch - 1]
  let [hasJob, isTold] = [false, false]

  const queryId = uuid(0)
  const named = () => `orders [id = ${queryId}, runId = ${uuid(runs)}]`
  const driver = (logger: string, message: string, how: Partial<PrintedRecord> = {}) => {
    const rest = { level: 'INFO', thread: dispatcher, context: {}, behind: [] } as const
    records.push({ by: 'driver', logger, message, ...rest, ...how })
  }
  const query = (logger: string, message: string, how: Partial<PrintedRecord> = {}) => {
    const context = { QUERY_ID: queryId, RUN_ID: uuid(runs) }
    driver(logger, message, { thread: `stream execution thread for ${named()}`, context, ...how })
  }
  const scheduler = (message: string) =>
    driver('org.apache.spark.scheduler.DAGScheduler', message, { thread: 'dag-scheduler-event-loop' })
  const coordinator = (message: string) => driver(`${continuous}.EpochCoordinator`, message, { level: 'DEBUG' })
  const reported = (epoch: number, offsets: readonly string[]) =>
    coordinator(`Epoch ${epoch} has offsets reported from all partitions: List(${offsets.join(', ')})`)
  const onTask = (partition: number, logger: string, message: string, how: Partial<PrintedRecord> = {}) => {
    const task = tasks.get(partition)
    const of = { by: `executor-${partition % 2}`, level: 'INFO', behind: [] } as const
    const thread = task === undefined ? 'main' : release.taskThread(task)
    const context: PrintedRecord['context'] = task === undefined ? {} : { task_name: `${taskName(task)})` }
    records.push({ ...of, logger, message, thread, context, ...how })
  }
  const renamed = (path: string) => {
    const temp = path.replace(/([^/]+)$/, `.$1.${uuid(records.length)}.tmp`)
    driver(
      `${release.checkpointPackage}.CheckpointFileManager`,
      `Writing atomically to ${path} using temp file ${temp}`,
    )
    driver(`${release.checkpointPackage}.CheckpointFileManager`, `Renamed temp file ${temp} to ${path}`)
  }
  const tellStart = () => {
    if (lastCommitted < 0) return query(execution, 'Starting new streaming query.')
    const level = release.lastCommitLevel
    query(`${release.checkpointPackage}.CommitLog`, `Getting latest batch ${lastCommitted}`, { level })
    return query(execution, `Resuming at epoch ${lastCommitted + 1} with offsets {}`, { level: 'DEBUG' })
  }
  const startTask = (partition: number) => {
    const before = tasks.get(partition)
    // A second task of a partition is no retry of the first, as long as that one runs.
    const isRetry = before?.stage === stage && !running.has(partition)
    const attempt = isRetry ? before.attempt + 1 : 0
    const task = { index: partition, attempt, stage, tid: tid++ }
    tasks.set(partition, task)
    running.add(partition)
    const message = release.launched(task, partition, String(partition % 2), queryId)
    driver('org.apache.spark.scheduler.TaskSetManager', message)
    onTask(partition, executor, `Running ${taskName(task)})`)
  }
  const endTask = (event: EventOf<'task-finished' | 'task-failed'>, cause: string) => {
    const task = tasks.get(event.partition)
    running.delete(event.partition)
    if (task === undefined) return
    if (event.kind === 'task-failed') {
      // The abort was called, and has thrown.
      if (writers.get(event.partition) === 'aborting') {
        onTask(event.partition, 'org.apache.spark.util.Utils', 'Suppressing exception in catch: boom', {
          level: 'WARN',
        })
      }
      writers.delete(event.partition)
      const behind = traceOf(event.error, ...framesOf(event.error))
      return onTask(event.partition, executor, `Exception in ${taskName(task)})`, { level: 'ERROR', behind })
    }
    const message =
      !killed.delete(event.partition) || cause === 'complete'
        ? `Finished ${taskName(task)}). 1138 bytes result sent to driver`
        : `Executor killed ${taskName(task)}), reason: Stage cancelled`
    return onTask(event.partition, executor, message)
  }
  const endJob = (event: EventOf<'returned' | 'threw'>, cause: string) => {
    if (!hasJob) return
    hasJob = false
    const ended = (how: string) => scheduler(`ResultStage ${stage} (${app}) ${how}`)
    if (event.kind === 'threw') return ended(`failed in 1.203 s due to ${event.error.message ?? ''}`)
    if (cause !== 'stop' && cause !== 'interrupt') {
      ended('finished in 1.203 s')
      return scheduler(`Job ${stage} finished: ${app}, took 1.203 s`)
    }
    scheduler(`Asked to cancel job group ${uuid(runs)}`)
    ended(`failed in 1.203 s due to Job ${stage} cancelled part of cancelled job group ${uuid(runs)}`)
    if (cause === 'interrupt')
      query(execution, `Query ${queryId} ignoring exception from reconfiguring: java.lang.InterruptedException`)
  }
  const stop = (error: ErrorValue | null) => {
    if (error === null) return query(execution, `Query ${named()} was stopped`)
    const behind = traceOf(error, `${execution}.runContinuous(ContinuousExecution.scala:1)`)
    return query(execution, `Query ${named()} terminated with error`, { level: 'ERROR', behind })
  }
  /** The coordinator has the query stopped. Spark logs the first of these errors. */
  const stopByCoordinator = (error: ErrorValue | null) => {
    if (isTold || error === null) return
    isTold = true
    query(execution, `Query ${named()} received exception ${nameOf(error)}`, { level: 'ERROR', thread: dispatcher })
  }
  const log = ({ actor, level, logger, message }: EventOf<'logged'>) => {
    const how = { level: level === 'TRACE' ? 'DEBUG' : level } as const
    if (actor.startsWith('task-')) {
      const partition = Number(actor.slice('task-'.length))
      if (message.endsWith('is aborting.') && writers.has(partition)) writers.set(partition, 'aborting')
      if (message.endsWith(' committed.')) writers.delete(partition)
      return onTask(partition, logger, message, how)
    }
    if (logger.endsWith('.EpochCoordinatorRef')) tellStart()
    return query(logger, message, how)
  }

  driver('org.apache.spark.SparkContext', `Running Spark version ${release.version}`, { thread: 'main' })
  return {
    records,
    runStarts() {
      if (runs === 0 && firstEpoch === 0) renamed(`${checkpoint}/metadata`)
      runs += 1
      isTold = false
      query(execution, `Starting ${named()}. Use ${checkpoint} to store the query checkpoint.`, { thread: 'main' })
    },
    event(event, cause) {
      switch (event.kind) {
        case 'logged':
          return log(event)
        case 'answered':
          if (event.message === 'GetCurrentEpoch') return coordinator(`Epoch ${event.value}`)
          if (event.message !== 'IncrementAndGetEpoch') return
          return driver(execution, `New epoch ${event.value} is starting.`, {
            thread: `epoch update thread for ${named()}`,
          })
        case 'job-submitted':
          stage += 1
          hasJob = true
          scheduler(`Submitting ResultStage ${stage} (${rdd}), which has no missing parents`)
          return scheduler(
            `Submitting ${event.partitions} missing tasks from ResultStage ${stage} (${rdd}) (first 15 tasks are for partitions Vector(0))`,
          )
        case 'task-started':
          return startTask(event.partition)
        case 'writer-created':
          writers.set(event.partition, 'made')
          return
        case 'writer-aborted':
          writers.delete(event.partition)
          return
        case 'task-finished':
        case 'task-failed':
          return endTask(event, cause)
        case 'returned':
        case 'threw':
          return event.actor === 'operator' ? endJob(event, cause) : undefined
        case 'offset-added':
          reported(event.epoch, event.offsets)
          // An entry that is there stays, and no file is written.
          if (!added.has(event.epoch)) renamed(`${checkpoint}/offsets/${event.epoch}`)
          added.add(event.epoch)
          return
        case 'epoch-committed':
          return coordinator(
            `Epoch ${event.epoch} has received commits from all partitions and is ready to be committed. Committing epoch ${event.epoch}.`,
          )
        case 'query-committed':
          lastCommitted = event.epoch
          return renamed(`${checkpoint}/commits/${event.epoch}`)
        case 'query-stopped':
          return event.actor === 'coordinator' ? stopByCoordinator(event.error) : stop(event.error)
        default:
          return
      }
    },
    received(message) {
      if (message.type !== 'CommitPartitionEpoch') return
      coordinator(`Got commit from partition ${message.partitionId} at epoch ${message.epoch}: ${message.message}`)
    },
    reported,
    killed(partition) {
      const task = tasks.get(partition)
      if (task === undefined || !running.has(partition)) return
      killed.add(partition)
      onTask(partition, executor, `Executor is trying to kill ${taskName(task)}), reason: Stage cancelled`)
    },
    lost(partition) {
      running.delete(partition)
      const task = tasks.get(partition)
      if (task === undefined) return
      const why = `ExecutorLostFailure (executor ${partition % 2} exited unrelated to the running tasks)`
      driver(
        'org.apache.spark.scheduler.TaskSetManager',
        `Lost ${taskName(task)}) (localhost executor ${partition % 2}): ${why}`,
        { level: 'WARN' },
      )
    },
    overwritten: (epoch) => renamed(`${checkpoint}/offsets/${epoch}`),
    waits: (epoch) =>
      coordinator(
        `Epoch ${epoch} has received commits from all partitions and is waiting for epoch ${epoch - 1} to be committed first.`,
      ),
    ignored(place, error) {
      const receive = `${continuous}.EpochCoordinator$$anonfun$receive$1.applyOrElse(EpochCoordinator.scala:217)`
      driver('org.apache.spark.rpc.netty.Inbox', 'Ignoring error', {
        level: 'ERROR',
        behind: traceOf(error, frameOf[place], receive),
      })
    },
  }
}

const dispatcher = 'dispatcher-event-loop-1'
const app = 'start at App.java:39'
const rdd = `ContinuousWriteRDD[3] at ${app}`
const checkpoint = 'file:/data/checkpoint'
const execution = `${continuous}.ContinuousExecution`
const compute = `${continuous}.ContinuousWriteRDD.compute(ContinuousWriteRDD.scala:1)`
const block = 'org.apache.spark.util.Utils$.tryWithSafeFinallyAndFailureCallbacks(Utils.scala:1)'
const executor = 'org.apache.spark.executor.Executor'

/**
 * The frames of a failed task. Errors of the block abort the writer. The coordinator is looked up before the block, and a writer that is
 * not there is closed behind it.
 */
function framesOf({ type, message, cause }: ErrorValue): readonly string[] {
  if (cause?.type === 'RpcEndpointNotFoundException' || message === noStartEpoch.message) return [compute]
  const isClosed = type === nothingToClose.type && message === nothingToClose.message
  return [
    ...(isClosed ? [`${continuous}.ContinuousWriteRDD.$anonfun$compute$6(ContinuousWriteRDD.scala:1)`] : []),
    block,
    compute,
  ]
}

const frameOf: Readonly<Record<CoordinatorPlace, string>> = {
  'writer.commit': `${continuous}.EpochCoordinator.commitEpoch(EpochCoordinator.scala:204)`,
  'query.add-offset': `${continuous}.ContinuousExecution.addOffset(ContinuousExecution.scala:1)`,
  'query.commit': `${continuous}.ContinuousExecution.commit(ContinuousExecution.scala:1)`,
}

const traceOf = (error: ErrorValue, ...frames: readonly string[]): readonly string[] => [
  nameOf(error),
  ...frames.map((frame) => `\tat ${frame}`),
  ...(error.cause === undefined
    ? []
    : traceOf(error.cause).map((line, at) => (at === 0 ? `Caused by: ${line}` : line))),
]

const nameOf = ({ type, message }: ErrorValue) => `${packages[type] ?? 'java.lang'}.${type}: ${message ?? 'null'}`

const packages: Readonly<Record<string, string | undefined>> = {
  SparkException: 'org.apache.spark',
  ContinuousTaskRetryException: continuous,
}

/** Not random: the same trace is the same log. */
const uuid = (count: number) => `${count.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`
