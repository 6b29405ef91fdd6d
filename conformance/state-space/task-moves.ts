import { type Action, type Plain, type TaskPlace, taskPlaces } from '../../src/contract/actions.ts'
import type { TaskState } from '../../src/reference/task.ts'
import type { TaskBounds } from './bounds.ts'
import { boom, type FaultTable, faultMoves, interruption, oddErrors, rareErrors } from './fault-moves.ts'
import type { Fault } from './faults.ts'
import { type FaultsUsed, noFaultsUsed } from './faults-used.ts'
import type { Move, StateSpace } from './state-space.ts'

/** The inputs of the tasks of a write RDD so far, by partition. */
export interface TaskEnv {
  readonly given: readonly Given[]
  readonly faultsUsed: FaultsUsed
}

/** The inputs of the successive tasks of one partition. */
export interface Given {
  readonly starts: number
  /** The number of epochs that the parent has ended. */
  readonly ends: number
  /** The number of rows that the parent has returned, in total and since its latest compute. */
  readonly rows: number
  readonly rowsOfEpoch: number
  /** Whether the latest task is marked as completed. */
  readonly completed: boolean
  /** Whether the latest task is killed. */
  readonly killed: boolean
  /** The other inputs of the partition, in their order. A fault is given by its place. */
  readonly disturbed: readonly ('complete' | 'interrupt' | 'kill' | TaskPlace)[]
}

const nothing: Given = { starts: 0, ends: 0, rows: 0, rowsOfEpoch: 0, completed: false, killed: false, disturbed: [] }

/** The name of the parent's partitioner. */
export const partitioner = 'by-key'

/**
 * The tasks of a write RDD. Each is started and gets the rows and the ends of its epochs, in every interleaving with the others. A
 * task that has ended is started again, at most once per epoch.
 */
export function taskStateSpace(bounds: TaskBounds): StateSpace<TaskEnv, 'task'> {
  const { partitions, coordinator, first } = bounds
  const nameless = coordinator === 'nameless'
  return {
    bounds,
    opening: {
      role: 'task',
      setup: {
        partitions,
        partitioner,
        startEpoch: first ?? null,
        epochCoordinatorId: nameless ? null : 'run--1',
        coordinator: nameless ? 'missing' : coordinator,
      },
    },
    prefix: [],
    env: { given: Array.from({ length: partitions }, () => nothing), faultsUsed: noFaultsUsed },

    moves(env, state) {
      const here = { bounds, env, state }
      // The tasks that have done least come first, so that the first move always continues epoch by epoch.
      const order = env.given.map((given, partition) => ({ given, partition })).sort(byProgress)
      return [...order.flatMap(({ partition }) => ordinary(here, partition)), ...faultMoves(table, here)]
    },
  }
}

interface Here {
  readonly bounds: TaskBounds
  readonly env: TaskEnv
  readonly state: TaskState
}

type TaskMove = Move<TaskEnv> & { readonly action: Plain<Action> }

const byProgress = (one: { readonly given: Given }, other: { readonly given: Given }) =>
  one.given.starts + one.given.ends - (other.given.starts + other.given.ends)

/** The normal moves of a partition: a start; or a row, if the epoch may have one more, and the end of the epoch. */
function ordinary({ bounds, env, state }: Here, partition: number): readonly TaskMove[] {
  const given = env.given[partition] ?? nothing
  if (!state.running.has(partition)) {
    if (given.starts >= bounds.epochs) return []
    const after = { ...given, starts: given.starts + 1, rowsOfEpoch: 0, completed: false, killed: false }
    return [{ action: { kind: 'start', partition }, env: withGiven(env, partition, after) }]
  }
  if (given.ends >= bounds.epochs) return []
  const row = { ...given, rows: given.rows + 1, rowsOfEpoch: given.rowsOfEpoch + 1 }
  const end = { ...given, ends: given.ends + 1, rowsOfEpoch: 0 }
  const value = `row-${partition}-${given.rows}`
  return [
    ...(given.rowsOfEpoch < bounds.rows
      ? [{ action: { kind: 'row', partition, value } as const, env: withGiven(env, partition, row) }]
      : []),
    { action: { kind: 'end-epoch', partition }, env: withGiven(env, partition, end) },
  ]
}

