import { UsageError } from '../errors.ts'
import { kit } from '../kit.ts'
import { digestOfSuite } from '../report/digests.ts'
import type { CaseReport } from '../report/report.ts'
import { editionOf } from '../requirements/edition.ts'
import { requirements } from '../requirements/registry.ts'
import type { Requirement } from '../requirements/requirement.ts'
import type { Scenario } from '../suite/planned-case.ts'
import { echoed } from '../visible.ts'
import { cellOf, countVerdicts } from './cell.ts'
import { type Source, standingsOf } from './column.ts'
import { commandOf } from './command-of.ts'
import { detailsOf } from './details.ts'
import type { Cell, Column, Matrix, MatrixCase, MatrixPage, Row, Shown } from './matrix.ts'
import { measuredInMatrix } from './measured-in-matrix.ts'
import { measuredInReports } from './measured-in-reports.ts'
import type { Measurement } from './measurement.ts'
import { merged } from './merge.ts'
import { groupedResults } from './results.ts'

/** Reports cannot be put side by side. */
export class UnlikeReports extends UsageError {
  override readonly name = 'UnlikeReports'
}

/** The scenarios of the suite as it is now: they give the cases their order, titles and places. */
export type Suite = readonly Scenario[]

/**
 * Puts reports side by side, in the order given.
 *
 * @throws UnlikeReports if one has cases that the suite does not have, or is of another selection than the first
 */
export function makeMatrix(sources: readonly Source[], suite: Suite): Matrix {
  const reports = sources.flatMap(({ name, result }) =>
    result.kind === 'report' ? [{ name, report: result.report }] : [],
  )
  const known = new Set(suite.map(({ id }) => id))
  const selection = reports[0]?.report.selection ?? ''
  for (const { name, report } of reports) {
    const gone = report.cases.filter(({ id }) => !known.has(id))
    if (gone[0] !== undefined) {
      throw new UnlikeReports(
        `the report of ${echoed(name)} is of another suite: ${gone.length} of its cases are not in this one, such as ${echoed(gone[0].file)}:${gone[0].line} (run it again)`,
      )
    }
    if (report.selection !== selection) {
      throw new UnlikeReports(
        `the report of ${echoed(name)} is of ${described(report.selection)}, and that of ${echoed(reports[0]?.name ?? '')} of ${described(selection)}`,
      )
    }
  }
  return matrixOf(measuredInReports(sources), suite, { selection, command: commandOf(sources, selection) })
}

/** The matrix with the words of the present suite and registry. Cases and requirements that are gone are left out. */
export function redrawMatrix(matrix: Matrix, suite: Suite): Matrix {
  return matrixOf(measuredInMatrix(matrix), suite, matrix)
}

/** A matrix with the results of a later one in it, which may be of some cases only. */
export function mergeMatrix(before: Matrix, after: Matrix, suite: Suite): Matrix {
  return matrixOf(merged(before, after), suite, before)
}

function matrixOf(
  measurement: Measurement,
  suite: Suite,
  { selection, command }: Pick<Matrix, 'selection' | 'command'>,
): Matrix {
  const cases = suite.flatMap((scenario) => matrixCase(scenario, measurement))
  const ids = new Set(cases.map(({ id }) => id))
  const reports = new Map(
    measurement.columns.map(({ name }) => [name, suite.flatMap((scenario) => reportOf(scenario, name, measurement))]),
  )
  const rows = requirements.map((requirement) => rowOf(requirement, { measurement, reports, cases }))
  const candidatesOf = (requirement: Requirement) =>
    measurement.candidates(requirement).filter(({ shown: { by } }) => 'token' in by || ids.has(by.case))
  return {
    format: 2,
    kit,
    suite: { scenarios: cases.length, digest: digestOfSuite([...ids]) },
    selection,
    command,
    columns: measurement.columns.map(({ name, chosenBy, outcome }, index): Column => {
      const scenarios = countVerdicts(reports.get(name) ?? [])
      return {
        name,
        chosenBy,
        outcome: outcome.kind === 'not-run' ? outcome : { ...outcome, scenarios },
        standings: standingsOf(rows.flatMap(({ cells }) => cells[index] ?? [])),
      }
    }),
    cases,
    pages: pagesOf(rows),
    details: requirements.flatMap((requirement) => {
      const details = detailsOf(requirement, candidatesOf(requirement))
      const placed = (all: readonly Shown[]) => all.map((shown) => placedAgain(shown, cases))
      return details === undefined
        ? []
        : [
            {
              requirement: details.requirement,
              deviations: details.deviations.map((one) => ({ ...one, shown: placed(one.shown) })),
              unspecified: placed(details.unspecified),
              fails: placed(details.fails),
            },
          ]
    }),
  }
}

const described = (selection: string) => (selection === '' ? 'all scenarios' : `the scenarios ${echoed(selection)}`)

function matrixCase({ id, file, line, name, requirements: own }: Scenario, measurement: Measurement): MatrixCase[] {
  const results = groupedResults(
    id,
    measurement.columns.map((column) => column.name),
    measurement,
  )
  return results.length === 0 ? [] : [{ id, file, line, name, requirements: own, results }]
}

/** A case as the report of a column has it, without its trace. */
function reportOf(scenario: Scenario, column: string, { outcome }: Measurement): CaseReport[] {
  const own = outcome(column, scenario.id)
  return own === undefined ? [] : [{ ...scenario, ...own, actions: 0, trace: [], again: '' }]
}

interface Parts {
  readonly measurement: Measurement
  readonly reports: ReadonlyMap<string, readonly CaseReport[]>
  readonly cases: readonly MatrixCase[]
}

function rowOf(requirement: Requirement, { measurement, reports, cases }: Parts): Row {
  const { id, level, role, basis, says } = requirement
  const candidates = measurement.candidates(requirement)
  return {
    id,
    level,
    role,
    basis,
    says,
    ...(requirement.level === 'untestable' ? { untestable: requirement.reason } : {}),
    scenarios: cases.filter(({ requirements: ids }) => ids.includes(id)).map((one) => one.id),
    properties: measurement.properties(requirement),
    cells: measurement.columns.map(({ name, outcome }): Cell => {
      // No event shows an untestable requirement, whichever driver runs.
      if (outcome.kind === 'not-run') {
        return { standing: level === 'untestable' ? 'not-observable' : 'not-run', scenarios: {} }
      }
      return cellOf(requirement, {
        cases: reports.get(name) ?? [],
        edition: editionOf(outcome.edition),
        generated: measurement.generated(name, requirement),
        isFoundAgainst: candidates.some(
          ({ column, how, shown }) => column === name && how.kind === 'fails' && 'token' in shown.by,
        ),
      })
    }),
  }
}

/** The command line that runs a case again names its place, which is that of the suite as it is now. */
function placedAgain(shown: Shown, cases: readonly MatrixCase[]): Shown {
  const { by } = shown
  const place = 'case' in by ? cases.find(({ id }) => id === by.case) : undefined
  if (place === undefined) return shown
  return { ...shown, again: shown.again.replace(/features\/\S+\.feature:\d+/, `${place.file}:${place.line}`) }
}

/** The rows by the page that their ids are of: a requirement keeps its id where it cites a neighbouring page. */
function pagesOf(rows: readonly Row[]): readonly MatrixPage[] {
  const groups = Map.groupBy(rows, ({ id }) => id.replace(/-\d+$/, ''))
  return [...groups.values()].map((own) => {
    const first = requirements.find(({ id }) => id === own[0]?.id)
    return { page: first?.sources[0].page ?? '', rows: own }
  })
}
