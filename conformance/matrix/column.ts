import { deviationsOf } from '../../src/reference/editions.ts'
import type { DriverChoice } from '../drivers/choice.ts'
import { columnWord } from '../drivers/command-line.ts'
import type { GeneratedReport, RunReport } from '../report/report.ts'
import { countVerdicts } from './cell.ts'
import { type Cell, type Column, type ColumnOutcome, cellStandings } from './matrix.ts'

/** What is known of one implementation: a report, or why there is none. */
export interface Source {
  readonly name: string
  readonly choice: DriverChoice
  readonly result:
    | { readonly kind: 'report'; readonly report: RunReport }
    | { readonly kind: 'not-run'; readonly reason: string }
}

export function columnOf({ name, choice, result }: Source, cells: readonly Cell[]): Column {
  const counts = cellStandings.map((one) => [one, cells.filter(({ standing }) => standing === one).length] as const)
  return {
    name,
    chosenBy: columnWord(name, choice),
    outcome: result.kind === 'report' ? measured(result.report) : result,
    standings: Object.fromEntries(counts) as Column['standings'],
  }
}

function measured(report: RunReport): ColumnOutcome {
  const { implementation, roles, digest } = report.driver
  return {
    kind: isComplete(report) ? 'complete' : 'stopped',
    implementation,
    roles,
    edition: report.edition,
    deviations: [...deviationsOf(report.edition)],
    driverDigest: digest,
    scenarios: countVerdicts(report.cases),
    generated: report.generated.map(({ role, verdict, planned, cases, actions, seed }) => ({
      role,
      verdict,
      planned,
      cases,
      actions,
      seed,
    })),
    notes: report.generated.flatMap(notesOn),
  }
}

/** Whether all that was planned came to a verdict, drawn or written down. */
export function isComplete({ complete, generated }: RunReport): boolean {
  return complete && generated.every(({ verdict }) => verdict !== 'not-run')
}

function notesOn({ role, verdict, unseen, cases, findings }: GeneratedReport): readonly string[] {
  const ofDriver = findings.filter(({ requirements }) => requirements.length === 0)
  return [
    ...ofDriver.map(({ described, token }) => `role ${role}, generated case ${token}: ${described.join(' ')}`),
    ...(verdict === 'not-deterministic' ? [`role ${role}: a generated case showed two different things`] : []),
    ...(verdict === 'vacuous'
      ? [`role ${role}: ${cases} generated cases have shown nothing of: ${unseen.join('; ')}`]
      : []),
    ...(verdict === 'not-supported' ? [`role ${role}: no generated case is supported`] : []),
  ]
}
