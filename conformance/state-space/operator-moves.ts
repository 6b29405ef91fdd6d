import { type Action, operatorPlaces, type Plain } from '../../src/contract/actions.ts'
import type { PlainError } from '../../src/contract/values.ts'
import type { OperatorState } from '../../src/reference/operator.ts'
import type { OperatorBounds } from './bounds.ts'
import { boom, type FaultTable, faultMoves, interruption, oddErrors, rareErrors } from './fault-moves.ts'
import type { Fault } from './faults.ts'
import { type FaultsUsed, noFaultsUsed } from './faults-used.ts'
import type { Move, StateSpace } from './state-space.ts'

/** What was given to an operator. */
export interface OperatorEnv {
  /** How often it was executed. */
  readonly executions: number
  /** Whether the kit, where it holds its answer back, has given it in the latest execution. */
  readonly answered: boolean
  /** The tasks of the latest execution that were let end well, in the order of their partitions. */
  readonly finished: readonly number[]
  readonly faultsUsed: FaultsUsed
}

/** The id under which the coordinator is registered, where there is one. */
export const coordinatorId = 'run--1'

/**
 * An operator that is executed, answered, and whose tasks end one by one, in every order. Where it is executed more than once,
 * the tasks of one execution have all ended before the next.
 */
export function operatorStateSpace(bounds: OperatorBounds): StateSpace<OperatorEnv, 'operator'> {
  const { partitions, coordinator } = bounds
  const nameless = coordinator === 'nameless'
  return {
    bounds,
    opening: {
      role: 'operator',
      setup: {
        partitions,
        epochCoordinatorId: nameless ? null : coordinatorId,
        coordinator: nameless ? 'missing' : coordinator,
        writer: 'Sink',
      },
    },
    prefix: [],
    env: { executions: 0, answered: false, finished: [], faultsUsed: noFaultsUsed },

    moves(env, state) {
      const here = { bounds, env, state }
      return [...ordinary(here), ...faultMoves(table, here)]
    },
  }
}

interface Here {
  readonly bounds: OperatorBounds
  readonly env: OperatorEnv
  readonly state: OperatorState
}

function ordinary({ bounds, env, state: { thread, tasks } }: Here): readonly Move<OperatorEnv>[] {
  const execute = { ...env, executions: env.executions + 1, answered: false, finished: [] }
  return [
    ...(thread === 'asks' ? [{ action: { kind: 'answer' } as const, env: { ...env, answered: true } }] : []),
    ...(thread === 'idle' && tasks.size === 0 && env.executions < bounds.executions
      ? [{ action: { kind: 'execute' } as const, env: execute }]
      : []),
    ...[...tasks].map((partition) => ({ action: finish(partition), env: withFinished(env, [partition]) })),
  ]
}

/** The faults that an operator's surroundings have. */
const table: FaultTable<Here, OperatorEnv> = {
  describe: ({ env }) => [{ action: { kind: 'describe' }, env }],
  interrupt: ({ env, state: { tasks } }) => [
    { action: { kind: 'interrupt' }, env },
    // Not the query's thread, but that of a task.
    ...[...tasks].map((partition) => ({ action: fail(partition, interruption), env })),
  ],
  throw: (here) => failures(here, [boom, ...oddErrors]),
  odd: (here) => failures(here, rareErrors),
  together: ({ env, state: { tasks } }) =>
    [2, 3]
      .filter((count) => tasks.size >= count)
      .map((count) => {
        const some = [...tasks].slice(0, count)
        return {
          action: { kind: 'together', actions: some.map(finish) } satisfies Action,
          env: withFinished(env, some),
        }
      }),
}

/** The faults that `operatorSpace` knows. */
export const operatorFaults = Object.keys(table) as readonly Fault[]

/** What can throw now, and would make a difference: not a place that throws already, or that is never passed again. */
function failures(
  { bounds, env, state: { thread, tasks, faults } }: Here,
  errors: readonly PlainError[],
): readonly Omit<Move<OperatorEnv>, 'fault'>[] {
  const answers = thread === 'asks' ? errors : []
  const places = operatorPlaces.filter((at) => faults[at] === undefined && env.executions < bounds.executions)
  return [
    ...answers.map((error) => ({ action: { kind: 'answer', error } as const, env: { ...env, answered: true } })),
    ...[...tasks].flatMap((partition) => errors.map((error) => ({ action: fail(partition, error), env }))),
    ...places.flatMap((at) => errors.map((error) => ({ action: { kind: 'fail', at, error } as const, env }))),
  ]
}

const finish = (partition: number) => ({ kind: 'finish-task', partition }) as const
const fail = (partition: number, error: PlainError): Plain<Action> => ({ kind: 'fail-task', partition, error })

function withFinished(env: OperatorEnv, partitions: readonly number[]): OperatorEnv {
  return { ...env, finished: [...env.finished, ...partitions].sort((one, other) => one - other) }
}
