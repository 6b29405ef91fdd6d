import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Deviation } from '../../src/reference/deviations.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import type { DiffLine } from '../assertions/diff.ts'
import type { Trace } from '../assertions/trace.ts'
import type { DriverChoice } from '../drivers/choice.ts'
import type { CoverageReport } from '../explore/coverage.ts'
import type { PropertyTally } from '../generated/tally.ts'
import type { kit } from '../kit.ts'
import type { Requirement } from '../requirements/requirement.ts'
import type { Scenario } from '../suite/plan.ts'
import type { UnspecifiedWhere, VerdictKind } from '../suite/verdict.ts'
import type { Digest } from './digests.ts'

/** The version of the report's format. 2: the verdicts `deviates` and `unspecified`, and the driver's choice as a record. */
export const reportFormat = 2

/** Everything that is known of a run, as data: what the terminal prints is made of this and nothing else. */
export interface RunReport {
  /** The version of this format. */
  readonly format: typeof reportFormat
  readonly kit: typeof kit
  readonly suite: { readonly scenarios: number; readonly digest: Digest }
  /** What judged: a verdict of another model, oracle or registry may be another. */
  readonly judge: Digest
  /** The pages that the requirements were taken from, by the sentences that the registry holds. */
  readonly pages: readonly { readonly page: string; readonly digest: Digest }[]
  readonly driver: DriverReport
  readonly edition: EditionName
  /** The tag expression that selected the scenarios; empty for all. */
  readonly selection: string
  readonly startedAt: string
  readonly finishedAt: string
  readonly roles: readonly RoleReport[]
  readonly cases: readonly CaseReport[]
  /** How much of the graph of each role's reference bounds the scenarios went through. */
  readonly coverage: readonly CoverageReport[]
  /** Generated cases, a record a role; empty if none were asked for. */
  readonly generated: readonly GeneratedReport[]
  readonly requirements: readonly RequirementReport[]
  /** Whether each planned case came to a verdict of its own: false where some were not run. */
  readonly complete: boolean
}

export interface DriverReport extends Identity {
  /** The words on the command line that choose it. */
  readonly choice: DriverChoice
  readonly digest: Digest
}

/** How many cases of a role were planned, and what became of them. The verdicts add up to `planned`. */
export interface RoleReport {
  readonly role: Role
  readonly planned: number
  readonly verdicts: Readonly<Record<VerdictKind, number>>
}

export interface CaseReport extends Scenario {
  readonly verdict: VerdictKind
  /** Why there is no verdict, or what the driver did instead of an answer, in words. */
  readonly reason?: string
  /** The deviation that was seen (`deviates`), or was expected and not seen (`passed-unexpectedly`). */
  readonly deviation?: Deviation
  /** The requirements that the edition does not have, and whether an earlier step was unspecified (`unspecified`). */
  readonly unspecified?: { readonly requirements: readonly string[]; readonly where: UnspecifiedWhere }
  /** What was expected, as lines; what is wrong; and the events that were looked at. */
  readonly expected?: readonly string[]
  readonly problem?: string
  readonly seen?: readonly Event[]
  /** The difference between both, line by line. */
  readonly difference?: readonly DiffLine[]
  /** The Gherkin step in which it came out. */
  readonly step?: string
  /** The requirement that was broken on the way, if it is none that the scenario looks at. */
  readonly violates?: string
  readonly trace: Trace
  /** What the driver was asked to do next, and did not. */
  readonly attempted?: readonly Action[]
  /** The command line that runs it again. */
  readonly again: string
}

/** What is said of a role's generated cases. */
export const generatedVerdicts = [
  'agrees',
  'differs',
  // The same case showed two different things.
  'not-deterministic',
  // No case failed, but some property was never exercised.
  'vacuous',
  'not-supported',
  // The run was stopped.
  'not-run',
] as const

export type GeneratedVerdict = (typeof generatedVerdicts)[number]

/** Generated cases of a role. */
export interface GeneratedReport {
  readonly role: Role
  readonly verdict: GeneratedVerdict
  /** With the same seed the same cases are drawn. */
  readonly seed: number
  readonly planned: number
  readonly cases: number
  readonly actions: number
  readonly notSupported: number
  readonly reasons: readonly string[]
  readonly findings: readonly FindingReport[]
  /** Two traces of one case that are not alike, where there are such. */
  readonly undetermined?: readonly (readonly string[])[]
  readonly properties: readonly PropertyTally[]
  /** The names of the properties of which nothing was seen. */
  readonly unseen: readonly string[]
  /** Those of which nothing was seen since the driver does not support the cases that show it. */
  readonly unsupported: readonly string[]
  readonly coverage: CoverageReport
}

/** A generated case that speaks against the implementation. */
export interface FindingReport {
  readonly token: string
  readonly requirements: readonly string[]
  /** Whether the model knows no shorter case that shows it. */
  readonly isShortest: boolean
  /** The step of the trace in which it came out. */
  readonly step: number
  readonly described: readonly string[]
  readonly trace: Trace
  /** A scenario that fails on this implementation and passes on the model. */
  readonly gherkin: string
  readonly again: string
}

/** What a run says of one requirement. */
export const standings = [
  'holds',
  'fails',
  'deviates',
  // The edition does not require it, and something else was seen.
  'unspecified',
  // Its cases were planned, and none came to a verdict on it.
  'not-seen',
  // No case of it was selected.
  'not-selected',
  'untestable',
] as const

export type Standing = (typeof standings)[number]

/** A record without what only the oracle reads. */
type WithoutAttribution<R> = R extends Requirement ? Omit<R, 'attributed' | 'attributedOrder'> : never

export type RequirementReport = WithoutAttribution<Requirement> & {
  readonly standing: Standing
  /** The places of its scenarios, `file:line`. */
  readonly scenarios: readonly string[]
  /** The names of the properties that were checked in generated cases. */
  readonly properties: readonly string[]
}
