import { listUncommitted } from '../../../src/reference/query/checkpoint.ts'
import { auditStateSpace } from '../../audit/audit-state-space.ts'
import type { Fault } from '../../state-space/faults.ts'
import type { QueryEnv } from '../../state-space/query-moves.ts'
import type { Move } from '../../state-space/state-space.ts'
import type { ModelRun } from '../model/model-run.ts'
import { inContract } from '../schedules/in-contract.ts'
import {
  actionOf,
  cleanLog,
  type Schedule,
  type SinkPlace,
  type SinkStep,
  sinkPlaces,
  sinkPlacesOfTask,
} from '../schedules/schedule.ts'

/** The size of generated schedules. */
export interface SinkBounds {
  readonly partitions: number
  /** The number of epochs of each run. */
  readonly epochs: number
  /** The number of rows per partition. */
  readonly rows: number
  /** Besides stops and restarts. */
  readonly faults: readonly Fault[]
  /** How often each fault may strike, and how often the query may be stopped and executed again. */
  readonly times: number
  /** Whether the query is executed again only with a clean offset log. */
  readonly cleanLog?: true
  /** Whether messages wait for a delivery also where no fault is about their order. */
  readonly held?: true
}

/** A step of a schedule, and the inputs of the query so far behind it. */
export interface SinkMove {
  readonly step: SinkStep
  readonly env: QueryEnv
}

/** All moves on a query that writes to a user's sink: those of the audit, and each fault of the sink also midway, and after the call took effect. */
export interface SinkSpace {
  readonly bounds: SinkBounds
  readonly setup: Omit<Schedule, 'steps'>
  readonly env: QueryEnv
  moves(env: QueryEnv, run: ModelRun): readonly SinkMove[]
}

/** Messages wait for a delivery only where the faults are about their order: else a schedule would be mostly deliveries. */
const ofOrder: readonly Fault[] = ['duplicate', 'late']

export function sinkSpace(bounds: SinkBounds): SinkSpace {
  const { partitions, epochs, rows, faults, times, held } = bounds
  const space = auditStateSpace(
    { partitions, epochs, rows, restarts: times, strikes: times },
    { name: 'of a generated schedule', faults },
  )
  return {
    bounds,
    setup: {
      partitions,
      delivery: held === true || faults.some((fault) => ofOrder.includes(fault)) ? 'held' : 'immediate',
    },
    env: space.env,
    moves(env, { state }) {
      const moves = space
        .moves(env, state)
        .flatMap((move) => stepsOf(move).map((step) => ({ step, env: move.env })))
        .filter(isNew(state))
      return bounds.cleanLog === true && isUnclean(state) ? moves.map((move) => cleaning(move, env)) : moves
    },
  }
}

/** Where a fault is armed, a second one makes no difference on the model. */
const isNew =
  ({ coordinator, operator, tasks }: ModelRun['state']) =>
  ({ step }: SinkMove): boolean => {
    const action = actionOf(step, () => '')
    if (action.kind === 'clean-log') return true
    const fault = inContract(action)
    if (fault?.kind !== 'fail') return true
    const ofTask = 'partition' in fault && fault.partition !== undefined ? tasks.faults.get(fault.partition) : {}
    const armed: Readonly<Record<string, unknown>> = { ...coordinator.faults, ...operator.faults, ...ofTask }
    return armed[fault.at] === undefined
  }

/** Whether an epoch that is not committed has an entry in the offset log. */
export const isUnclean = ({ checkpoint }: ModelRun['state']): boolean => listUncommitted(checkpoint).length > 0

/** The log is cleaned where the query would be executed: only then does another move execute it. */
const cleaning = (move: SinkMove, env: QueryEnv): SinkMove =>
  move.step.kind === 'act' && move.step.action.kind === 'execute' ? { step: cleanLog, env } : move

/** A move of the audit as steps on a user's sink: the fault of a call comes first, and then its variants. */
export function stepsOf({ action }: Pick<Move<QueryEnv>, 'action'>): readonly SinkStep[] {
  switch (action.kind) {
    case 'row':
      return [{ kind: 'row', partition: action.partition }]
    case 'fail': {
      const partition = 'partition' in action ? action.partition : undefined
      const at = placesOf(action.at)
      if (at.length > 0) return at.map((place) => striking(place, partition))
      break
    }
  }
  // What is left is an action of a query: the space has no other role, and the audit leaves out those that start together.
  return [{ kind: 'act', action } as SinkStep]
}

const striking = (at: SinkPlace, partition: number | undefined): SinkStep =>
  partition === undefined ? { kind: 'strike', at } : { kind: 'strike', at, partition }

/** The calls of a sink that stand for a place of the contract. */
const placesOf = (place: string): readonly SinkPlace[] =>
  [...sinkPlaces, ...sinkPlacesOfTask].filter((at) => at === place || at.startsWith(`${place}.`))
