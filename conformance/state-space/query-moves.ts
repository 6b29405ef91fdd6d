import { type Action, coordinatorPlaces, type Plain, type TaskPlace } from '../../src/contract/actions.ts'
import type { Report } from '../../src/contract/messages.ts'
import type { QueryState } from '../../src/reference/query/state.ts'
import type { QueryBounds } from './bounds.ts'
import { boom, type FaultTable, faultMoves } from './fault-moves.ts'
import type { Fault } from './faults.ts'
import { type FaultsUsed, noFaultsUsed } from './faults-used.ts'
import type { Move, StateSpace } from './state-space.ts'

/** What was given to a query. */
export interface QueryEnv {
  /** How often it was executed. */
  readonly executions: number
  /** Whether it was stopped since. */
  readonly stopped: boolean
  /** How often the epoch was advanced in the latest run. */
  readonly advances: number
  /** By partition: how many rows, in all runs. */
  readonly rows: readonly number[]
  /** The messages of the latest run that its coordinator has got, as `keyOf` writes them, in the order of that. */
  readonly delivered: readonly string[]
  readonly faultsUsed: FaultsUsed
}

/** A message by its sort, its partition and its epoch. */
export const keyOf = ({ type, partitionId, epoch }: Pick<Report, 'type' | 'partitionId' | 'epoch'>): string =>
  `${type} ${partitionId} ${epoch}`

/**
 * A whole query whose messages are held: its epochs are advanced, its tasks get rows, and what they send is delivered, in
 * every order that leaves that of each task as it is.
 */
export function queryStateSpace(bounds: QueryBounds): StateSpace<QueryEnv, 'query'> {
  const { partitions, first } = bounds
  return {
    bounds,
    opening: {
      role: 'query',
      setup: { partitions, startEpoch: first, epochBacklogQueueSize: 10_000, delivery: 'held' },
    },
    prefix: [],
    env: {
      executions: 0,
      stopped: false,
      advances: 0,
      rows: Array.from({ length: partitions }, () => 0),
      delivered: [],
      faultsUsed: noFaultsUsed,
    },

    moves(env, state) {
      const here = { bounds, env, state }
      return [...ordinary(here), ...faultMoves(table, here)]
    },
  }
}

interface Here {
  readonly bounds: QueryBounds
  readonly env: QueryEnv
  readonly state: QueryState
}

type QueryMove = Omit<Move<QueryEnv>, 'fault' | 'action'> & { readonly action: Plain<Action> }

const isRunning = ({ operator }: QueryState) => operator.thread === 'runs-job'
const runningOf = (state: QueryState) => [...state.tasks.running.keys()].sort((one, other) => one - other)

/** What is known when a run begins. */
const ofNewRun = (env: QueryEnv): QueryEnv => ({ ...env, stopped: false, advances: 0, delivered: [] })

const execute = (env: QueryEnv): QueryMove => ({
  action: { kind: 'execute' },
  env: { ...ofNewRun(env), executions: env.executions + 1 },
})

function ordinary(here: Here): readonly QueryMove[] {
  const { bounds, env, state } = here
  const mayAdvance = isRunning(state) && env.advances < bounds.epochs
  return [
    ...(env.executions === 0 && bounds.partitions > 0 ? [execute(env)] : []),
    ...deliveries(here),
    ...rows(here),
    ...(mayAdvance
      ? [{ action: { kind: 'advance-epoch' } as const, env: { ...env, advances: env.advances + 1 } }]
      : []),
  ]
}

/** Of each partition: the next message that is held reaches the coordinator, be it the one of a run that is over. */
function deliveries({ env, state }: Here): readonly QueryMove[] {
  return state.mailboxes.flatMap(([next], from) =>
    next === undefined ? [] : [{ action: { kind: 'deliver', from }, env: withDelivered(env, next) }],
  )
}

function rows({ bounds, env, state }: Here): readonly QueryMove[] {
  if (!isRunning(state)) return []
  return runningOf(state).flatMap((partition) => {
    const given = env.rows[partition] ?? 0
    if (given >= bounds.rows) return []
    const after = { ...env, rows: env.rows.with(partition, given + 1) }
    return [{ action: { kind: 'row', partition, value: `row-${partition}-${given}` }, env: after }]
  })
}

