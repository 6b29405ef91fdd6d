import type { Plain, TaskAction } from '../../contract/actions.ts'
import type { PlainError } from '../../contract/values.ts'
import { attempt, noFaults } from '../fault-injection.ts'
import { NotEnabled } from '../not-enabled.ts'
import { dataReadFailed, endpointGone, markerFailed, taskRetried } from '../spark-errors.ts'
import { stepTask } from '../task.ts'
import { post } from './mailboxes.ts'
import { doInTurn, doNothing, type QueryState, type QueryStep, type Reader } from './state.ts'

// ContinuousDataSourceRDD.md, ContinuousQueuedDataReader.md and EpochMarkerGenerator.md: the source below the tasks of a query.

/** The task takes an action, and its messages are sent. */
export function actAsTask(state: QueryState, action: Plain<TaskAction>): QueryStep {
  const { state: tasks, events } = stepTask(state.tasks, action)
  return post({ ...state, tasks }, events)
}

// FIXME of the page: ContinuousQueuedDataReader.md, next. A row moves the offset of its reader (EC-25).
/** The reader of the partition returns a row. */
export function giveRow(state: QueryState, partition: number, value: string): QueryStep {
  const reader = readerOf(state, partition)
  const next = withReader(state, partition, { ...reader, offset: reader.offset + 1 })
  return actAsTask(next, { kind: 'row', partition, value })
}

// FIXME of the page: EpochMarkerGenerator.md, run. Completed from Spark (EC-23, REF-2).
/** The marker thread of the partition asks for the current epoch, and marks the end of each epoch since its last ask. */
export function poll(state: QueryState, partition: number): QueryStep {
  const reader = readerOf(state, partition)
  if (state.coordinatorIsGone) return failWaiting(state, partition, markerFailed) // CE-17
  const { currentEpoch } = state.coordinator
  const markers = Array.from(
    { length: currentEpoch - reader.epoch },
    () => (next: QueryState) => endEpoch(next, partition),
  )
  return doInTurn(doNothing(withReader(state, partition, { ...reader, epoch: currentEpoch })), ...markers)
}

/** The context of the task is completed: its reader ends the epoch, which is the task's last. */
export function complete(state: QueryState, partition: number): QueryStep {
  return doInTurn(actAsTask(state, { kind: 'complete', partition }), (next) => endEpoch(next, partition)) // RDD-28
}

/** The task is killed: its thread is interrupted, and no other epoch begins. */
export function kill(state: QueryState, partition: number): QueryStep {
  return doInTurn(actAsTask(state, { kind: 'complete', partition }), (next) =>
    actAsTask(next, { kind: 'interrupt', partition }),
  ) // RDD-26
}

// FIXME of the page: ContinuousDataSourceRDD.md, compute. It refuses a second attempt of a task (CE-18).
/** The scheduler tries the task again, and the source fails that attempt. */
export function retry(state: QueryState, partition: number): QueryStep {
  return doInTurn(
    { state, events: [{ kind: 'task-started', actor: `task-${partition}`, partition }] }, // CE-18
    (next) => actAsTask(next, { kind: 'fail', partition, at: 'upstream', error: taskRetried }),
    (next) => actAsTask(next, { kind: 'start', partition }),
  )
}

/** A fault at the task or below it. The thread of a source throws at once, all other places at their next call. */
export function failTask(state: QueryState, fault: Extract<Plain<TaskAction>, { kind: 'fail' }>): QueryStep {
  if (fault.at !== 'upstream' || !state.tasks.running.has(fault.partition)) return actAsTask(state, fault)
  if (fault.error.type === 'InterruptedException') {
    throw new NotEnabled('a reader whose own thread is interrupted ends without a word, and gives no rows any more')
  }
  return actAsTask(state, { ...fault, error: dataReadFailed(fault.error) })
}

/** The process of the task dies, and the scheduler tries the task again (CE-18). */
export function loseTask(state: QueryState, partition: number): QueryStep {
  if (!state.tasks.running.has(partition)) throw new NotEnabled(`no task of partition ${partition} is running`)
  const running = new Map(state.tasks.running)
  running.delete(partition)
  return retry({ ...state, tasks: { ...state.tasks, running } }, partition)
}

/** If the task waits for a row, it fails with the error of its reader. */
function failWaiting(state: QueryState, partition: number, error: PlainError): QueryStep {
  if (!state.tasks.running.has(partition)) return doNothing(state)
  return actAsTask(state, { kind: 'fail', partition, at: 'upstream', error })
}

// FIXME of the page: ContinuousQueuedDataReader.md, next. At an epoch marker it reports the offset first (EC-25).
/** The reader comes to an epoch marker: it reports its offset, and has no more rows in this epoch. */
function endEpoch(state: QueryState, partition: number): QueryStep {
  const task = state.tasks.running.get(partition)
  if (task === undefined) return doNothing(state)
  if (state.coordinatorIsGone) {
    return failWaiting(state, partition, endpointGone(state.operator.setup.epochCoordinatorId))
  }
  const offset = String(readerOf(state, partition).offset)
  const message = { type: 'ReportPartitionOffset', partitionId: partition, epoch: task.epoch, offset } as const
  const around = { faults: state.tasks.faults.get(partition) ?? noFaults }
  const { after, events, thrown } = attempt(around, [
    { kind: 'sent', actor: `task-${partition}`, message }, // EC-25
  ])
  if (thrown !== undefined) {
    const tasks = { ...state.tasks, faults: new Map(state.tasks.faults).set(partition, after.faults) }
    return failWaiting({ ...state, tasks }, partition, thrown)
  }
  return doInTurn(post(state, events), (next) => actAsTask(next, { kind: 'end-epoch', partition }))
}

function readerOf(state: QueryState, partition: number): Reader {
  const reader = state.readers[partition]
  if (reader === undefined) throw new NotEnabled(`there is no reader of partition ${partition}`)
  return reader
}

function withReader(state: QueryState, partition: number, reader: Reader): QueryState {
  return { ...state, readers: state.readers.with(partition, reader) }
}
