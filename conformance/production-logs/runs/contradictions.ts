import type { Observation, TaskId } from '../observations/observation.ts'
import type { RunState, Stage, TaskState } from './state.ts'

/**
 * A line that cannot stand where it stands, whatever the query did, since Spark's own lines do not go together: one is missing, doubled,
 * moved or altered. Nothing of these kinds can be told then.
 */
export interface Contradiction {
  readonly kinds: readonly Observation['kind'][]
  readonly why: string
}

/** What is known when a line names a task or a stage, before the line is taken in. */
export interface KnownByNumber {
  readonly task: TaskState | undefined
  readonly stage: Stage | undefined
  /** The ids of the continuous queries; none if the log has not seen each of them start. */
  readonly queryIds: readonly string[]
}

/** What a line of a scheduler or an executor contradicts. */
export function contradictionOfTask(
  observed: Observation,
  { task, stage, queryIds }: KnownByNumber,
  file: string,
): Contradiction | undefined {
  const { kind } = observed
  if (kind === 'tasks-submitted') {
    if (queryIds.length === 0) return undefined
    if (stage?.submitted === undefined) return of(kind, 'the tasks of a stage are submitted before the stage')
    return stage.partitions === undefined ? undefined : of(kind, 'the tasks of a stage are submitted twice')
  }
  if (!('task' in observed) || kind === 'task-begun' || kind === 'task-over') return undefined
  if (task?.id !== undefined && !isSame(task.id, observed.task))
    return of(kind, 'two lines give a task of one TID different numbers')
  switch (observed.kind) {
    case 'task-launched': {
      if (task?.launched !== undefined) return of(kind, 'a task is launched twice')
      if (stage?.submitted === undefined) return undefined
      if (stage.partitions === undefined)
        return of(kind, 'a task is launched before the tasks of its stage are submitted')
      if (observed.partition !== observed.task.index)
        return of(kind, 'a task is launched for the partition of another one')
      const { queryId } = observed
      return queryId === undefined || queryIds.length === 0 || queryIds.some((id) => id.startsWith(queryId))
        ? undefined
        : of(kind, 'a task is launched for a query that never started')
    }
    case 'task-started':
      return task !== undefined && task.firstEpoch >= 0 ? of(kind, 'a task writes before it runs') : undefined
    case 'task-killed':
    case 'task-ended':
    case 'task-failed':
      if (task?.isClosed === true && kind !== 'task-killed') return of(kind, 'a task ends twice')
      // A task with a smaller TID may have begun before the log.
      return task === undefined &&
        stage?.tasks.some((one) => one.begun?.file === file && isBefore(one, observed.task)) === true
        ? of(kind, neverBegun)
        : undefined
    case 'task-lost':
      return task === undefined && stage?.submitted !== undefined ? of(kind, neverBegun) : undefined
    default:
      return undefined
  }
}

/** What a line of a writer contradicts. `showsTasks`: the file has the line by which each of its tasks begins. */
export const contradictionOfWriter = (
  { kind }: Observation,
  task: TaskState | undefined,
  showsTasks: () => boolean,
): Contradiction | undefined =>
  task !== undefined && task.begun === undefined && showsTasks()
    ? of(kind, 'a writer writes a partition of which no task runs')
    : undefined

/** Whether an executor runs a task of the stage that the driver has not launched, though the driver's log shows the stage. */
export const hasUnlaunchedTask = ({ partitions, isMixed, tasks }: Stage): boolean =>
  partitions !== undefined &&
  !isMixed &&
  tasks.some(({ launched }) => launched !== undefined) &&
  tasks.some(({ begun, launched }) => begun !== undefined && launched === undefined)

/** What a line of a run contradicts. */
export function contradictionOfRun(run: RunState, observed: Observation): Contradiction | undefined {
  switch (observed.kind) {
    case 'query-stopped':
      return run.ended === undefined || run.ended.isReconfigured ? undefined : of(observed.kind, 'a run ends twice')
    case 'entry-begun': {
      if (run.begun === undefined) return undefined
      return of(entryOf(run.begun.log), notThere)
    }
    case 'offset-added':
    case 'query-committed':
      return contradictionOfEntry(run, observed)
    case 'current-epoch':
      return isUncommitted(run)
    case 'commit-received': {
      const last = run.lastReceived.get(observed.partition)
      if (last !== undefined && observed.epoch > last + 1)
        return of(
          observed.kind,
          'the coordinator gets the commit of an epoch of a partition, and not that of the epoch before',
        )
      return isUncommitted(run)
    }
    case 'offsets-complete':
      return isUncommitted(run)
    case 'epoch-ready':
      return run.ready?.epoch === observed.epoch ? of(observed.kind, 'an epoch is ready twice') : isUncommitted(run)
    // The offsets are added before the epoch is committed.
    case 'error-ignored':
      return run.begun?.log === 'offsets' && (observed.call === 'sink-commit' || observed.call === 'query-commit')
        ? of('offset-added', notThere)
        : undefined
    case 'epoch-waits':
      return run.handling === observed.epoch
        ? isUncommitted(run)
        : {
            kinds: ['epoch-waits', 'commit-received'],
            why: 'an epoch waits, and the message that completes it is missing',
          }
    default:
      return undefined
  }
}

function contradictionOfEntry(
  run: RunState,
  observed: Extract<Observation, { readonly kind: 'offset-added' | 'query-committed' }>,
): Contradiction | undefined {
  const { kind, epoch } = observed
  if (run.hasBegun && run.begun === undefined)
    return of('entry-begun', 'an entry of the checkpoint is there that no line begins')
  if (run.begun !== undefined && (run.begun.epoch !== epoch || entryOf(run.begun.log) !== kind))
    return { kinds: [kind, 'entry-begun'], why: 'another entry of the checkpoint is there than the one that was begun' }
  if (kind === 'query-committed')
    return run.hasReady && run.ready?.epoch !== epoch
      ? of('epoch-ready', 'an epoch is committed, and no line of the coordinator says that it is ready')
      : undefined
  // The coordinator adds the offsets before it handles another message.
  return run.epochs.get(epoch)?.reported !== undefined && run.reporting !== epoch
    ? {
        kinds: [kind, 'offsets-complete'],
        why: 'another message comes between the reports of an epoch and its offsets',
      }
    : undefined
}

/** The coordinator commits an epoch before it handles another message. An error of the commit would be logged. */
const isUncommitted = ({ ready, lastCommitted, lastLogged }: RunState): Contradiction | undefined =>
  ready === undefined || (lastCommitted === undefined && lastLogged === undefined)
    ? undefined
    : { kinds: ['epoch-ready', 'query-committed'], why: 'an epoch is ready, and no line says that it is committed' }

const entryOf = (log: 'offsets' | 'commits') => (log === 'offsets' ? 'offset-added' : 'query-committed')

const notThere = 'an entry of the checkpoint was begun, and no line says that it is there'

const neverBegun = 'a line names a task that no line begins'

const of = (kind: Observation['kind'], why: string): Contradiction => ({ kinds: [kind], why })

const isSame = (one: TaskId, other: TaskId) =>
  one.index === other.index && one.attempt === other.attempt && one.stage === other.stage

const isBefore = ({ id }: TaskState, { tid }: TaskId) => id !== undefined && id.tid < tid
