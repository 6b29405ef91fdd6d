import type { Role } from '../../src/contract/roles.ts'
import type { Deviation } from '../../src/reference/deviations.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import type { kit } from '../kit.ts'
import type { Digest } from '../report/digests.ts'
import type { CaseReport, DriverReport, GeneratedVerdict } from '../report/report.ts'
import type { DeviationRecord } from '../requirements/deviations.ts'
import type { Requirement } from '../requirements/requirement.ts'
import type { VerdictKind } from '../suite/verdict.ts'

/**
 * Every requirement in every implementation, as data: the texts and the page are made of this and nothing else. Cases are
 * known by their ids; the words beside them (titles, places, `says`) are those of the kit that drew it.
 */
export interface Matrix {
  /** The version of this format. */
  readonly format: 2
  readonly kit: typeof kit
  readonly suite: { readonly scenarios: number; readonly digest: Digest }
  /** The tag expression that selected the scenarios; empty for all. */
  readonly selection: string
  /** The command line that measures it again. */
  readonly command: string
  readonly columns: readonly Column[]
  /** The cases of which some column has a verdict, in the order of the suite. */
  readonly cases: readonly MatrixCase[]
  readonly pages: readonly MatrixPage[]
  /** The requirements that some column does not simply keep, in the order of the rows. */
  readonly details: readonly Details[]
}

/** One case of the suite, with its verdict in each column. */
export interface MatrixCase extends ScenarioPlace {
  /** The digest of its content: the case is measured as long as the suite has a case with this id. */
  readonly id: string
  readonly requirements: readonly string[]
  readonly results: readonly CaseResult[]
}

/** The same verdict in several columns. */
export interface CaseResult extends CaseOutcome {
  /** The names of the columns. */
  readonly in: 'all' | readonly string[]
}

/** The verdict on a case, with its data. */
export type CaseOutcome = Pick<CaseReport, 'verdict' | 'reason' | 'deviation' | 'unspecified' | 'violates'>

/** The standing of one requirement in one implementation, in the order of the legend. */
export const cellStandings = [
  'holds',
  'deviates',
  'unspecified',
  'fails',
  'not-observable',
  'not-supported',
  'not-run',
] as const

/** `unspecified`: the page says nothing, and this implementation does something else than where it was observed. */
export type CellStanding = (typeof cellStandings)[number]

/** How many cases came to which verdict; those that none came to are left out. */
export type VerdictCounts = Partial<Record<VerdictKind, number>>

/** One requirement in one implementation, with the cases that examined it. */
export interface Cell {
  readonly standing: CellStanding
  /** Why nothing more is known, where nothing is. */
  readonly because?: string
  /** The deviations that were seen. */
  readonly deviations?: readonly Deviation[]
  /** Its scenarios by their verdicts. */
  readonly scenarios: VerdictCounts
  /** Generated cases that were held against the model where it speaks of this, and how often its properties were seen. */
  readonly generated?: { readonly cases: number; readonly times: number }
}

/** One implementation. */
export interface Column {
  readonly name: string
  /** The word behind `--drivers` that chooses it. */
  readonly chosenBy: string
  readonly outcome: ColumnOutcome
  readonly standings: Readonly<Record<CellStanding, number>>
}

export type ColumnOutcome =
  /** It could not be had, or its run was stopped before there was a report. */
  | { readonly kind: 'not-run'; readonly reason: string }
  /** There is a report of it; `stopped` if it is not of the whole run. */
  | ({ readonly kind: 'complete' | 'stopped' } & MeasuredColumn)

export interface MeasuredColumn {
  readonly implementation: DriverReport['implementation']
  readonly roles: readonly Role[]
  readonly edition: EditionName
  /** The deviations of the edition at that time. */
  readonly deviations: readonly Deviation[]
  readonly driverDigest: Digest
  readonly scenarios: VerdictCounts
  readonly generated: readonly GeneratedColumn[]
  /** Failures, or too little exercise, that belong to no row. */
  readonly notes: readonly string[]
}

export interface GeneratedColumn {
  readonly role: Role
  readonly verdict: GeneratedVerdict
  readonly planned: number
  readonly cases: number
  readonly actions: number
  readonly seed: number
}

export interface MatrixPage {
  readonly page: string
  readonly rows: readonly Row[]
}

/** One requirement; its cells are in the order of the columns. */
export interface Row extends Pick<Requirement, 'id' | 'level' | 'role' | 'basis' | 'says'> {
  /** Why no event shows it, if none does. */
  readonly untestable?: string
  /** The ids of its cases. */
  readonly scenarios: readonly string[]
  /** The names of the properties that stand for it in generated cases. */
  readonly properties: readonly string[]
  readonly cells: readonly Cell[]
}

export interface ScenarioPlace {
  readonly file: string
  readonly line: number
  readonly name: string
}

/** All that is not simply kept of one requirement. */
export interface Details {
  readonly requirement: string
  readonly deviations: readonly (DeviationRecord & { readonly shown: readonly Shown[] })[]
  readonly unspecified: readonly Shown[]
  readonly fails: readonly Shown[]
}

/** A case that shows it, alike in all of these columns. */
export interface Shown {
  readonly columns: readonly string[]
  /** The id of the case, or the token of a generated one. */
  readonly by: { readonly case: string } | { readonly token: string }
  readonly described: readonly string[]
  readonly trace: readonly string[]
  /** The command line that runs it again, in the first of the columns. */
  readonly again: string
  /** A digest, equal where the traces differ only in the order in which several actors act. */
  readonly alike?: string
}
