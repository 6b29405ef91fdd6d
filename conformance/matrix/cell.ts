import { openIn } from '../oracle/freedom.ts'
import type { CaseReport, GeneratedReport, RunReport } from '../report/report.ts'
import { spokenOf } from '../report/requirement-report.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { isAgainst, verdictKinds } from '../run/verdict.ts'
import { deviationsBehind } from './deviations-behind.ts'
import type { Cell, VerdictCounts } from './matrix.ts'

/** What a run says of one requirement, and what has looked at it. */
export function cellOf(requirement: Requirement, report: RunReport): Cell {
  const own = report.cases.filter(({ requirements }) => requirements.includes(requirement.id))
  const generated = generatedFor(requirement, report.generated)
  return {
    ...standingOf(requirement, report, own, generated?.times ?? 0),
    scenarios: countVerdicts(own),
    ...(generated === undefined ? {} : { generated }),
  }
}

export function countVerdicts(cases: readonly CaseReport[]): VerdictCounts {
  const counts = verdictKinds.map((kind) => [kind, cases.filter(({ verdict }) => verdict === kind).length] as const)
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

function standingOf(
  requirement: Requirement,
  { cases, generated, edition }: RunReport,
  own: readonly CaseReport[],
  times: number,
): Pick<Cell, 'standing' | 'because' | 'deviations'> {
  const { id } = requirement
  const spoken = cases.filter((one) => spokenOf(one).includes(id))
  const found = generated.some(({ findings }) => findings.some(({ requirements }) => requirements.includes(id)))
  if (found || spoken.some(({ verdict }) => isAgainst(verdict))) return { standing: 'fails' }
  if (requirement.level === 'untestable') return { standing: 'not-observable', because: requirement.reason }

  const deviating = own.filter(({ verdict }) => verdict === 'deviates-as-expected')
  const behind = deviating.flatMap((one) => deviationsBehind(one, edition))
  const names = [...new Set(behind.filter((one) => one.requirement === id).map(({ name }) => name))]
  if (names.length > 0) return { standing: 'deviates', deviations: names }
  if (openIn(edition).has(id) && deviating.length > 0) return { standing: 'open' }
  // A scenario that ends in a deviation of another requirement has not come to this one.
  if (own.some(({ verdict }) => verdict === 'passed') || times > 0) return { standing: 'holds' }

  if (own.length === 0) return { standing: 'not-run', because: 'no scenario of it was selected' }
  const unrun = own.filter(({ verdict }) => verdict === 'not-run')
  if (unrun.length > 0) return { standing: 'not-run', because: reasonsOf(unrun) }
  const unsupported = own.filter(({ verdict }) => verdict === 'not-supported')
  if (unsupported.length === own.length) return { standing: 'not-supported', because: reasonsOf(unsupported) }
  return { standing: 'not-observable', because: `never seen: ${reasonsOf(own)}` }
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
const reasonsOf = (cases: readonly CaseReport[]) => [...new Set(cases.flatMap(({ reason }) => reason ?? []))].join('; ')
