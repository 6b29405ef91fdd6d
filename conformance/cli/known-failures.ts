import type { DriverChoice } from '../drivers/choice.ts'
import { UsageError } from '../errors.ts'
import { isFile } from '../files.ts'
import { defaultFile } from '../known-failures/default-file.ts'
import type { RunReport } from '../report/report.ts'

/** The options of `cwc run` on known failures. */
export interface KnownFailuresOptions {
  /** False with `--no-known-failures`. */
  readonly knownFailures?: string | boolean
  readonly fix?: boolean
  readonly seed?: number
}

/** Holds a report against the known failures and, with `--fix`, mends their file before. Returns the report with what is known. */
export type HoldAgainst = (report: RunReport) => RunReport

/**
 * Reads the known failures before the run, if there are any. `filters` are the options of the command line that leave out a part of the
 * suite.
 *
 * @throws UsageError if the file cannot be read, or `--fix` cannot be done
 */
export async function knownFailures(
  choice: DriverChoice,
  { knownFailures: named, fix = false, seed }: KnownFailuresOptions,
  filters: readonly string[],
): Promise<HoldAgainst> {
  if (fix && named === false) throw new UsageError('--fix: does not go with --no-known-failures')
  const [filter] = filters
  if (fix && filter !== undefined) {
    throw new UsageError(
      `--fix: does not go with ${filter}, which leaves out a part of the suite (a whole run is wanted)`,
    )
  }
  if (named === false) return (report) => report
  const file = typeof named === 'string' ? named : defaultFile(choice)
  const isMissing = !isFile(file)
  if (isMissing && typeof named !== 'string' && !fix) return (report) => report
  const { knownFailuresIn } = await import('./known-failures-file.ts')
  return knownFailuresIn(file, { isFixed: fix, isSeedChosen: seed !== undefined })
}
