import type { Action, Plain } from '../../src/contract/actions.ts'
import type { State } from '../../src/reference/model.ts'
import type { QueryBounds } from '../state-space/bounds.ts'
import { type QueryEnv, queryStateSpace } from '../state-space/query-moves.ts'
import type { Move, StateSpace } from '../state-space/state-space.ts'
import type { Circumstance } from './circumstances.ts'
import { nameOf } from './row-audit.ts'

/** How much of a query is looked through. */
export interface AuditBounds {
  readonly partitions: number
  readonly epochs: number
  /** Of each partition. */
  readonly rows: number
  /** How often it may be stopped, and executed again. */
  readonly restarts: number
  /** How often the circumstance may strike. */
  readonly strikes: number
}

/**
 * A query whose source has so many rows a partition, and hands them out by their places: a run that begins to read at an
 * offset gets the same rows as the one before it. It is stopped and executed again, and things happen to it.
 */
export function auditStateSpace(rowsBounds: AuditBounds, circumstance: Circumstance): StateSpace<QueryEnv, 'query'> {
  const { partitions, epochs, rows, restarts, strikes } = rowsBounds
  const faults = ['stop', 'restart', ...circumstance.faults] as const
  // No row of the space's own: they come from the source.
  const bounds: QueryBounds = { role: 'query', partitions, first: 0, epochs, rows: 0, faults, times: restarts }
  const space = queryStateSpace(bounds)
  return {
    ...space,
    moves: (env, state) => [
      ...handedOut(env, state, rows),
      ...space.moves(env, state).flatMap((move) => belonging(move, circumstance, strikes)),
    ],
  }
}

function handedOut(env: QueryEnv, state: State<'query'>, rows: number): readonly Move<QueryEnv>[] {
  if (state.operator.thread !== 'runs-job') return []
  return [...state.tasks.running.keys()].flatMap((partition) => {
    const place = state.readers[partition]?.offset ?? rows
    if (place >= rows) return []
    return [{ action: { kind: 'row', partition, value: nameOf(partition, place) }, env }]
  })
}

function belonging(move: Move<QueryEnv>, { is, faults }: Circumstance, strikes: number): readonly Move<QueryEnv>[] {
  const { action, env, fault } = move
  if (fault === undefined || !faults.includes(fault)) return [move]
  if ((env.faultsUsed[fault] ?? 0) > strikes) return []
  if (action.kind === 'together' || (is !== undefined && !is(action))) return []
  return [{ ...move, action: unsent(action) }]
}

/** What a task cannot send is its commit: a report that it cannot send fails it before it has committed. */
function unsent(action: Plain<Action>): Plain<Action> {
  return action.kind === 'fail' && action.at === 'send' ? { ...action, of: 'CommitPartitionEpoch' } : action
}
