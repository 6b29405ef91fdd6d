import { UsageError } from '../errors.ts'
import { isFile } from '../files.ts'
import { placeIn, readTextFile, reasonOf } from '../input/read-file.ts'
import { replaceFile } from '../known-failures/replace-file.ts'
import type { KnownFailuresOfSink } from '../sink/answer/known-failures-schema.ts'
import type { SinkTrial } from '../sink/answer/sink-trial.ts'
import type { Guarantee } from '../sink/file/guarantees.ts'
import { fixKnownFile, newKnownFile } from '../sink/known-failures/fix-known-file.ts'
import { holdTests, type RunOfTests, runOf } from '../sink/known-failures/hold-tests.ts'
import { type KnownFile, parseKnownFile } from '../sink/known-failures/known-file.ts'
import { describeHeld, withKnown } from '../sink/known-failures/tell-known.ts'
import { toldKnown } from '../sink/known-failures/told-known.ts'
import type { SinkTest } from '../sink/telling/sink-tests.ts'

/** The options of `cwc sink` on known failures, and those on which they depend. */
export interface KnownOfSink {
  readonly knownFailures?: string
  readonly fix?: true
  readonly features?: readonly string[]
  readonly scenario?: readonly string[]
  readonly seed?: number
}

/** @throws UsageError if the options do not go together, or the file cannot be read */
export function checkKnownOfSink(options: KnownOfSink, claim: Guarantee | undefined): void {
  const { knownFailures: file, fix = false } = options
  if (file === undefined) {
    if (fix) throw new UsageError('--fix: no file is named (--known-failures is wanted, too)')
    return
  }
  if (claim === undefined || claim === 'none')
    throw new UsageError('--known-failures: nothing can fail (--claim is wanted, and another one than none)')
  if (fix && isSelected(options))
    throw new UsageError('--fix: does not go with --features or --scenario (a whole run is wanted)')
  if (!(fix && !isFile(file))) parseKnownFile(file, readTextFile(file))
}

const isSelected = ({ features, scenario }: KnownOfSink) => (features ?? scenario) !== undefined

/** What a list of known failures makes of tests. */
interface HeldByList {
  readonly tests: readonly SinkTest[]
  /** For the JSON; missing if there is no list. */
  readonly told?: KnownFailuresOfSink
  /** What is known or wrong, line by line. */
  readonly says: readonly string[]
}

/** The tests held against the known failures, with `--fix` after the file was mended. */
export function holdKnownOfSink(tests: readonly SinkTest[], trial: SinkTrial, options: KnownOfSink): HeldByList {
  const { knownFailures: file, fix = false, seed } = options
  if (file === undefined) return { tests, says: [] }
  const run = runOf(trial, { isSelected: isSelected(options), isSeedChosen: seed !== undefined })
  const isNew = fix && !isFile(file)
  const read = parseKnownFile(file, isNew ? newKnownFile : readTextFile(file))
  const { known, says } = fix ? mend(read, tests, run, isNew) : { known: read, says: [] }
  const held = holdTests(tests, known.entries, run)
  return {
    tests: withKnown(tests, held, file),
    told: toldKnown(tests, held, file),
    says: [...says, ...describeHeld(held, file)],
  }
}

/** The file after `--fix`, and what has become of it in a line. */
function mend(read: KnownFile, tests: readonly SinkTest[], run: RunOfTests, isNew: boolean) {
  const { file } = read
  const mended = (known: KnownFile, what: string) => ({ known, says: [`--fix: ${placeIn(file)}: ${what}`] })
  if (!run.isWhole) return mended(read, 'not changed, because the run is not complete')
  const text = fixKnownFile(read, tests, run)
  if (text === read.text) return mended(read, 'nothing to change')
  const isStill = () => (isNew ? !isFile(file) : readTextFile(file) === read.text)
  try {
    return replaceFile(file, text, isStill)
      ? mended(parseKnownFile(file, text), 'written')
      : mended(read, 'not changed, because it was changed meanwhile')
  } catch (error) {
    return mended(read, `not changed, because it cannot be written: ${reasonOf(error)}`)
  }
}
