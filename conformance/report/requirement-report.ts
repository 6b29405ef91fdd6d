import { requirements } from '../requirements/registry.ts'
import type { RequirementReport } from './report.ts'
import { casesOf, type Judged, standingOf } from './standing.ts'

/** All requirements of the registry with their standing in a run. */
export function requirementReports(run: Judged): readonly RequirementReport[] {
  return requirements.map((requirement) => {
    const checked = run.generated.flatMap(({ properties }) =>
      properties.filter(({ requirements }) => requirements.includes(requirement.id)),
    )
    const { attributed: _, attributedOrder: __, ...record } = requirement
    return {
      ...record,
      standing: standingOf(requirement, run),
      scenarios: casesOf(requirement, run).map(({ file, line }) => `${file}:${line}`),
      properties: checked.map(({ name }) => name),
    }
  })
}
