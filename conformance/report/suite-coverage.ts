import { type Role, roles } from '../../src/contract/roles.ts'
import type { Trace } from '../assertions/trace.ts'
import { type CoverageReport, coverageOf } from '../explore/coverage.ts'
import { referenceGraph } from '../explore/reference-graph.ts'
import type { Edition } from '../requirements/edition.ts'

/** What a scenario has done: its events do not matter. */
export interface Done {
  readonly role: Role
  readonly trace: Trace
}

/** The coverage of the scenarios in the graph of each role that has scenarios. */
export function suiteCoverage(cases: readonly Done[], edition: Edition): readonly CoverageReport[] {
  return roles.flatMap((role) => {
    const own = cases.filter((one) => one.role === role)
    if (own.length === 0) return []
    const coverage = coverageOf(referenceGraph(role, edition.deviations))
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
