import type { Plain, QueryAction, TaskPlace } from '../../../src/contract/actions.ts'
import { findContradiction } from '../../../src/reference/query/checkpoint.ts'
import { stepQuery } from '../../../src/reference/query/query.ts'
import { isRunning, type QueryState } from '../../../src/reference/query/state.ts'
import type { Unspecified } from './unspecified.ts'

/**
 * The unspecified behaviour of a whole query. The pages specify each participant, and hardly ever how its failure affects the others.
 * So after a failure, an interrupt or a completion all participants are unconstrained.
 */
export function unspecifiedInQuery(state: QueryState, action: Plain<QueryAction>): Unspecified | undefined {
  const rest = (requirement: string): Unspecified => ({
    requirement,
    actor: 'all',
    scope: 'rest',
    specifiedEvents: 0,
    bound: [],
  })
  switch (action.kind) {
    case 'interrupt':
      return rest(action.partition === undefined ? 'OP-28' : 'RDD-45')
    case 'kill-coordinator':
      return rest('CE-17')
    case 'kill-executor':
      return rest('CE-18')
    case 'complete':
      return rest('RDD-28')
    case 'stop':
      // A stop interrupts operator and tasks. The page states only that the query asks to stop the writes, and that it ends.
      return { requirement: 'OP-28', actor: 'all', scope: 'step', specifiedEvents: 0, bound: specifiedAfterStop }
    case 'fail':
      // A task that waits for its parent throws at once.
      return isRunning(state) && action.at === 'upstream' ? rest('RDD-35') : undefined
    case 'execute':
    case 'advance-epoch':
    case 'row':
    case 'end-epoch':
    case 'deliver':
    case 'start':
    case 'describe': {
      const { events, state: after } = stepQuery(state, action)
      const left = new Set(faults(after).map(({ at }) => at))
      const struck = faults(state).find(({ at }) => !left.has(at))
      if (struck !== undefined) return rest(struck.requirement)
      // Whether a run overwrites the offsets of an earlier one is unspecified. The next run begins to read at the logged ones.
      const specifiedEvents = findContradiction(events, state.checkpoint)
      return specifiedEvents === -1 ? undefined : { ...rest('CE-19'), specifiedEvents, bound: specifiedWithAnyOffsets }
    }
  }
}

const specifiedWithAnyOffsets = [
  ...(['logged', 'threw', 'described', 'writer-factory-created', 'child-executed', 'coordinator-looked-up'] as const),
  ...(['asked', 'job-submitted', 'returned', 'task-started', 'upstream-computed', 'writer-created'] as const),
  ...(['row-written', 'partition-committed', 'writer-aborted', 'task-finished', 'task-failed', 'answered'] as const),
  ...(['epoch-committed', 'query-committed', 'query-stopped'] as const),
]

const specifiedAfterStop = [
  'asked',
  'answered',
  'query-stopped',
  'epoch-committed',
  'query-committed',
  'offset-added',
  'job-submitted',
  'upstream-computed',
] as const

const requirementAt = {
  'writer.commit': 'EC-55',
  'query.add-offset': 'EC-61',
  'query.commit': 'EC-64',
  'create-writer-factory': 'OP-18',
  child: 'OP-20',
} as const

const requirementAtTask: Readonly<Record<TaskPlace, string>> = {
  upstream: 'RDD-37',
  'create-writer': 'RDD-38',
  write: 'RDD-35',
  commit: 'RDD-35',
  abort: 'RDD-41',
  send: 'RDD-40',
}

/** The pending faults: the place of each, and the observed requirement about it. */
function faults({ coordinator, operator, tasks }: QueryState) {
  const around = Object.keys({ ...coordinator.faults, ...operator.faults }) as (keyof typeof requirementAt)[]
  const aroundTasks = [...tasks.faults].flatMap(([partition, faults]) =>
    (Object.keys(faults) as TaskPlace[]).map((place) => ({
      at: `${place} ${partition}`,
      requirement: requirementAtTask[place],
    })),
  )
  return [...around.map((place) => ({ at: place as string, requirement: requirementAt[place] })), ...aroundTasks]
}