/** The faults that a query's surroundings have. */
const table: FaultTable<Here, QueryEnv> = {
  duplicate: ({ env, state }) =>
    state.mailboxes.flatMap(([next], from) =>
      next === undefined ? [] : [{ action: { kind: 'deliver', from, times: 2 }, env: withDelivered(env, next) }],
    ),
  late: ({ env, state }) =>
    state.mailboxes.flatMap(([, second], from) => {
      if (second === undefined) return []
      const message = { type: second.type, epoch: second.epoch }
      return [{ action: { kind: 'deliver', from, message }, env: withDelivered(env, second) }]
    }),
  stop: ({ env, state }) => (isRunning(state) ? [{ action: { kind: 'stop' }, env: { ...env, stopped: true } }] : []),
  restart: ({ env, state }) => (env.executions > 0 && !isRunning(state) ? [execute(env)] : []),
  throw: (here) => failures(here).map((action) => ({ action, env: here.env })),
  interrupt: ({ env, state }) => {
    if (!isRunning(state)) return []
    // The query's thread goes on to the next run; a task that is killed fails the query when it is tried again.
    const killed = runningOf(state).map((partition) => ({ action: { kind: 'interrupt', partition } as const, env }))
    return [{ action: { kind: 'interrupt' }, env: ofNewRun(env) }, ...killed]
  },
  complete: ({ env, state }) => {
    if (!isRunning(state)) return []
    const tasks = runningOf(state)
    // With its last task a run is over, and the next begins.
    const after = tasks.length === 1 ? ofNewRun(env) : env
    return tasks.map((partition) => ({ action: { kind: 'complete', partition }, env: after }))
  },
  together: (here) => {
    // A row that fails its task ends the query, and with it perhaps those that would get theirs at the same time.
    const isSafe = ![...here.state.tasks.faults.values()].some(({ write }) => write !== undefined)
    return [isSafe ? rows(here) : [], deliveries(here)].flatMap((moves) =>
      [2, 3].filter((count) => moves.length >= count).map((count) => together(here.env, moves.slice(0, count))),
    )
  },
  // With several tasks chance decides which of them is the first to find out. That an executor dies is no fault here: where
  // tasks share the driver's process there is none to die, and to the rest of the query it is as if its task were killed.
  coordinator: ({ bounds, env, state }) =>
    isRunning(state) && bounds.partitions === 1 && !state.coordinatorIsGone
      ? [{ action: { kind: 'kill-coordinator' }, env: { ...env, stopped: true } }]
      : [],
}

/** The faults that `querySpace` knows. */
export const queryFaults = Object.keys(table) as readonly Fault[]

/** Places of a task that are passed while all others act, too: which of them gets how far before the job fails is left to chance. */
const crowded: readonly TaskPlace[] = ['upstream', 'create-writer', 'commit', 'send']

/** The places that can be made to throw where it makes a difference: what throws already and what is never called again does not. */
function failures({ bounds, env, state }: Here): readonly Plain<Action>[] {
  const mayRunAgain =
    env.executions === 0 || (bounds.faults.includes('restart') && (env.faultsUsed.restart ?? 0) < bounds.times)
  if (!isRunning(state) && !mayRunAgain) return []
  const around = [
    ...coordinatorPlaces.filter((at) => state.coordinator.faults[at] === undefined),
    ...(mayRunAgain && state.operator.faults['create-writer-factory'] === undefined
      ? (['create-writer-factory'] as const)
      : []),
  ]
  return [
    ...around.map((at) => ({ kind: 'fail', at, error: boom }) as const),
    ...Array.from({ length: bounds.partitions }, (_, partition) => {
      const faults = state.tasks.faults.get(partition) ?? {}
      const waits = isRunning(state) && state.tasks.running.has(partition)
      const places: readonly TaskPlace[] = ['write', 'abort', ...crowded]
      return places
        .filter((at) => faults[at] === undefined)
        .filter((at) => bounds.partitions === 1 || !crowded.includes(at) || (at === 'upstream' && waits))
        .map((at) => ({ kind: 'fail', partition, at, error: boom }) as const)
    }).flat(),
  ]
}

/** Moves of different partitions as one: what each adds to what is known is added. */
function together(env: QueryEnv, moves: readonly QueryMove[]): Omit<Move<QueryEnv>, 'fault'> {
  const given = env.rows.map((_, at) => Math.max(...moves.map((move) => move.env.rows[at] ?? 0)))
  const delivered = [...new Set(moves.flatMap((move) => move.env.delivered))].sort()
  return {
    action: { kind: 'together', actions: moves.map(({ action }) => action) } as Action,
    env: { ...env, rows: given, delivered },
  }
}

function withDelivered(env: QueryEnv, message: Report): QueryEnv {
  return { ...env, delivered: [...env.delivered, keyOf(message)].sort() }
}
