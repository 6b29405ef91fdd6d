import { requirements } from '../requirements/registry.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { isAgainst } from '../run/verdict.ts'
import type { CaseReport, RequirementReport, Standing } from './report.ts'

/** Every requirement of the registry with its standing in a run. */
export function requirementReports(cases: readonly CaseReport[]): readonly RequirementReport[] {
  return requirements.map((requirement) => {
    const own = cases.filter((one) => one.requirements.includes(requirement.id))
    return {
      ...requirement,
      standing: standingOf(requirement, own),
      scenarios: own.map(({ file, line }) => `${file}:${line}`),
    }
  })
}

function standingOf(requirement: Requirement, cases: readonly CaseReport[]): Standing {
  if (requirement.level === 'untestable') return 'untestable'
  if (cases.length === 0) return 'not-selected'
  if (cases.some(({ verdict }) => isAgainst(verdict))) return 'fails'
  if (cases.some(({ verdict }) => verdict === 'deviates-as-expected')) return 'deviates'
  return cases.some(({ verdict }) => verdict === 'passed') ? 'holds' : 'not-seen'
}
