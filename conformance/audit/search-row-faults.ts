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

/** Is there a row that is in no committed epoch, or in two? */
export interface RowFaultSearch {
  readonly of: 'lost' | 'twice'
  readonly sink: SinkKind
  readonly circumstance: Circumstance
  readonly bounds: AuditBounds
  /** Whether the log of offsets is cleaned before each restart. */
  readonly cleanLog: boolean
}

/** There is, as the shortest schedule within the bounds shows; or there is none in any of so many situations. */
export type RowFaultResult =
  | { readonly kind: 'yes'; readonly row: string; readonly walk: Walk<QueryEnv> }
  | { readonly kind: 'no'; readonly states: number }

export function searchRowFaults(question: RowFaultSearch, deviations: Deviations): RowFaultResult {
  const { circumstance, bounds, cleanLog } = question
  const space = auditStateSpace(bounds, circumstance)
  const model: Model = cleanLog ? withCleanLog : { open, step }
  const found = searchBreadthFirst<QueryEnv, RowAudit>({
    space,
    properties: asProperty(question),
    numbering: textNumbering(),
    deviations,
    model,
  })
  if (found.violation === undefined) return { kind: 'no', states: found.states }
  const { choices, how } = found.violation
  return { kind: 'yes', row: how, walk: walk(space, choosing(choices), deviations, model) }
}

/** The question as something that never happens, so that a search breadth first comes upon the shortest way to it. */
function asProperty({ of, sink, bounds }: RowFaultSearch): RoleProperties<QueryEnv, RowAudit> {
  const after = (audit: RowAudit, events: readonly Event[]) =>
    events.reduce((before, event) => audited(before, event, sink), audit)
  const answer = { lost: rowLostAt, twice: rowTwiceAt }[of]
  return {
    begin: () => beginAudit(bounds.partitions),
    after,
    always: [
      {
        name: `no row is ${of}`,
        requirements: [],
        speaksOf: ['row-written'],
        inSilence: false,
        broken: (moment) => answer(moment, after(moment.history, moment.events)),
      },
    ],
    sometimes: [],
  }
}

type Here = Moment<QueryEnv, RowAudit>

/** What a run does not read when it begins is lost: until then a later epoch may still have it. */
function rowLostAt({ events, state }: Here, audit: RowAudit): string | undefined {
  if (state?.role !== 'query' || !events.some(({ kind }) => kind === 'job-submitted')) return undefined
  return lostRow(
    audit,
    state.readers.map(({ offset }) => offset),
  )
}

function rowTwiceAt({ events }: Here, audit: RowAudit): string | undefined {
  return events.some(({ kind }) => kind === 'epoch-committed') ? doubleRow(audit) : undefined
}
