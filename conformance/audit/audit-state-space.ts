import type { Action, Plain } from '../../src/contract/actions.ts'
import type { State } from '../../src/reference/model.ts'
import type { QueryBounds } from '../state-space/bounds.ts'
import { type QueryEnv, queryStateSpace } from '../state-space/query-moves.ts'
import type { Move, StateSpace } from '../state-space/state-space.ts'
import type { Circumstance } from './circumstances.ts'
import { nameOf } from './row-audit.ts'

/** The bounds of the search. */
export interface AuditBounds {
  readonly partitions: number
  readonly epochs: number
  /** The number of rows per partition. */
  readonly rows: number
  /** How often the query may be stopped and executed again. */
  readonly restarts: number
  /** How often the fault of the circumstance may strike. */
  readonly strikes: number
}

/**
 * The state space of a query whose source has a fixed number of rows per partition. A run that begins to read at an offset gets the
 * same rows as the run before it. The query is stopped and executed again, and the faults of the circumstance strike.
 */
export function auditStateSpace(rowsBounds: AuditBounds, circumstance: Circumstance): StateSpace<QueryEnv, 'query'> {
  const { partitions, epochs, rows, restarts, strikes } = rowsBounds
  const faults = ['stop', 'restart', ...circumstance.faults] as const
  // The rows come from the source, not from the moves of the space.
  const bounds: QueryBounds = { role: 'query', partitions, first: 0, epochs, rows: 0, faults, times: restarts }
  const space = queryStateSpace(bounds)
  return {
    ...space,
    moves: (env, state) => [
      ...rowsOfSource(env, state, rows),
      ...space.moves(env, state).flatMap((move) => allowedBy(move, circumstance, strikes)),
    ],
  }
}

function rowsOfSource(env: QueryEnv, state: State<'query'>, rows: number): readonly Move<QueryEnv>[] {
  if (state.operator.thread !== 'runs-job') return []
  return [...state.tasks.running.keys()].flatMap((partition) => {
    const place = state.readers[partition]?.offset ?? rows
    if (place >= rows) return []
    return [{ action: { kind: 'row', partition, value: nameOf(partition, place) }, env }]
  })
}

function allowedBy(move: Move<QueryEnv>, { is, faults }: Circumstance, strikes: number): readonly Move<QueryEnv>[] {
  const { action, env, fault } = move
  if (fault === undefined || !faults.includes(fault)) return [move]
  if ((env.faultsUsed[fault] ?? 0) > strikes) return []
  if (action.kind === 'together' || (is !== undefined && !is(action))) return []
  return [{ ...move, action: failingCommit(action) }]
}

/** A failing send is that of a commit: if it were that of a report, the task would fail before its commit. */
function failingCommit(action: Plain<Action>): Plain<Action> {
  return action.kind === 'fail' && action.at === 'send' ? { ...action, of: 'CommitPartitionEpoch' } : action
}
