import type { Plain, TaskAction } from '../../contract/actions.ts'
import type { PlainError } from '../../contract/values.ts'
import { call } from '../fault-injection.ts'
import { NotEnabled } from '../not-enabled.ts'
import { dataReadFailed, endpointGone, markerFailed, taskRetried } from '../spark-errors.ts'
import { stepTask } from '../task.ts'
import { post } from './mailboxes.ts'
import { inTurn, type QueryState, type QueryStep, type Reader, still } from './state.ts'

// ContinuousDataSourceRDD.md, ContinuousQueuedDataReader.md and EpochMarkerGenerator.md: what lies below the write RDD's
// tasks in a query. Their pages are signatures and FIXMEs, so it is as Spark does it.

/** The task acts, and what it sends is on its way. */
export function act(state: QueryState, action: Plain<TaskAction>): QueryStep {
  const { state: tasks, events } = stepTask(state.tasks, action)
  return post({ ...state, tasks }, events)
}

/** The partition's reader hands out a row. */
export function giveRow(state: QueryState, partition: number, value: string): QueryStep {
  const reader = readerOf(state, partition)
  const next = withReader(state, partition, { ...reader, offset: reader.offset + 1 })
  return act(next, { kind: 'row', partition, value })
}

/** The partition's marker thread asks for the current epoch, and marks the end of each that has gone by since it last asked. */
export function poll(state: QueryState, partition: number): QueryStep {
  if (state.coordinatorIsGone) return failWaiting(state, partition, markerFailed)
  const { currentEpoch } = state.coordinator
  const reader = readerOf(state, partition)
  const markers = Array.from({ length: currentEpoch - reader.epoch }, () => (next: QueryState) => mark(next, partition))
  return inTurn(still(withReader(state, partition, { ...reader, epoch: currentEpoch })), ...markers)
}

/** The task is marked as completed: its reader forces the end of the epoch, which is the task's last. */
export function complete(state: QueryState, partition: number): QueryStep {
  return inTurn(act(state, { kind: 'complete', partition }), (next) => mark(next, partition))
}

/** The task is killed: to the write RDD that is an interrupt after which there is no further epoch. */
export function kill(state: QueryState, partition: number): QueryStep {
  return inTurn(act(state, { kind: 'complete', partition }), (next) => act(next, { kind: 'interrupt', partition }))
}

/** A task that was killed is tried again, and the source refuses that in its compute. */
export function retry(state: QueryState, partition: number): QueryStep {
  return inTurn(
    { state, events: [{ kind: 'task-started', actor: `task-${partition}`, partition }] },
    (next) => act(next, { kind: 'fail', partition, at: 'upstream', error: taskRetried }),
    (next) => act(next, { kind: 'start', partition }),
  )
}

/** What is above the source throws at its next compute; the source's own thread there and then, and the task hears of it. */
export function failTask(state: QueryState, fault: Extract<Plain<TaskAction>, { kind: 'fail' }>): QueryStep {
  if (fault.at !== 'upstream' || !state.tasks.running.has(fault.partition)) return act(state, fault)
  if (fault.error.type === 'InterruptedException') {
    throw new NotEnabled('a reader whose own thread is interrupted ends without a word, and gives no rows any more')
  }
  return act(state, { ...fault, error: dataReadFailed(fault.error) })
}

/** The process of a task ends, and the task with it: nobody is told, and it is tried again like one that was killed. */
export function loseTask(state: QueryState, partition: number): QueryStep {
  if (!state.tasks.running.has(partition)) throw new NotEnabled(`no task of partition ${partition} is running`)
  const running = new Map(state.tasks.running)
  running.delete(partition)
  return retry({ ...state, tasks: { ...state.tasks, running } }, partition)
}

/** A task that waits for a row, if there is one, fails with what its reader throws. */
function failWaiting(state: QueryState, partition: number, error: PlainError): QueryStep {
  if (!state.tasks.running.has(partition)) return still(state)
  return act(state, { kind: 'fail', partition, at: 'upstream', error })
}

/** The reader comes to a marker: it reports how far it is, and says that there are no more rows in this epoch. */
function mark(state: QueryState, partition: number): QueryStep {
  const task = state.tasks.running.get(partition)
  if (task === undefined) return still(state)
  if (state.coordinatorIsGone) {
    return failWaiting(state, partition, endpointGone(state.operator.setup.epochCoordinatorId))
  }
  const { thrown, faults } = call(state.tasks.faults.get(partition) ?? {}, 'send', 'ReportPartitionOffset')
  if (thrown !== undefined) {
    const tasks = { ...state.tasks, faults: new Map(state.tasks.faults).set(partition, faults) }
    return act({ ...state, tasks }, { kind: 'fail', partition, at: 'upstream', error: thrown })
  }
  const offset = String(readerOf(state, partition).offset)
  const message = { type: 'ReportPartitionOffset', partitionId: partition, epoch: task.epoch, offset } as const
  return inTurn(post(state, [{ kind: 'sent', actor: `task-${partition}`, message }]), (next) =>
    act(next, { kind: 'end-epoch', partition }),
  )
}

function readerOf(state: QueryState, partition: number): Reader {
  const reader = state.readers[partition]
  if (reader === undefined) throw new NotEnabled(`there is no reader of partition ${partition}`)
  return reader
}

function withReader(state: QueryState, partition: number, reader: Reader): QueryState {
  return { ...state, readers: state.readers.with(partition, reader) }
}
