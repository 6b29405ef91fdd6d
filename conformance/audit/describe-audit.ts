import Table from 'cli-table3'
import { describeAction } from '../gherkin/describe-action.ts'
import type { Circumstance } from './circumstances.ts'
import { type RowFaultResult, type RowFaultSearch, rowFaults } from './search-row-faults.ts'
import type { SinkKind } from './sinks.ts'

/** One search and its result. */
export interface AuditedCell {
  readonly search: RowFaultSearch
  readonly result: RowFaultResult
}

/** The shortest schedule of each distinct cause, numbered; empty if every search found nothing. */
export function describeCauses(cells: readonly AuditedCell[]): string {
  const numbers = numberCauses(cells)
  return [...numbers]
    .map(([steps, number]) => {
      const first = cells.find(({ result }) => stepsOf(result) === steps)
      if (first === undefined || first.result.kind !== 'yes') return ''
      const { search, result } = first
      const place = `${search.circumstance.name}; sink: ${search.sink}`
      return [`(${number}) ${result.row} is ${search.of} (${place}):`, ...steps.split('\n')].join('\n    ')
    })
    .join('\n')
}

/** The table of results per fault and kind of sink. A number in brackets refers to a cause above the table. */
export function describeTable(cells: readonly AuditedCell[], sinks: readonly SinkKind[]): string {
  const numbers = numberCauses(cells)
  const table = new Table({
    head: ['fault, besides stops and restarts', ...sinks],
    style: { head: [], border: [] },
  })
  const circumstances = [...new Set(cells.map(({ search }) => search.circumstance))]
  for (const circumstance of circumstances) {
    table.push([circumstance.name, ...sinks.map((sink) => cellText(cells, circumstance, sink, numbers))])
  }
  return table.toString()
}

function cellText(
  cells: readonly AuditedCell[],
  circumstance: Circumstance,
  sink: SinkKind,
  numbers: ReadonlyMap<string, number>,
): string {
  const own = cells.filter(({ search }) => search.circumstance === circumstance && search.sink === sink)
  const found = own.filter(({ result }) => result.kind === 'yes')
  if (found.length > 0) {
    return found.map(({ search, result }) => `${search.of} (${numbers.get(stepsOf(result))})`).join(', ')
  }
  // An interrupted audit may have searched for lost rows only: then the cell is not known to be safe.
  if (own.length < rowFaults.length) return 'not searched'
  return own.every(({ result }) => result.kind === 'no') ? 'safe' : 'not examined'
}

/** Causes are distinct if their shortest schedules are; numbered from 1, the shortest first. */
function numberCauses(cells: readonly AuditedCell[]): ReadonlyMap<string, number> {
  const distinct = [...new Set(cells.map(({ result }) => stepsOf(result)))].filter((steps) => steps !== '')
  const byLength = distinct.toSorted((one, other) => one.split('\n').length - other.split('\n').length)
  return new Map(byLength.map((steps, at) => [steps, at + 1]))
}

function stepsOf(result: RowFaultResult): string {
  return result.kind !== 'yes' ? '' : result.walk.steps.map(({ action }) => describeAction(action)).join('\n')
}
