import { UsageError } from '../errors.ts'
import { isFile } from '../files.ts'
import { placeIn, readTextFile, reasonOf } from '../input/read-file.ts'
import { replaceFile } from '../known-failures/replace-file.ts'
import type { SinkTrial } from '../sink/answer/sink-trial.ts'
import type { Guarantee } from '../sink/file/guarantees.ts'
import { fixKnownFile, newKnownFile } from '../sink/known-failures/fix-known-file.ts'
import { holdTests, type RunOfTests, runOf } from '../sink/known-failures/hold-tests.ts'
import { type KnownFile, parseKnownFile } from '../sink/known-failures/known-file.ts'
import { describeHeld, withKnown } from '../sink/known-failures/tell-known.ts'
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

/** The tests held against the known failures, with `--fix` after the file was mended. What is known or wrong goes to standard error. */
export function holdKnownOfSink(
  tests: readonly SinkTest[],
  trial: SinkTrial,
  options: KnownOfSink,
): readonly SinkTest[] {
  const { knownFailures: file, fix = false, seed } = options
  if (file === undefined) return tests
  const run = runOf(trial, { isSelected: isSelected(options), isSeedChosen: seed !== undefined })
  const isNew = fix && !isFile(file)
  const read = parseKnownFile(file, isNew ? newKnownFile : readTextFile(file))
  const { entries } = fix ? mend(read, tests, run, isNew) : read
  const held = holdTests(tests, entries, run)
  for (const line of describeHeld(held, file)) console.error(line)
  return withKnown(tests, held, file)
}

function mend(read: KnownFile, tests: readonly SinkTest[], run: RunOfTests, isNew: boolean): KnownFile {
  const { file } = read
  const say = (what: string) => console.error(`--fix: ${placeIn(file)}: ${what}`)
  if (!run.isWhole) {
    say('not changed, because the run is not complete')
    return read
  }
  const text = fixKnownFile(read, tests, run)
  if (text === read.text) {
    say('nothing to change')
    return read
  }
  const isStill = () => (isNew ? !isFile(file) : readTextFile(file) === read.text)
  try {
    if (replaceFile(file, text, isStill)) {
      say('written')
      return parseKnownFile(file, text)
    }
    say('not changed, because it was changed meanwhile')
  } catch (error) {
    say(`not changed, because it cannot be written: ${reasonOf(error)}`)
  }
  return read
}
