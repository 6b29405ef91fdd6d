import type { Action } from '../../src/contract/actions.ts'
import type { Event, EventKind } from '../../src/contract/events.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Deviation } from '../../src/reference/deviations.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import type { DiffLine } from '../assertions/diff.ts'
import type { Trace } from '../assertions/trace.ts'
import type { ReportedChoice } from '../drivers/choice.ts'
import type { CoverageReport } from '../explore/coverage.ts'
import type { PropertyTally } from '../generated/tally.ts'
import type { kit } from '../kit.ts'
import type { Requirement } from '../requirements/requirement.ts'
import type { Scenario } from '../suite/planned-case.ts'
import type { UnspecifiedWhere, VerdictKind } from '../suite/verdict.ts'
import type { Digest } from './digests.ts'
import type { Known, KnownFailuresReport } from './known-failures.ts'

/** The version of the report's format. 3: passed cases have no trace, coverage can be united, and a report may be one of several shards. */
export const reportFormat = 3

/** All data of a run. The text of the terminal is made from this alone. */
export interface RunReport {
  /** The version of this format. */
  readonly format: typeof reportFormat
  readonly kit: typeof kit
  /** All scenarios of the selection; in a shard, also those of the other shards. */
  readonly suite: { readonly scenarios: number; readonly digest: Digest }
  /** The part of the run that this report covers; missing if it covers all of it. */
  readonly shard?: Shard
  /** The digest of the judge: another model, oracle or registry may give other verdicts. */
  readonly judge: Digest
  /** The pages of the requirements, by the digests of their sentences in the registry. */
  readonly pages: readonly { readonly page: string; readonly digest: Digest }[]
  readonly driver: DriverReport
  readonly edition: EditionName
  /** The tag expression that selected the scenarios; empty for all. */
  readonly selection: string
  readonly startedAt: string
  readonly finishedAt: string
  readonly roles: readonly RoleReport[]
  readonly cases: readonly CaseReport[]
  /** The failures of cases and generated cases by cause, those of most cases first. */
  readonly causes: readonly CauseReport[]
  /** The coverage of the scenarios, within the reference bounds of each role. */
  readonly coverage: readonly CoverageReport[]
  /** Generated cases, one record per role; empty if there were none. */
  readonly generated: readonly GeneratedReport[]
  readonly requirements: readonly RequirementReport[]
  /** Whether each planned case was run to its end, and each finding made as small as possible. */
  readonly complete: boolean
  /** The failures of the driver when it was shut down, after all cases; missing if there was none. */
  readonly shutdown?: readonly string[]
  /** The known failures that the run was held against; missing without them. */
  readonly knownFailures?: KnownFailuresReport
}

/** One of several runs that together run everything once. */
export interface Shard {
  /** From 1 on. */
  readonly index: number
  readonly of: number
}

export interface DriverReport extends Identity {
  /** The choice of the driver. */
  readonly choice: ReportedChoice
  readonly digest: Digest
}

/** The number of planned cases of a role, and their verdicts, which add up to it. */
export interface RoleReport {
  readonly role: Role
  readonly planned: number
  readonly verdicts: Readonly<Record<VerdictKind, number>>
}

export interface CaseReport extends Scenario {
  readonly verdict: VerdictKind
  /** The reason for which there is no verdict, or the failure of the driver. */
  readonly reason?: string
  /** The deviation that was seen (`deviates`), or was expected and not seen (`passed-unexpectedly`). */
  readonly deviation?: Deviation
  /** The requirements that the edition does not have, and whether an earlier step was unspecified (`unspecified`). */
  readonly unspecified?: { readonly requirements: readonly string[]; readonly where: UnspecifiedWhere }
  /** The expected events in words, what is wrong, and the examined events. */
  readonly expected?: readonly string[]
  readonly problem?: string
  readonly seen?: readonly Event[]
  /** The difference between both, line by line. */
  readonly difference?: readonly DiffLine[]
  /** The Gherkin step that failed. */
  readonly step?: string
  /** The requirement that was broken, if the scenario does not examine it. */
  readonly violates?: string
  /** What is wrong first, if the edition does not accept the case. */
  readonly diagnosis?: Diagnosis
  /** The number of actions that the driver performed. */
  readonly actions: number
  /** What was done and observed; empty for a passed case, to keep reports small. */
  readonly trace: Trace
  /** The next actions, which the driver did not perform. */
  readonly attempted?: readonly Action[]
  /** The command line that runs it again. */
  readonly again: string
  /** The entry that lists this failure, for the reason that was seen. */
  readonly known?: Known
}

/** What is wrong: the implementation does something else, or the driver fails in one of these ways. */
export const diagnosisKinds = [
  'behaviour',
  'passed-unexpectedly',
  'off-protocol',
  'refused',
  'crashed',
  'timed-out',
] as const

/**
 * What is wrong with an event: it is missing, or there is one too much; it has other fields; it comes in another order than the model's, or
 * before an event that leads to it; or nothing may happen there that breaks a requirement, and it does.
 */
export const problemKinds = [
  'missing',
  'too-much',
  'different',
  'wrong-order',
  'before-its-cause',
  'forbidden',
] as const

export type ProblemKind = (typeof problemKinds)[number]

