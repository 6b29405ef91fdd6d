import type {
  Action,
  Actions,
  CoordinatorAction,
  OperatorAction,
  Plain,
  PlannerAction,
  TaskAction,
} from '../../../src/contract/actions.ts'
import type { Actor, Event, EventKind } from '../../../src/contract/events.ts'
import type { Role } from '../../../src/contract/roles.ts'
import type { PlainError } from '../../../src/contract/values.ts'
import { type CoordinatorState, stepCoordinator } from '../../../src/reference/coordinator.ts'
import { actionOf, type State } from '../../../src/reference/model.ts'
import type { OperatorState } from '../../../src/reference/operator.ts'
import { type PlannerState, stepPlanner } from '../../../src/reference/planner.ts'
import type { TaskState } from '../../../src/reference/task.ts'
import { unspecifiedInQuery } from './query-unspecified.ts'

// All places that the pages leave unspecified, role by role. Spark's behaviour there is an observed requirement. In editions in which
// it was not observed, an implementation may behave otherwise.

/** A place where the page leaves the behaviour unspecified, and how much of it. */
export interface Unspecified {
  /** The observed requirement about Spark's behaviour in this place. */
  readonly requirement: string
  /** The actor whose behaviour is unspecified; `all`: that of the whole subject. */
  readonly actor: Actor | 'all'
  /**
   * - `error`: the actor may end with any error, or without one. All else is specified.
   * - `step`: its behaviour in this step.
   * - `rest`: its behaviour in this step and all later ones.
   */
  readonly scope: 'error' | 'step' | 'rest'
  /** How many of the model's events in this step are specified: those before the unspecified ones. */
  readonly specifiedEvents: number
  /** The kinds of event that other sentences of the page still specify. */
  readonly bound: readonly EventKind[]
}

const unspecifiedBy: { readonly [R in Role]: (state: State<R>, action: Plain<Actions[R]>) => Unspecified | undefined } =
  {
    planner: ofPlanner,
    operator: ofOperator,
    task: ofTask,
    coordinator: ofCoordinator,
    query: unspecifiedInQuery,
  }

/** The unspecified part of an action that is enabled in this state. Undefined: all of it is specified. */
export function unspecifiedAt<R extends Role>(state: State<R>, action: Plain<Action>): Unspecified | undefined {
  return unspecifiedBy[state.role](state, actionOf(state, action))
}

/** For an event that no page mentions, and that may so come at any time: the observed requirement that rules it out. */
export function unmentionedRequirement(event: Event): string | undefined {
  if (event.kind === 'writer-closed') return 'RDD-43'
  // A coordinator whose backlog is too large.
  return event.kind === 'query-stopped' && event.actor === 'coordinator' ? 'EC-70' : undefined
}

/** After the coordinator has stopped the query, only its replies are specified. */
export const afterStopByCoordinator: Unspecified = {
  requirement: 'EC-70',
  actor: 'coordinator',
  scope: 'rest',
  specifiedEvents: 0,
  bound: ['answered'],
}

/** Whether the page specifies an event again: nothing is committed after the writes were stopped. */
export function isSpecifiedAgain(state: State, event: Event): boolean {
  if (state.role !== 'coordinator' || !state.queryWritesStopped) return false
  return event.kind === 'epoch-committed' || event.kind === 'query-committed' || event.kind === 'offset-added'
}

function ofCoordinator(state: CoordinatorState, action: Plain<CoordinatorAction>): Unspecified | undefined {
  const rest = (requirement: string, bound: readonly EventKind[], specifiedEvents = 0): Unspecified => {
    return { requirement, actor: 'coordinator', scope: 'rest', specifiedEvents, bound }
  }
  if (action.kind === 'ask') {
    const { message } = action
    // Only another number than before is unspecified.
    if (message.type === 'SetWriterPartitions' && isNew(state.numWriterPartitions, message.numPartitions)) {
      return rest('EC-67', ['answered', 'offset-added'])
    }
    if (message.type === 'SetReaderPartitions' && isNew(state.numReaderPartitions, message.numPartitions)) {
      return rest('EC-68', ['answered'])
    }
    return undefined
  }
  if (action.kind === 'fail' || state.queryWritesStopped) return undefined
  const { numReaderPartitions: readers, numWriterPartitions: writers } = state
  for (const place in state.faults) {
    const { state: after, events } = stepCoordinator(state, action)
    if (place in after.faults) continue
    // Whether the coordinator survives an error of the sink or the query is unspecified.
    const requirement =
      { 'writer.commit': 'EC-55', 'query.add-offset': 'EC-61', 'query.commit': 'EC-64' }[place] ?? 'EC-60'
    // Without readers or writers the only specified event of this step adds offsets that readers have reported.
    const isUncounted = readers === 0 || writers === 0
    const added = readers > 0 && events[0]?.kind === 'offset-added' ? 1 : 0
    return rest(requirement, [], isUncounted ? added : events.length)
  }
  // A number that was never set; zero is unspecified in the same way.
  if (readers === 0) return rest('EC-65', ['answered'])
  if (writers === 0) return rest('EC-66', ['answered', 'offset-added'])
  return undefined
}

const isNew = (before: number, now: number) => before > 0 && before !== now

