import type { EditionName } from '../../src/reference/editions.ts'
import type { CaseReport, GeneratedReport, RunReport } from '../report/report.ts'
import { casesOf, deviationsOf, standingOf } from '../report/standing.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { describeVerdict } from '../suite/describe-verdict.ts'
import { verdictKinds } from '../suite/verdict.ts'
import type { Cell, VerdictCounts } from './matrix.ts'

/** What a run says of one requirement, and what has looked at it. */
export function cellOf(requirement: Requirement, report: RunReport): Cell {
  const generated = generatedFor(requirement, report.generated)
  return {
    ...standingIn(requirement, report, generated?.times ?? 0),
    scenarios: countVerdicts(casesOf(requirement, report)),
    ...(generated === undefined ? {} : { generated }),
  }
}

export function countVerdicts(cases: readonly CaseReport[]): VerdictCounts {
  const counts = verdictKinds.map((kind) => [kind, cases.filter(({ verdict }) => verdict === kind).length] as const)
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

/** The report's standing, where generated cases have seen something of it, too, or it is known why nothing was seen. */
function standingIn(
  requirement: Requirement,
  report: RunReport,
  times: number,
): Pick<Cell, 'standing' | 'because' | 'deviations'> {
  const standing = standingOf(requirement, report)
  switch (standing) {
    case 'fails':
    case 'unspecified':
    case 'holds':
      return { standing }
    case 'deviates':
      return { standing, deviations: deviationsOf(requirement, report) }
    case 'untestable':
      return { standing: 'not-observable', ...(requirement.level === 'untestable' && { because: requirement.reason }) }
    case 'not-seen':
    case 'not-selected':
      return times > 0 ? { standing: 'holds' } : whyNotSeen(casesOf(requirement, report), report.edition)
  }
}

function whyNotSeen(own: readonly CaseReport[], edition: EditionName): Pick<Cell, 'standing' | 'because'> {
  if (own.length === 0) return { standing: 'not-run', because: 'no scenario of it was selected' }
  const unrun = own.filter(({ verdict }) => verdict === 'not-run')
  if (unrun.length > 0) return { standing: 'not-run', because: reasonsOf(unrun, edition) }
  const unsupported = own.filter(({ verdict }) => verdict === 'not-supported')
  if (unsupported.length === own.length) return { standing: 'not-supported', because: reasonsOf(unsupported, edition) }
  return { standing: 'not-observable', because: `never seen: ${reasonsOf(own, edition)}` }
}

/**
 * The generated cases that were held against the model where the requirement lives, or against a property of its own.
 * What wavers has shown nothing.
 */
function generatedFor({ id, role, level }: Requirement, generated: readonly GeneratedReport[]): Cell['generated'] {
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