/** The first thing that is wrong in a case or a finding. */
export interface Diagnosis {
  readonly kind: (typeof diagnosisKinds)[number]
  /** The requirements that it breaks; empty if the driver itself failed. */
  readonly requirements: readonly string[]
  /** What is wrong, in one line with its values. */
  readonly says: string
  /** The same without its particulars, such as numbers and quoted texts: equal wherever one cause shows. */
  readonly mismatch: string
  /** What is wrong with the event that `says` names. Missing if no event decides, and in reports of older versions. */
  readonly problem?: ProblemKind
  /** The kinds of the events that are wrong: the one that is missing, the one that was seen, or both. Missing if no event decides. */
  readonly events?: readonly EventKind[]
  /** The step of the trace that shows it; 0 is the opening. */
  readonly step?: number
  /** The model's events of that step and those that were seen, line by line, if the model decides. */
  readonly difference?: readonly DiffLine[]
  /** For actions at the same time: the order of them that explains most, and what stopped it. */
  readonly together?: ClosestOrder
}

/** The order of the actions of a `together` that explains most of what was seen. */
export interface ClosestOrder {
  /** The actions up to where it stops, each with the events that it explains. */
  readonly taken: readonly { readonly action: Action; readonly events: readonly Event[] }[]
  readonly stopped: /** After this action come the events of `before`, and then, in place of the expected event, `instead` or nothing. */
    | {
        readonly kind: 'event'
        readonly action: Action
        readonly before: readonly Event[]
        readonly expected: Event
        readonly instead?: Event
      }
    | { readonly kind: 'not-enabled'; readonly action: Action; readonly reason: string }
    /** All actions are taken, and these events remain. */
    | { readonly kind: 'left-over'; readonly seen: readonly Event[] }
  /** The actions that the order does not reach. */
  readonly left: readonly Action[]
}

/** Failures that are taken to have one cause; `mismatch` is that of the one that is shown. */
export interface CauseReport extends Pick<Diagnosis, 'kind' | 'requirements' | 'says' | 'mismatch'> {
  /** Other requirements that are about as likely to be the broken ones: scenarios of theirs fail by this cause, too. Missing if none is. */
  readonly alsoBroken?: readonly string[]
  /** The shortest case or finding, whose values `says` has: the `id` of a case or the `token` of a finding. */
  readonly shown: { readonly kind: 'case'; readonly id: string } | { readonly kind: 'finding'; readonly token: string }
  /** The ids of all its cases. */
  readonly cases: readonly string[]
  /** The tokens of all its findings. */
  readonly findings: readonly string[]
}

/** The verdict on the generated cases of a role. */
export const generatedVerdicts = [
  'agrees',
  'differs',
  // One case, run twice, had two results.
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
  /** The same seed generates the same cases. */
  readonly seed: number
  readonly planned: number
  readonly cases: number
  readonly actions: number
  readonly notSupported: number
  readonly reasons: readonly string[]
  /** The driver was lost in so many cases in a row, or hung in so many, that the role was given up: the cases after them were not run. */
  readonly givenUp?: true
  readonly findings: readonly FindingReport[]
  /** Two different traces of one case, if there are such. */
  readonly undetermined?: readonly (readonly string[])[]
  readonly properties: readonly PropertyTally[]
  /** The names of the properties that were not exercised. */
  readonly unseen: readonly string[]
  /** Those that were not exercised because the driver does not support their cases. */
  readonly unsupported: readonly string[]
  readonly coverage: CoverageReport
}

/** A generated case in which the implementation does not conform. */
export interface FindingReport {
  readonly token: string
  /** The sort of the finding, without its particulars. A run shows one finding of each sort. */
  readonly sort: string
  /** The generated case that showed it and was made smaller: its number, from 0, and how many kinds of fault and how many actions it had. */
  readonly from?: { readonly case: number; readonly faults: number; readonly actions: number }
  readonly requirements: readonly string[]
  /** Whether a search has shown that there is no shorter case. */
  readonly isShortest: boolean
  /** Shrinking stopped because the driver hung. */
  readonly hung?: true
  /** The step of the trace that does not conform. */
  readonly step: number
  readonly described: readonly string[]
  readonly diagnosis: Diagnosis
  /** The property that it breaks; missing if only the model decides. */
  readonly property?: string
  readonly trace: Trace
  /** A scenario that fails on this implementation and passes on the model. */
  readonly gherkin: string
  readonly again: string
  /** The entry that lists this finding. */
  readonly known?: Known
}

/** The standing of one requirement in a run. */
export const standings = [
  'holds',
  'fails',
  'deviates',
  // The edition does not require it, and the implementation behaves otherwise.
  'unspecified',
  // Its cases were planned, and none of them examined it.
  'not-seen',
  // No case of it was selected.
  'not-selected',
  'untestable',
] as const

export type Standing = (typeof standings)[number]

/** A record without the fields that only the oracle reads. */
type WithoutAttribution<R> = R extends Requirement ? Omit<R, 'attributed' | 'attributedOrder'> : never

export type RequirementReport = WithoutAttribution<Requirement> & {
  readonly standing: Standing
  /** The places of its scenarios, `file:line`. */
  readonly scenarios: readonly string[]
  /** The names of the properties that were checked in generated cases. */
  readonly properties: readonly string[]
}
