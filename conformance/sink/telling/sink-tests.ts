import { brokenClaim } from '../answer/broken-claim.ts'
import type { AnyTried } from '../answer/fault-table.ts'
import { asScenario, isWhole, type SinkFindings, type SinkTrial } from '../answer/sink-trial.ts'
import type { Guarantee } from '../file/guarantees.ts'
import type { SinkMode } from '../file/modes.ts'
import { withoutCase } from '../file/without-case.ts'
import { isAskedBy } from '../requirements/asked-by-claim.ts'
import { sinkErratumOf } from '../requirements/errata.ts'
import type { JudgedInAll } from '../requirements/judge-requirements.ts'
import type { RowsSeen } from '../run/try-schedule.ts'
import type { AnyTriedSchedule, RowHarm } from '../verdict/tried-schedule.ts'
import { harmWords } from './describe-fault-table.ts'
import { describeEnd } from './describe-schedule.ts'
import { describeReason } from './describe-sink.ts'
import { describeTried } from './describe-step.ts'

/** What a test of a sink says. */
export type SinkTestResult =
  | { readonly kind: 'passed' }
  /** The claim is broken by it. */
  | {
      readonly kind: 'failed'
      /** In one line. */
      readonly headline: string
      /** All that is known. */
      readonly text: string
      /** What another run of the same shows again, in whatever order it is seen. */
      readonly observed: string
    }
  /** It decides nothing, for a reason. */
  | { readonly kind: 'not told'; readonly reason: string }

/** One thing that was held against the claim of a sink. */
export interface SinkTest {
  readonly about:
    | { readonly kind: 'scenario'; readonly scenario: string; readonly mode: SinkMode; readonly fault: string }
    | { readonly kind: 'generated'; readonly token: string; readonly fault: string }
    | { readonly kind: 'requirement'; readonly id: JudgedInAll['requirement']['id']; readonly says: string }
    | { readonly kind: 'claim'; readonly claim: Guarantee | undefined }
    /** The entry of a list of known failures. */
    | { readonly kind: 'list'; readonly place: string }
  readonly result: SinkTestResult
}

/**
 * What was run in a sink as a list of tests: each scenario, each generated schedule once, each requirement, and the claim. One of them has
 * failed exactly if the claim is broken, and the claim has passed exactly if it is kept in all that was to be run.
 */
export function sinkTests(trial: SinkTrial, findings: SinkFindings): readonly SinkTest[] {
  const { mode, claim, search } = trial
  return [
    ...scenariosOf(trial),
    ...schedulesOf(search).map(
      (one): SinkTest => ({
        about: { kind: 'generated', token: one.token, fault: one.fault },
        result: resultOf(asScenario(one), mode, claim),
      }),
    ),
    ...findings.requirements.map(
      (judged): SinkTest => ({
        about: { kind: 'requirement', id: judged.requirement.id, says: judged.requirement.says },
        result: resultOfRequirement(judged, mode, claim),
      }),
    ),
    { about: { kind: 'claim', claim }, result: resultOfClaim(trial, findings) },
  ]
}

/** Scenarios are tried in their order, so an interrupt leaves out the last ones. */
const scenariosOf = ({ planned, tried, mode, claim }: SinkTrial): readonly SinkTest[] =>
  planned.map(({ name, fault }, at) => {
    const one = tried[at]
    return {
      about: { kind: 'scenario', scenario: name, mode, fault },
      result: one === undefined ? notTold('not run') : resultOf(one, mode, claim),
    }
  })

/** Each once: a schedule of which nothing could be left out is both shrunk and tried, and one may be the shortest of several harms. */
function schedulesOf(search: SinkTrial['search']): readonly AnyTriedSchedule[] {
  const all = [...(search?.found ?? []).map(({ shrunk }) => shrunk), ...(search?.tried ?? [])]
  return all.filter(({ token }, at) => all.findIndex((other) => other.token === token) === at)
}

const harmsOf: Readonly<Record<Guarantee, readonly RowHarm[]>> = {
  'exactly-once': ['lost', 'doubled'],
  'at-least-once': ['lost'],
  'at-most-once': ['doubled'],
  none: [],
}

/** A row that is seen too early breaks no claim; one that is out of order, where readers are promised an order, breaks any. */
function resultOf(tried: AnyTried, mode: SinkMode, claim: Guarantee | undefined): SinkTestResult {
  const { scenario, result } = tried
  if (result.kind === 'broken') return notTold(withoutCase(describeReason(result)))
  const end = describeEnd(result)
  if (!result.isTold) return notTold(end)
  if (claim === undefined) return { kind: 'passed' }
  const breaking = [...harmsOf[claim].map((harm) => result[harm]), result.outOfOrder ?? []]
  if (breaking.every((rows) => rows.length === 0)) return { kind: 'passed' }
  return scenario.spark === 'as documented'
    ? { kind: 'failed', headline: end, text: describeTried(tried, mode), observed: observedIn(result) }
    : notTold(`Spark does here what its documentation does not say to sinks: ${end}`)
}

/** Rows that are seen too early depend on when the reader looks. */
const observedIn = ({ lost, doubled, outOfOrder = [] }: Pick<RowsSeen, 'lost' | 'doubled' | 'outOfOrder'>): string =>
  Object.entries({ [harmWords.lost]: lost, [harmWords.doubled]: doubled, 'out of order': outOfOrder })
    .flatMap(([what, rows]) => (rows.length === 0 ? [] : [`${what}: ${rows.toSorted().join(', ')}`]))
    .join('; ')

function resultOfRequirement(
  { requirement, verdict }: JudgedInAll,
  mode: SinkMode,
  claim: Guarantee | undefined,
): SinkTestResult {
  if (verdict.kind === 'held') return { kind: 'passed' }
  if (verdict.kind === 'no occasion') return notTold('no occasion')
  const headline = `step ${verdict.step} of ${verdict.in[0]}: ${verdict.because}`
  if (isAskedBy(claim, requirement))
    return {
      kind: 'failed',
      headline,
      text: ['violated in:', ...verdict.in.map((name) => `  ${name}`)].join('\n'),
      observed: verdict.because,
    }
  const erratum = sinkErratumOf(requirement.id, mode)
  if (erratum !== undefined) return notTold(`known of Spark, not of the sink: ${erratum.does}`)
  const why = requirement.owedBy === 'spark' ? 'Spark owes it' : 'the claim does not ask for it'
  return notTold(`violated, and ${why}: ${headline}`)
}

function resultOfClaim(trial: SinkTrial, findings: SinkFindings): SinkTestResult {
  if (trial.claim === undefined) return notTold('nothing is claimed')
  const reasons = brokenClaim(trial.claim, findings)
  const [headline] = reasons
  if (headline !== undefined) return { kind: 'failed', headline, text: reasons.join('\n'), observed: headline }
  return isWhole(trial) ? { kind: 'passed' } : notTold('not all scenarios and schedules could be run to their end')
}

const notTold = (reason: string): SinkTestResult => ({ kind: 'not told', reason })
