import { auditStateSpace } from '../audit/audit-state-space.ts'
import type { Fault } from '../state-space/faults.ts'
import type { QueryEnv } from '../state-space/query-moves.ts'
import type { Move } from '../state-space/state-space.ts'
import { inContract } from './in-contract.ts'
import type { ModelRun } from './model-run.ts'
import { actionOf, type Schedule, type SinkPlace, type SinkStep, sinkPlaces, sinkPlacesOfTask } from './schedule.ts'

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
}

/** A move of a schedule. Its action is that of the contract, for the model. */
export interface SinkMove extends Move<QueryEnv> {
  readonly step: SinkStep
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
  const { partitions, epochs, rows, faults, times } = bounds
  const space = auditStateSpace(
    { partitions, epochs, rows, restarts: times, strikes: times },
    { name: 'of a generated schedule', faults },
  )
  return {
    bounds,
    setup: { partitions, delivery: faults.some((fault) => ofOrder.includes(fault)) ? 'held' : 'immediate' },
    env: space.env,
    moves: (env, { state }) => space.moves(env, state).flatMap((move) => ofSink(move).filter(isNew(state))),
  }
}

/** Where a fault is armed, a second one makes no difference on the model. */
const isNew =
  ({ coordinator, operator, tasks }: ModelRun['state']) =>
  ({ action }: SinkMove): boolean => {
    if (action.kind !== 'fail') return true
    const ofTask = 'partition' in action && action.partition !== undefined ? tasks.faults.get(action.partition) : {}
    const armed: Readonly<Record<string, unknown>> = { ...coordinator.faults, ...operator.faults, ...ofTask }
    return armed[action.at] === undefined
  }

function ofSink(move: Move<QueryEnv>): readonly SinkMove[] {
  const { action } = move
  switch (action.kind) {
    case 'row':
      return [{ ...move, step: { kind: 'row', partition: action.partition } }]
    case 'fail': {
      const partition = 'partition' in action ? action.partition : undefined
      const at = placesOf(action.at)
      if (at.length > 0) return at.map((place) => striking(move, place, partition))
      break
    }
  }
  // What is left is an action of a query: the space has no other role, and the audit leaves out those that start together.
  return [{ ...move, step: { kind: 'act', action } as SinkStep }]
}

function striking(move: Move<QueryEnv>, at: SinkPlace, partition: number | undefined): SinkMove {
  const step: SinkStep = { kind: 'strike', at, ...(partition === undefined ? {} : { partition }) }
  return { ...move, action: inContract(actionOf(step, () => '')), step }
}

/** The calls of a sink that stand for a place of the contract. */
const placesOf = (place: string): readonly SinkPlace[] =>
  [...sinkPlaces, ...sinkPlacesOfTask].filter((at) => at === place || at.startsWith(`${place}.`))
