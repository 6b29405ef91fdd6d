import { type Action, coordinatorPlaces, type Plain, type TaskPlace } from '../../src/contract/actions.ts'
import type { OneWayMessage } from '../../src/contract/messages.ts'
import type { QueryState } from '../../src/reference/query/state.ts'
import type { QueryBounds } from './bounds.ts'
import { boom, type FaultTable, faultMoves } from './fault-moves.ts'
import type { Fault } from './faults.ts'
import { type FaultsUsed, noFaultsUsed } from './faults-used.ts'
import type { Move, StateSpace } from './state-space.ts'

/** The inputs of a query so far. */
export interface QueryEnv {
  /** The number of executions. */
  readonly executions: number
  /** Whether it was stopped after the latest execution. */
  readonly stopped: boolean
  /** How often the epoch was advanced in the latest run. */
  readonly advances: number
  /** By partition: the number of rows in all runs. */
  readonly rows: readonly number[]
  /** The keys (`keyOf`) of the messages that the coordinator of the latest run has received, sorted. */
  readonly delivered: readonly string[]
  readonly faultsUsed: FaultsUsed
}

/** The key of a message: its type, its partition and its epoch. */
export const keyOf = ({ type, partitionId, epoch }: Pick<OneWayMessage, 'type' | 'partitionId' | 'epoch'>): string =>
  `${type} ${partitionId} ${epoch}`

/**
 * A whole query whose messages are held. Its epochs are advanced, its tasks get rows, and their messages are delivered in every
 * order that keeps the order of each task.
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

/** The knowledge of the kit when a run begins. */
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

/** By partition: the delivery of the next held message, also one of an earlier run. */
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

/** The faults around a query. */
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
    // The query's thread begins the next run. A killed task fails the query when it is retried.
    const killed = runningOf(state).map((partition) => ({ action: { kind: 'interrupt', partition } as const, env }))
    return [{ action: { kind: 'interrupt' }, env: ofNewRun(env) }, ...killed]
  },
  complete: ({ env, state }) => {
    if (!isRunning(state)) return []
    const tasks = runningOf(state)
    // A run ends with its last task, and the next run begins.
    const after = tasks.length === 1 ? ofNewRun(env) : env
    return tasks.map((partition) => ({ action: { kind: 'complete', partition }, env: after }))
  },
  together: (here) => {
    // A row that fails its task ends the query, before or after other tasks get their rows.
    const isSafe = ![...here.state.tasks.faults.values()].some(({ write }) => write !== undefined)
    return [isSafe ? rows(here) : [], deliveries(here)].flatMap((moves) =>
      [2, 3].filter((count) => moves.length >= count).map((count) => together(here.env, moves.slice(0, count))),
    )
  },
  // With several tasks, chance decides which one notices first. The death of an executor is no fault here: tasks may share the
  // driver's process, and for the rest of the query it is the same as a killed task.
  coordinator: ({ bounds, env, state }) =>
    isRunning(state) && bounds.partitions === 1 && !state.coordinatorIsGone
      ? [{ action: { kind: 'kill-coordinator' }, env: { ...env, stopped: true } }]
      : [],
}

/** The faults of `queryStateSpace`. */
export const queryFaults = Object.keys(table) as readonly Fault[]

/** Places of a task that are reached while other tasks act: chance decides how far each gets before the job fails. */
const crowded: readonly TaskPlace[] = ['upstream', 'create-writer', 'commit', 'send']

/** The places where a fault makes a difference: not where one is pending, or where no call follows. */
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

/** Moves of different partitions as one move, with the knowledge of all. */
function together(env: QueryEnv, moves: readonly QueryMove[]): Omit<Move<QueryEnv>, 'fault'> {
  const given = env.rows.map((_, at) => Math.max(...moves.map((move) => move.env.rows[at] ?? 0)))
  const delivered = [...new Set(moves.flatMap((move) => move.env.delivered))].sort()
  return {
    action: { kind: 'together', actions: moves.map(({ action }) => action) } as Action,
    env: { ...env, rows: given, delivered },
  }
}

function withDelivered(env: QueryEnv, message: OneWayMessage): QueryEnv {
  return { ...env, delivered: [...env.delivered, keyOf(message)].sort() }
}
