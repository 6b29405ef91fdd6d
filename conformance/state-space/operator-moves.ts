import { type Action, operatorPlaces, type Plain } from '../../src/contract/actions.ts'
import type { PlainError } from '../../src/contract/values.ts'
import type { OperatorState } from '../../src/reference/operator.ts'
import type { OperatorBounds } from './bounds.ts'
import { boom, type FaultTable, faultMoves, interruption, oddErrors, rareErrors } from './fault-moves.ts'
import type { Fault } from './faults.ts'
import { type FaultsUsed, noFaultsUsed } from './faults-used.ts'
import type { Move, StateSpace } from './state-space.ts'

/** The inputs of an operator so far. */
export interface OperatorEnv {
  /** The number of executions. */
  readonly executions: number
  /** Whether the kit has sent the held reply in the latest execution. */
  readonly answered: boolean
  /** The tasks of the latest execution that have finished, by partition. */
  readonly finished: readonly number[]
  readonly faultsUsed: FaultsUsed
}

/** The id under which the coordinator is registered, if there is one. */
export const coordinatorId = 'run--1'

/**
 * An operator that is executed and gets its reply, and whose tasks end one by one, in every order. All tasks of an execution have
 * ended before the next execution.
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

/** The faults around an operator. */
const table: FaultTable<Here, OperatorEnv> = {
  describe: ({ env }) => [{ action: { kind: 'describe' }, env }],
  interrupt: ({ env, state: { tasks } }) => [
    { action: { kind: 'interrupt' }, env },
    // The thread of a task, not that of the query.
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

/** The faults of `operatorStateSpace`. */
export const operatorFaults = Object.keys(table) as readonly Fault[]

/** The faults that make a difference: not at a place that throws already, or that is not reached again. */
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
