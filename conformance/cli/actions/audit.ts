import { setImmediate } from 'node:timers/promises'
import { circumstances } from '../../audit/circumstances.ts'
import { type AuditedCell, describeCauses, describeTable } from '../../audit/describe-audit.ts'
import { type RowFault, rowFaults, searchRowFaultsInSteps } from '../../audit/search-row-faults.ts'
import { type SinkKind, sinkKinds } from '../../audit/sinks.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { editionNamed } from '../../requirements/edition.ts'
import { progress } from '../progress.ts'

export interface AuditOptions {
  readonly edition: string
  readonly sink?: SinkKind
  readonly partitions: number
  readonly epochs: number
  readonly rows: number
  readonly restarts: number
  readonly strikes: number
  readonly cleanLog: boolean
}

/** Searches the model of an edition, and prints each distinct cause once and then the table. @throws UsageError */
export async function audit(options: AuditOptions, signal: AbortSignal): Promise<ExitCode> {
  const { deviations } = editionNamed(options.edition, '--edition')
  const { partitions, epochs, rows, restarts, strikes, cleanLog } = options
  const bounds = { partitions, epochs, rows, restarts, strikes }
  const sinks = options.sink === undefined ? sinkKinds : [options.sink]
  const searches = circumstances.flatMap((circumstance) =>
    sinks.flatMap((sink) => rowFaults.map((of: RowFault) => ({ of, sink, circumstance, bounds, cleanLog }))),
  )
  const bar = progress(searches.length, process.stderr, 'searches')
  const cells: AuditedCell[] = []
  for (const [at, search] of searches.entries()) {
    bar.update(at, 'passed', search.circumstance.name)
    const result = await runUntil(signal, searchRowFaultsInSteps(search, deviations))
    if (result === undefined) break
    cells.push({ search, result })
  }
  bar.clear()
  const causes = describeCauses(cells)
  if (causes !== '') console.log(`${causes}\n`)
  console.log(describeTable(cells, sinks))
  if (cells.length === searches.length) {
    if (cells.every(({ result }) => result.kind !== 'not-examined')) return exitCodes.conforms
    console.error(
      'not examined: within these bounds no row can have the fault, or the fault never strikes (larger bounds are wanted)',
    )
    return exitCodes.ranTooLittle
  }
  console.error(`interrupted: ${searches.length - cells.length} of ${searches.length} searches were not run`)
  return exitCodes.ranTooLittle
}

/** The result of the search; undefined if the signal comes first. */
async function runUntil<Result>(signal: AbortSignal, steps: Generator<unknown, Result>): Promise<Result | undefined> {
  for (;;) {
    // A signal can only arrive while the search yields the thread.
    await setImmediate()
    if (signal.aborted) return undefined
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
