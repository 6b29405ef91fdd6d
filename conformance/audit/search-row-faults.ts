import type { Event } from '../../src/contract/events.ts'
import type { Deviations } from '../../src/reference/deviations.ts'
import { type Model, open, step } from '../../src/reference/model.ts'
import { searchBreadthFirst } from '../explore/breadth-first.ts'
import { textNumbering } from '../explore/text-numbering.ts'
import type { Moment, RoleProperties } from '../properties/property.ts'
import type { QueryEnv } from '../state-space/query-moves.ts'
import { choosing, type Walk, walk } from '../state-space/walk.ts'
import { type AuditBounds, auditStateSpace } from './audit-state-space.ts'
import type { Circumstance } from './circumstances.ts'
import { withCleanLog } from './clean-log.ts'
import { audited, beginAudit, doubleRow, lostRow, type RowAudit } from './row-audit.ts'
import type { SinkKind } from './sinks.ts'

/** A lost row is in no committed epoch; a duplicated row is in what the sink has twice. */
export const rowFaults = ['lost', 'duplicated'] as const

export type RowFault = (typeof rowFaults)[number]

/** What is searched for: a row with this fault, in this kind of sink, under this kind of fault injection. */
export interface RowFaultSearch {
  readonly of: RowFault
  readonly sink: SinkKind
  readonly circumstance: Circumstance
  readonly bounds: AuditBounds
  /** Whether uncommitted entries of the offset log are removed before each restart. */
  readonly cleanLog: boolean
}

/** `yes`: the shortest schedule within the bounds that shows such a row. `no`: none of this many states has one. */
export type RowFaultResult =
  | { readonly kind: 'yes'; readonly row: string; readonly walk: Walk<QueryEnv> }
  | { readonly kind: 'no'; readonly states: number }

/** Searches the model breadth first. */
export function searchRowFaults(search: RowFaultSearch, deviations: Deviations): RowFaultResult {
  const { circumstance, bounds, cleanLog } = search
  const space = auditStateSpace(bounds, circumstance)
  const model: Model = cleanLog ? withCleanLog : { open, step }
  const found = searchBreadthFirst<QueryEnv, RowAudit>({
    space,
    properties: asProperty(search),
    numbering: textNumbering(),
    deviations,
    model,
  })
  if (found.violation === undefined) return { kind: 'no', states: found.states }
  const { choices, how } = found.violation
  return { kind: 'yes', row: how, walk: walk(space, choosing(choices), deviations, model) }
}

/** The fault as a property that no step breaks, so that a breadth-first search finds the shortest schedule that breaks it. */
function asProperty({ of, sink, bounds }: RowFaultSearch): RoleProperties<QueryEnv, RowAudit, 'query'> {
  const after = (audit: RowAudit, events: readonly Event[]) =>
    events.reduce((before, event) => audited(before, event, sink), audit)
  const answer = { lost: rowLostAt, duplicated: rowDuplicatedAt }[of]
  return {
    begin: () => beginAudit(bounds.partitions),
    after,
    always: [
      {
        name: `no row is ${of}`,
        requirements: [],
        speaksOf: ['row-written'],
        alsoWithoutEvents: false,
        broken: (moment) => answer(moment, after(moment.history, moment.events)),
      },
    ],
    sometimes: [],
  }
}

type Here = Moment<QueryEnv, RowAudit, 'query'>

/** A row is lost when a run starts to read behind it: until then a later epoch may still contain it. */
function rowLostAt({ events, state }: Here, audit: RowAudit): string | undefined {
  if (state === undefined || !events.some(({ kind }) => kind === 'job-submitted')) return undefined
  return lostRow(
    audit,
    state.readers.map(({ offset }) => offset),
  )
}

function rowDuplicatedAt({ events }: Here, audit: RowAudit): string | undefined {
  return events.some(({ kind }) => kind === 'epoch-committed') ? doubleRow(audit) : undefined
}
