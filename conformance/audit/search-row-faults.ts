import type { Event } from '../../src/contract/events.ts'
import type { Deviations } from '../../src/reference/deviations.ts'
import { type Model, open, step } from '../../src/reference/model.ts'
import { runToEnd, type SearchProgress, searchInSteps } from '../explore/breadth-first.ts'
import { textNumbering } from '../explore/text-numbering.ts'
import type { Moment, RoleProperties } from '../properties/property.ts'
import type { QueryEnv } from '../state-space/query-moves.ts'
import { choosing, type Walk, walk } from '../state-space/walk.ts'
import { type AuditBounds, auditStateSpace } from './audit-state-space.ts'
import type { Circumstance } from './circumstances.ts'
import { withCleanLog } from './clean-log.ts'
import { audited, beginAudit, doubleRow, lostRow, type RowAudit } from './row-audit.ts'
import type { SinkKind } from './sinks.ts'

/** A lost row is in no committed epoch, and is not read again. The sink holds a duplicated row twice. */
export const rowFaults = ['lost', 'duplicated'] as const

export type RowFault = (typeof rowFaults)[number]

/** A search for a row with this fault, with this kind of sink and under this circumstance. */
export interface RowFaultSearch {
  readonly of: RowFault
  readonly sink: SinkKind
  readonly circumstance: Circumstance
  readonly bounds: AuditBounds
  /** Whether uncommitted entries of the offset log are removed before each restart. */
  readonly cleanLog: boolean
}

/**
 * `yes`: the shortest schedule within the bounds that shows such a row. `no`: none of this many states has one.
 * `not-examined`: none has one, and the bounds allow no row that could have the fault, or the injected fault never struck.
 */
export type RowFaultResult =
  | { readonly kind: 'yes'; readonly row: string; readonly walk: Walk<QueryEnv> }
  | { readonly kind: 'no'; readonly states: number }
  | { readonly kind: 'not-examined' }

/** Searches the model breadth first. */
export function searchRowFaults(search: RowFaultSearch, deviations: Deviations): RowFaultResult {
  return runToEnd(searchRowFaultsInSteps(search, deviations))
}

/** The same in steps: it yields from time to time, so that the caller can give it up. */
export function* searchRowFaultsInSteps(
  search: RowFaultSearch,
  deviations: Deviations,
): Generator<SearchProgress, RowFaultResult, undefined> {
  const { circumstance, bounds, cleanLog } = search
  const space = auditStateSpace(bounds, circumstance)
  const model: Model = cleanLog ? withCleanLog : { open, step }
  const found = yield* searchInSteps<QueryEnv, RowAudit>({
    space,
    properties: asProperty(search),
    numbering: textNumbering(),
    deviations,
    model,
  })
  if (found.violation === undefined) {
    const isExamined = found.unspoken.length + found.unreached.length === 0
    return isExamined ? { kind: 'no', states: found.states } : { kind: 'not-examined' }
  }
  const { choices, how } = found.violation
  return { kind: 'yes', row: how, walk: walk(space, choosing(choices), deviations, model) }
}

/** The fault as a property that no step breaks, so that a breadth-first search finds the shortest schedule that breaks it. */
function asProperty({ of, sink, circumstance, bounds }: RowFaultSearch): RoleProperties<QueryEnv, RowAudit, 'query'> {
  const after = (audit: RowAudit, events: readonly Event[]) =>
    events.reduce((before, event) => audited(before, event, sink), audit)
  const faultyRow = { lost: rowLostAt, duplicated: rowDuplicatedAt }[of]
  const mayShow = { lost: skipsRows, duplicated: showsRows }[of]
  return {
    begin: () => beginAudit(bounds.partitions),
    after,
    always: [
      {
        name: `no row is ${of}`,
        requirements: [],
        speaksOf: ['row-written'],
        alsoWithoutEvents: false,
        spoke: (moment) => mayShow(moment, after(moment.history, moment.events)),
        broken: (moment) => faultyRow(moment, after(moment.history, moment.events)),
      },
    ],
    sometimes: [
      {
        name: 'each of the faults strikes',
        requirements: [],
        needs: [],
        reached: ({ env }) => circumstance.faults.every((fault) => env.faultsUsed[fault] !== undefined),
      },
    ],
  }
}

type Here = Moment<QueryEnv, RowAudit, 'query'>

/** A row is lost when a run starts to read behind it: until then a later epoch may still contain it. */
function rowLostAt(here: Here, audit: RowAudit): string | undefined {
  return skipsRows(here) ? lostRow(audit, beginsOf(here)) : undefined
}

const skipsRows = (here: Here) =>
  here.events.some(({ kind }) => kind === 'job-submitted') && beginsOf(here).some((offset) => offset > 0)

/** By partition: the row with which the readers begin. */
const beginsOf = ({ state }: Here) => state?.readers.map(({ offset }) => offset) ?? []

function rowDuplicatedAt(here: Here, audit: RowAudit): string | undefined {
  return showsRows(here, audit) ? doubleRow(audit) : undefined
}

/** A sink has more rows after a commit, or after a write. */
const showsRows = ({ events }: Here, { sink }: RowAudit) =>
  events.some(({ kind }) => kind === 'epoch-committed' || kind === 'row-written') &&
  sink.some(({ rows }) => rows.length > 0)
