import { roles } from '../../src/contract/roles.ts'
import { type CoverageReport, coverageOf } from '../explore/coverage.ts'
import { graphOf } from '../explore/graph.ts'
import type { Edition } from '../requirements/edition.ts'
import { referenceBounds, stateSpaceOf } from '../state-space/roles.ts'
import type { CaseResult } from '../suite/run-suite.ts'

/** The coverage of the scenarios in the graph of each role that has scenarios. */
export function suiteCoverage(results: readonly CaseResult[], edition: Edition): readonly CoverageReport[] {
  return roles.flatMap((role) => {
    const own = results.filter(({ scenario }) => scenario.role === role)
    if (own.length === 0) return []
    const coverage = coverageOf(graphOf(stateSpaceOf(referenceBounds(role)), edition.deviations))
    for (const { trace } of own) {
      const [opened] = trace
      if (opened?.kind !== 'opened') continue
      coverage.follow(
        opened.opening,
        trace.flatMap((step) => (step.kind === 'acted' ? [step.action] : [])),
      )
    }
    return [coverage.report()]
  })
}
