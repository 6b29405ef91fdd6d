import { UsageError } from '../errors.ts'
import { kit } from '../kit.ts'
import { digestOfSuite } from '../report/digests.ts'
import { requirements } from '../requirements/registry.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { cellOf } from './cell.ts'
import { columnOf, type Source } from './column.ts'
import { commandOf } from './command-of.ts'
import { detailsOf } from './details.ts'
import type { Cell, Matrix, MatrixPage, Row } from './matrix.ts'

/** Reports cannot be put side by side. */
export class UnlikeReports extends UsageError {
  override readonly name = 'UnlikeReports'
}

/**
 * Puts reports side by side, in the order given.
 *
 * @throws UnlikeReports if one of them is of another suite than this kit's, or of another selection than the first
 */
export function makeMatrix(sources: readonly Source[]): Matrix {
  const reports = sources.flatMap(({ name, result }) =>
    result.kind === 'report' ? [{ name, report: result.report }] : [],
  )
  const digest = digestOfSuite()
  const selection = reports[0]?.report.selection ?? ''
  for (const { name, report } of reports) {
    if (report.suite.digest !== digest) {
      throw new UnlikeReports(
        `the report of ${name} is of another suite (${report.suite.digest}) than this kit has (${digest}): run it again`,
      )
    }
    if (report.selection !== selection) {
      throw new UnlikeReports(
        `the report of ${name} is of ${words(report.selection)}, and that of ${reports[0]?.name} of ${words(selection)}`,
      )
    }
  }
  const rows = requirements.map((requirement) => rowOf(requirement, sources))
  return {
    format: 1,
    kit,
    suite: { scenarios: Math.max(0, ...reports.map(({ report }) => report.suite.scenarios)), digest },
    selection,
    command: commandOf(sources, selection),
    columns: sources.map((source, index) =>
      columnOf(
        source,
        rows.flatMap(({ cells }) => cells[index] ?? []),
      ),
    ),
    pages: pagesOf(rows),
    details: requirements.flatMap((requirement) => detailsOf(requirement, reports) ?? []),
  }
}

const words = (selection: string) => (selection === '' ? 'all scenarios' : `the scenarios ${selection}`)

function rowOf(requirement: Requirement, sources: readonly Source[]): Row {
  const { id, level, role, basis, says } = requirement
  const reports = sources.flatMap(({ result }) => (result.kind === 'report' ? [result.report] : []))
  const own = reports.flatMap(({ cases }) => cases.filter(({ requirements: ids }) => ids.includes(id)))
  const places = new Map(own.map(({ file, line, name }) => [`${file}:${line}`, { file, line, name }]))
  const properties = reports.flatMap(({ generated }) =>
    generated.flatMap((one) => one.properties.filter(({ requirements: ids }) => ids.includes(id))),
  )
  return {
    id,
    level,
    role,
    basis,
    says,
    ...(requirement.level === 'untestable' ? { untestable: requirement.reason } : {}),
    scenarios: [...places.values()],
    properties: [...new Set(properties.map(({ name }) => name))],
    cells: sources.map(({ result }): Cell => {
      if (result.kind === 'report') return cellOf(requirement, result.report)
      // What no event shows is not to be seen there either, whoever runs.
      return { standing: level === 'untestable' ? 'not-observable' : 'not-run', scenarios: {} }
    }),
  }
}

/** The rows by the page that their ids are of: a requirement keeps its id where it cites a neighbouring page. */
function pagesOf(rows: readonly Row[]): readonly MatrixPage[] {
  const groups = Map.groupBy(rows, ({ id }) => id.replace(/-\d+$/, ''))
  return [...groups.values()].map((own) => {
    const first = requirements.find(({ id }) => id === own[0]?.id)
    return { page: first?.sources[0].page ?? '', rows: own }
  })
}