/** The faults around a task. */
const table: FaultTable<Here, TaskEnv> = {
  describe: ({ env }) => [{ action: { kind: 'describe' }, env }],
  complete: ({ env, state }) =>
    runningOf(state)
      .filter((partition) => env.given[partition]?.completed === false)
      .map((partition) => ({
        action: { kind: 'complete', partition },
        env: disturbed(env, partition, 'complete', { completed: true }),
      })),
  interrupt: (here) => [
    ...runningOf(here.state).map((partition) => ({
      action: { kind: 'interrupt', partition } as const,
      env: disturbed(here.env, partition, 'interrupt', { rowsOfEpoch: 0 }),
    })),
    ...failures(here, interruption).map(({ partition, action }) => ({
      action,
      env: disturbed(here.env, partition, 'interrupt', {}),
    })),
  ],
  kill: ({ env, state }) =>
    runningOf(state).map((partition) => ({
      action: { kind: 'kill', partition },
      env: disturbed(env, partition, 'kill', { killed: true }),
    })),
  throw: (here) =>
    failures(here, boom).map(({ partition, at, action }) => ({ action, env: disturbed(here.env, partition, at, {}) })),
  odd: (here) =>
    [...oddErrors, ...rareErrors].flatMap((error) =>
      failures(here, error).map(({ partition, at, action }) => ({
        action,
        env: disturbed(here.env, partition, at, {}),
      })),
    ),
  together: (here) => {
    const open = here.env.given.map((_, partition) => ordinary(here, partition)).filter((moves) => moves.length > 0)
    return [2, 3]
      .filter((count) => open.length >= count)
      .flatMap((count) => {
        const some = open.slice(0, count)
        const firsts = together(
          here.env,
          some.map(([move]) => move),
        )
        // A task that may get a row may also end its epoch.
        return some.some(({ length }) => length > 1)
          ? [
              firsts,
              together(
                here.env,
                some.map((moves) => moves.at(-1)),
              ),
            ]
          : [firsts]
      })
  },
}

/** The faults of `taskStateSpace`. */
export const taskFaults = Object.keys(table) as readonly Fault[]

/** The places that can be made to throw where it makes a difference: what throws already and what is never called again does not. */
function failures({ bounds, env, state }: Here, error: typeof boom) {
  return env.given.flatMap(({ starts }, partition) => {
    if (!state.running.has(partition) && starts >= bounds.epochs) return []
    const faults = state.faults.get(partition) ?? {}
    return taskPlaces
      .filter((at) => faults[at] === undefined)
      .map((at) => ({ partition, at, action: { kind: 'fail', partition, at, error } as const }))
  })
}

/** Moves of different partitions as one; each changes only what was given to its own. */
function together(
  env: TaskEnv,
  moves: readonly (TaskMove | undefined)[],
): Omit<TaskMove, 'fault' | 'action'> & { readonly action: Action } {
  const some = moves.filter((move) => move !== undefined)
  const given = env.given.map(
    (before, at) => some.map((move) => move.env.given[at]).find((after) => after !== before) ?? before,
  )
  return { action: { kind: 'together', actions: some.map(({ action }) => action) } as Action, env: { ...env, given } }
}

function disturbed(env: TaskEnv, partition: number, by: Given['disturbed'][number], more: Partial<Given>): TaskEnv {
  const given = env.given[partition] ?? nothing
  return withGiven(env, partition, { ...given, ...more, disturbed: [...given.disturbed, by] })
}

function withGiven(env: TaskEnv, partition: number, given: Given): TaskEnv {
  return { ...env, given: env.given.with(partition, given) }
}

/** The partitions whose tasks run, from the first on, whichever was started first. */
const runningOf = ({ running }: TaskState): readonly number[] => [...running.keys()].sort((one, other) => one - other)
