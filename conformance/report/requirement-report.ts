import type { EditionName } from '../../src/reference/editions.ts'
import { openIn } from '../oracle/freedom.ts'
import { requirements } from '../requirements/registry.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { isAgainst } from '../run/verdict.ts'
import type { CaseReport, GeneratedReport, RequirementReport, Standing } from './report.ts'

/** The requirements that a case speaks of: its scenario's, or the one that was broken on the way. */
export function spokenOf({ violates, requirements }: CaseReport): readonly string[] {
  return violates === undefined ? requirements : [violates]
}

/** Every requirement of the registry with its standing in a run. */
export function requirementReports(
  cases: readonly CaseReport[],
  generated: readonly GeneratedReport[],
  edition: EditionName,
): readonly RequirementReport[] {
  const open = openIn(edition)
  return requirements.map((requirement) => {
    const own = cases.filter((one) => one.requirements.includes(requirement.id))
    const spoken = cases.filter((one) => spokenOf(one).includes(requirement.id))
    const checked = generated.flatMap(({ properties }) =>
      properties.filter(({ requirements }) => requirements.includes(requirement.id)),
    )
    const isBroken = generated.some(({ findings }) =>
      findings.some(({ requirements }) => requirements.includes(requirement.id)),
    )
    return {
      ...requirement,
      standing: isBroken ? 'fails' : standingOf(requirement, own, spoken, open.has(requirement.id)),
      scenarios: own.map(({ file, line }) => `${file}:${line}`),
      properties: checked.map(({ name }) => name),
    }
  })
}

function standingOf(
  { level }: Requirement,
  own: readonly CaseReport[],
  spoken: readonly CaseReport[],
  isOpen: boolean,
): Standing {
  if (level === 'untestable') return 'untestable'
  if (spoken.some(({ verdict }) => isAgainst(verdict))) return 'fails'
  if (own.length === 0) return 'not-selected'
  if (spoken.some(({ verdict }) => verdict === 'deviates-as-expected')) return isOpen ? 'open' : 'deviates'
  return spoken.some(({ verdict }) => verdict === 'passed') ? 'holds' : 'not-seen'
}
