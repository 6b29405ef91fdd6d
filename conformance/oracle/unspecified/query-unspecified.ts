import type { Plain, QueryAction, TaskPlace } from '../../../src/contract/actions.ts'
import { findContradiction } from '../../../src/reference/query/checkpoint.ts'
import { stepQuery } from '../../../src/reference/query/query.ts'
import { isRunning, type QueryState } from '../../../src/reference/query/state.ts'
import type { Unspecified } from './unspecified.ts'

/**
 * What is unspecified about a whole query: the pages say what a participant does, and hardly ever what its failure means to the
 * others. So after a failure, an interrupt or a completion all of them are unconstrained.
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
      // Operator and tasks are interrupted. The page states that the coordinator is told to stop the writes, and that the query ends.
      return { requirement: 'OP-28', actor: 'all', scope: 'step', specifiedEvents: 0, bound: saidOfTheStop }
    case 'fail':
      // A task that waits for its upstream throws at once.
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
      const felt = faults(state).find(({ at }) => !left.has(at))
      if (felt !== undefined) return rest(felt.requirement)
      // Whether the offsets of an earlier run stay is unspecified; where the next run begins to read depends on it.
      const specifiedEvents = findContradiction(events, state.checkpoint)
      return specifiedEvents === -1 ? undefined : { ...rest('CE-19'), specifiedEvents, bound: saidWhateverIsLogged }
    }
  }
}

const saidWhateverIsLogged = [
  ...(['logged', 'threw', 'described', 'writer-factory-created', 'child-executed', 'coordinator-looked-up'] as const),
  ...(['asked', 'job-submitted', 'returned', 'task-started', 'upstream-computed', 'writer-created'] as const),
  ...(['row-written', 'partition-committed', 'writer-aborted', 'task-finished', 'task-failed', 'answered'] as const),
  ...(['epoch-committed', 'query-committed', 'query-stopped'] as const),
]

const saidOfTheStop = [
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

/** What will throw, where, and the requirement that says what Spark does then. */
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
