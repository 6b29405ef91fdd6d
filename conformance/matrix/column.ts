import type { ReportedChoice } from '../drivers/choice.ts'
import { columnWord } from '../drivers/command-line.ts'
import type { GeneratedReport, RunReport } from '../report/report.ts'
import { editionOf } from '../requirements/edition.ts'
import { countVerdicts } from './cell.ts'
import { type Cell, type Column, type ColumnOutcome, cellStandings } from './matrix.ts'
import type { MeasuredAs } from './measurement.ts'

/** One implementation: its report, or why there is none. */
export interface Source {
  readonly name: string
  readonly choice: ReportedChoice
  readonly result:
    | { readonly kind: 'report'; readonly report: RunReport }
    | { readonly kind: 'not-run'; readonly reason: string }
}

/** A column as its report has it. */
export function measuredAs({ name, choice, result }: Source): MeasuredAs {
  return {
    name,
    chosenBy: columnWord(name, choice),
    outcome: result.kind === 'report' ? measured(result.report) : result,
  }
}

/** How many cells of a column have which standing. */
export function standingsOf(cells: readonly Cell[]): Column['standings'] {
  const counts = cellStandings.map((one) => [one, cells.filter(({ standing }) => standing === one).length] as const)
  return Object.fromEntries(counts) as Column['standings']
}

function measured(report: RunReport): ColumnOutcome {
  const { implementation, roles, digest } = report.driver
  return {
    kind: isComplete(report) ? 'complete' : 'stopped',
    implementation,
    roles,
    edition: report.edition,
    deviations: [...editionOf(report.edition).deviations],
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

/** Whether each planned case has a verdict, scenarios and generated cases. */
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
