import type { DriverChoice } from '../drivers/choice.ts'
import { UsageError } from '../errors.ts'
import { isFile } from '../files.ts'
import { placeIn, readTextFile, reasonOf } from '../input/read-file.ts'
import { defaultFile } from '../known-failures/default-file.ts'
import { type FixedFile, fixEntries, newFile } from '../known-failures/fix-entries.ts'
import { holdAgainst } from '../known-failures/hold-against.ts'
import { type ParsedFile, parseEntries } from '../known-failures/parse-entries.ts'
import { replaceFile } from '../known-failures/replace-file.ts'
import type { RunReport } from '../report/report.ts'
import { readScenarios } from '../suite/read-scenarios.ts'

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
 * Reads the known failures before the run. `filters` are the options of the command line that leave out a part of the suite.
 *
 * @throws UsageError if the file cannot be read, or `--fix` cannot be done
 */
export function knownFailures(
  choice: DriverChoice,
  { knownFailures: named, fix = false, seed }: KnownFailuresOptions,
  filters: readonly string[],
): HoldAgainst {
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
  const read = isMissing && fix ? { ...parseEntries(file, ''), text: newFile } : readEntries(file)
  const given = { suite: () => readScenarios(), isSeedChosen: seed !== undefined }
  return (report) => {
    const entries = fix ? mend(read, report, given, isMissing) : read.entries
    return holdAgainst(report, { file, entries }, given)
  }
}

const readEntries = (file: string) => parseEntries(file, readTextFile(file))

function mend(read: ParsedFile, report: RunReport, given: { readonly isSeedChosen: boolean }, isNew: boolean) {
  const { file } = read
  const refuse = (why: string) => {
    console.error(`--fix: ${placeIn(file)}: not changed, because ${why}`)
    return read.entries
  }
  if (!isWhole(report)) return refuse('the run is not complete')
  const fixed = fixEntries(read, report, given)
  const isStill = () => (isNew ? !isFile(file) : readTextFile(file) === read.text)
  const changed = 'it was changed during the run'
  if (!isStill()) return refuse(changed)
  if (fixed.text === read.text) {
    console.log(`--fix: ${placeIn(file)}: nothing to change`)
    return read.entries
  }
  const { entries } = parseEntries(file, fixed.text)
  try {
    if (!replaceFile(file, fixed.text, isStill)) return refuse(changed)
  } catch (error) {
    return refuse(`it cannot be written: ${reasonOf(error)}`)
  }
  const left = entries.length > 0 ? '' : ' (no entry is left: the file may be removed)'
  console.log(`--fix: ${placeIn(file)}: ${describeFix(fixed)}${left}`)
  return entries
}

/** A part of the run, or one that was stopped, would remove what it has not seen. */
function isWhole({ complete, selection, shard, generated }: RunReport): boolean {
  return complete && selection === '' && shard === undefined && generated.every(({ verdict }) => verdict !== 'not-run')
}

const describeFix = ({ added, updated, removed }: FixedFile) =>
  [
    ...(added === 0 ? [] : [`${added} added`]),
    ...(updated === 0 ? [] : [`${updated} updated`]),
    ...(removed === 0 ? [] : [`${removed} removed`]),
  ].join(', ')