function ofTask(state: TaskState, action: Plain<TaskAction>): Unspecified | undefined {
  if (action.kind === 'describe') return undefined
  const { partition } = action
  const faults = state.faults.get(partition) ?? {}
  const task = state.running.get(partition)
  const rest = (requirement: string, specifiedEvents = 0, bound: readonly EventKind[] = []): Unspecified => {
    return { requirement, actor: `task-${partition}`, scope: 'rest', specifiedEvents, bound }
  }
  /** An error at a place, after so many events of the step. */
  const thrown = (
    error: PlainError,
    specifiedEvents: number,
    at: 'writer' | 'send' | 'compute' | 'create-writer',
  ): Unspecified => {
    // Whether an interrupt counts as an error is unspecified.
    if (error.type === 'InterruptedException') return rest('RDD-45', specifiedEvents)
    switch (at) {
      case 'writer':
        // The log line `is aborting` comes before the abort.
        if ('abort' in faults) return rest('RDD-41', specifiedEvents + 1, noOther)
        return { ...rest('RDD-35'), scope: 'error' }
      case 'send':
        return rest('RDD-40', specifiedEvents, noOther)
      case 'compute':
        return rest('RDD-37', specifiedEvents, ['upstream-computed', 'sent'])
      case 'create-writer':
        return rest('RDD-38', specifiedEvents, noOther)
    }
  }
  /** The start of the next epoch, after so many events of the step. */
  const loop = (specifiedEvents: number): Unspecified | undefined => {
    if (faults.upstream !== undefined) return thrown(faults.upstream, specifiedEvents, 'compute')
    if (faults['create-writer'] !== undefined)
      return thrown(faults['create-writer'], specifiedEvents + 1, 'create-writer')
    return undefined
  }
  switch (action.kind) {
    case 'start':
      if (state.setup.epochCoordinatorId === null) return rest('RDD-52')
      if (state.setup.coordinator === 'missing') return rest('RDD-51')
      if (state.setup.startEpoch === null) return rest('RDD-50')
      return loop(0) ?? (state.setup.parentThread === 'own' ? rest('ET-5', 0, allButCompute) : undefined)
    case 'row':
      return faults.write === undefined ? undefined : thrown(faults.write, 0, 'writer')
    case 'end-epoch':
      // A log line comes before the commit. The message is sent after the commit, and another log line follows.
      if (faults.commit !== undefined) return thrown(faults.commit, 1, 'writer')
      if (faults.send !== undefined) return thrown(faults.send, 2, 'send')
      return task?.completed === true ? undefined : loop(4)
    case 'interrupt':
      return rest('RDD-45')
    case 'kill':
      // RDD-26: a killed task begins no other epoch.
      return rest('RDD-45', 0, ['upstream-computed', 'writer-created'])
    case 'complete':
      // The fate of the current epoch is unspecified. Starting another one is forbidden.
      return rest('RDD-28', 0, ['upstream-computed', 'writer-created'])
    case 'fail':
      return action.at === 'upstream' && task !== undefined ? thrown(action.error, 0, 'writer') : undefined
  }
}

/** ET-5: only the epoch that the parent's own thread gets is unspecified. */
const allButCompute: readonly EventKind[] = [
  ...([
    'logged',
    'writer-created',
    'row-written',
    'partition-committed',
    'sent',
    'writer-aborted',
    'writer-closed',
  ] as const),
  ...(['task-finished', 'task-failed'] as const),
]

/** RDD-36: after an error the task sends nothing for the epoch and begins no other. */
const noOther: readonly EventKind[] = ['upstream-computed', 'writer-created', 'sent']

function ofOperator(state: OperatorState, action: Plain<OperatorAction>): Unspecified | undefined {
  const { coordinator, epochCoordinatorId: id, partitions } = state.setup
  const rest = (requirement: string, specifiedEvents = 0): Unspecified => {
    return { requirement, actor: 'all', scope: 'rest', specifiedEvents, bound: [] }
  }
  switch (action.kind) {
    case 'execute':
      if (state.faults['create-writer-factory'] !== undefined) return rest('OP-18')
      // The operator makes the factory before.
      if (state.faults.child !== undefined) return rest('OP-20', 1)
      // The operator has also executed the child and logged a line; then it looks the coordinator up.
      if (id === null) return rest('OP-23', 3)
      if (coordinator === 'missing') return rest('OP-22', 4)
      return partitions === 0 && coordinator === 'answers' ? rest('OP-30', 5) : undefined
    case 'answer':
      if (action.error !== undefined) return rest('OP-25')
      return partitions === 0 ? rest('OP-30') : undefined
    case 'interrupt':
      if (state.thread === 'idle') return undefined
      return rest(state.thread === 'asks' ? 'OP-29' : 'OP-28')
    case 'fail-task':
      return rest(action.error.type === 'InterruptedException' ? 'RDD-45' : 'OP-26')
    case 'describe':
    case 'finish-task':
    case 'fail':
      return undefined
  }
}

function ofPlanner(state: PlannerState, action: Plain<PlannerAction>): Unspecified | undefined {
  const isPlanned = stepPlanner(state, action).events.some(({ kind }) => kind === 'planned')
  return isPlanned ? undefined : { requirement: 'PL-3', actor: 'planner', scope: 'step', specifiedEvents: 0, bound: [] }
}
