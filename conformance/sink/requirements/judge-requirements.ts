import type { SinkMode } from '../file/modes.ts'
import type { BatchAction } from '../schedules/batch-schedule.ts'
import type { SinkAction } from '../schedules/schedule.ts'
import type { Tried } from '../verdict/judge-sink.ts'
import { type SinkVerdict, verdictOf } from './finding.ts'
import { requirementsOf, sinkRequirements } from './registry.ts'
import { type SinkCase, sinkCase } from './sink-case.ts'
import type { SinkRequirement } from './sink-requirement.ts'

/** A requirement and what was seen of it. */
export interface JudgedRequirement {
  readonly requirement: SinkRequirement
  readonly verdict: SinkVerdict
}

/** All requirements in one case. */
export const judgeCase = (
  seen: SinkCase,
  requirements: readonly SinkRequirement[] = sinkRequirements,
): readonly JudgedRequirement[] =>
  requirements.map((requirement) => ({ requirement, verdict: verdictOf(requirement.judge(seen)) }))

/** A requirement in all cases: the first that violates it is named. */
export type JudgedInAll =
  | { readonly requirement: SinkRequirement; readonly verdict: Exclude<SinkVerdict, { readonly kind: 'violated' }> }
  | {
      readonly requirement: SinkRequirement
      readonly verdict: Extract<SinkVerdict, { readonly kind: 'violated' }> & { readonly in: readonly string[] }
    }

/** What the Javadoc of a release asks, in all cases; what any release asks if it is not known. */
export function judgeRequirements(
  tried: readonly Tried<SinkAction | BatchAction>[],
  release?: string,
  mode: SinkMode = 'continuous',
): readonly JudgedInAll[] {
  const requirements = requirementsOf(release)
  const cases = tried.map(({ scenario, result }) => ({
    name: scenario.name,
    judged: judgeCase(sinkCase(result.moments, scenario.delivery, mode), requirements),
  }))
  return requirements.map((requirement) => {
    const verdicts = cases.flatMap(({ name, judged }) =>
      judged.flatMap((each) => (each.requirement === requirement ? [{ name, verdict: each.verdict }] : [])),
    )
    const violated = verdicts.flatMap(({ name, verdict }) => (verdict.kind === 'violated' ? [{ name, verdict }] : []))
    const [first] = violated
    if (first !== undefined) return { requirement, verdict: { ...first.verdict, in: violated.map(({ name }) => name) } }
    const times = verdicts.reduce((sum, { verdict }) => sum + (verdict.kind === 'held' ? verdict.times : 0), 0)
    return { requirement, verdict: times === 0 ? { kind: 'no occasion' } : { kind: 'held', times } }
  })
}
