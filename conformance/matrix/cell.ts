import type { EditionName } from '../../src/reference/editions.ts'
import type { CaseReport, GeneratedReport } from '../report/report.ts'
import { casesOf, deviationsSeen, type Judged, standingOf } from '../report/standing.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { describeVerdict } from '../suite/describe-verdict.ts'
import { verdictKinds } from '../suite/verdict.ts'
import type { Cell, VerdictCounts } from './matrix.ts'

/** The measurement of one column. */
export interface MeasuredCell {
  readonly cases: readonly CaseReport[]
  readonly edition: Edition
  readonly generated: Cell['generated']
  /** Whether a generated case has shown that the requirement is broken. */
  readonly isFoundAgainst: boolean
}

/** The standing of one requirement in one column, with the cases that examined it. */
export function cellOf(requirement: Requirement, measured: MeasuredCell): Cell {
  const { generated, isFoundAgainst, ...rest } = measured
  const run = { ...rest, generated: [] }
  return {
    ...(isFoundAgainst ? { standing: 'fails' } : standingIn(requirement, run, generated?.times ?? 0)),
    scenarios: countVerdicts(casesOf(requirement, run)),
    ...(generated === undefined ? {} : { generated }),
  }
}

export function countVerdicts(cases: readonly CaseReport[]): VerdictCounts {
  const counts = verdictKinds.map((kind) => [kind, cases.filter(({ verdict }) => verdict === kind).length] as const)
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

/** The standing by scenarios. Where they show nothing: by generated cases, or the reason. */
function standingIn(
  requirement: Requirement,
  run: Judged,
  times: number,
): Pick<Cell, 'standing' | 'because' | 'deviations'> {
  const standing = standingOf(requirement, run)
  switch (standing) {
    case 'fails':
    case 'unspecified':
    case 'holds':
      return { standing }
    case 'deviates':
      return { standing, deviations: deviationsSeen(requirement, run) }
    case 'untestable':
      return { standing: 'not-observable', ...(requirement.level === 'untestable' && { because: requirement.reason }) }
    case 'not-seen':
    case 'not-selected':
      return times > 0 ? { standing: 'holds' } : whyNotSeen(casesOf(requirement, run), run.edition)
  }
}

function whyNotSeen(own: readonly CaseReport[], { name }: Edition): Pick<Cell, 'standing' | 'because'> {
  if (own.length === 0) return { standing: 'not-run', because: 'no scenario of it was selected' }
  const unrun = own.filter(({ verdict }) => verdict === 'not-run')
  if (unrun.length > 0) return { standing: 'not-run', because: reasonsOf(unrun, name) }
  const unsupported = own.filter(({ verdict }) => verdict === 'not-supported')
  if (unsupported.length === own.length) return { standing: 'not-supported', because: reasonsOf(unsupported, name) }
  return { standing: 'not-observable', because: `never seen: ${reasonsOf(own, name)}` }
}

/**
 * The generated cases of the requirement's role, and those that checked a property of it. A role in which the same case showed
 * two different things proves nothing.
 */
export function generatedFor(
  { id, role, level }: Requirement,
  generated: readonly GeneratedReport[],
): Cell['generated'] {
  if (level === 'untestable') return undefined
  const looking = generated.flatMap((one) => {
    const properties = one.properties.filter(({ requirements }) => requirements.includes(id))
    return one.verdict !== 'not-deterministic' && (one.role === role || properties.length > 0)
      ? [{ cases: one.cases - one.notSupported, times: sum(properties.map(({ times }) => times)) }]
      : []
  })
  if (looking.length === 0) return undefined
  return { cases: sum(looking.map(({ cases }) => cases)), times: sum(looking.map(({ times }) => times)) }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
const reasonsOf = (cases: readonly CaseReport[], edition: EditionName) =>
  [...new Set(cases.flatMap((one) => describeVerdict(one, edition) ?? []))].join('; ')
