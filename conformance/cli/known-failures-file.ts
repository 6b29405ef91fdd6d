import { isFile } from '../files.ts'
import { placeIn, readTextFile, reasonOf } from '../input/read-file.ts'
import { type FixedFile, fixEntries, newFile } from '../known-failures/fix-entries.ts'
import { holdAgainst } from '../known-failures/hold-against.ts'
import { type ParsedFile, parseEntries } from '../known-failures/parse-entries.ts'
import { replaceFile } from '../known-failures/replace-file.ts'
import type { RunReport } from '../report/report.ts'
import { readScenarios } from '../suite/read-scenarios.ts'
import type { HoldAgainst } from './known-failures.ts'

/**
 * Reads the known failures of this file. With `isFixed` it is mended by the report, and made if it is missing.
 *
 * @throws UsageError if the file cannot be read
 */
export function knownFailuresIn(
  file: string,
  { isFixed, isSeedChosen }: { readonly isFixed: boolean; readonly isSeedChosen: boolean },
): HoldAgainst {
  const isMissing = isFixed && !isFile(file)
  const read = isMissing ? { ...parseEntries(file, ''), text: newFile } : readEntries(file)
  const given = { suite: () => readScenarios(), isSeedChosen }
  return (report) => {
    const entries = isFixed ? mend(read, report, given, isMissing) : read.entries
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
