import { UsageError } from '../errors.ts'
import { placeIn, reasonOf } from '../input/read-file.ts'
import { prepareReportFile, writeReportFile } from '../report/report-file.ts'
import type { SinkTrial } from '../sink/answer/sink-trial.ts'
import type { Guarantee } from '../sink/file/guarantees.ts'
import type { SinkTest } from '../sink/telling/sink-tests.ts'
import { checkKnownOfSink, type KnownOfSink } from './sink-known-failures.ts'

/** The files that `cwc sink` writes beside what it prints. */
export interface SinkFiles extends KnownOfSink {
  readonly junit?: string
}

/** One generated schedule is no run. @throws UsageError if a file is wanted */
export function refuseSinkFiles({ junit, knownFailures }: SinkFiles): void {
  const option = junit !== undefined ? '--junit' : knownFailures !== undefined ? '--known-failures' : undefined
  if (option !== undefined)
    throw new UsageError(`--replay runs one generated schedule, and writes no report (${option} is not wanted)`)
}

/** @throws UsageError if one of the files cannot be read or written */
export function prepareSinkFiles(options: SinkFiles, claim: Guarantee | undefined): void {
  checkKnownOfSink(options, claim)
  const { junit } = options
  if (junit !== undefined) prepareReportFile('--junit', junit)
}

/** Writes the files, and returns whether all of them could be written. Of the others, the reason goes to standard error. */
export async function writeSinkFiles(
  { junit }: SinkFiles,
  trial: SinkTrial,
  tests: readonly SinkTest[],
): Promise<boolean> {
  const written = [
    junit === undefined ||
      (await write(junit, async () => (await import('../drawn/sink-junit.ts')).sinkJunit(trial, tests))),
  ]
  return written.every(Boolean)
}

async function write(file: string, draw: () => Promise<string>): Promise<boolean> {
  const text = await draw()
  try {
    await writeReportFile(file, text)
    return true
  } catch (error) {
    console.error(`${placeIn(file)}: not written: ${reasonOf(error)}`)
    return false
  }
}
