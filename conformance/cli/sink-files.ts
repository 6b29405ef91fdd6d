import { resolve } from 'node:path'
import { UsageError } from '../errors.ts'
import { placeIn, reasonOf } from '../input/read-file.ts'
import { prepareReportFile, writeReportFile } from '../report/report-file.ts'
import type { Guarantee } from '../sink/file/guarantees.ts'
import type { FoundInSink } from '../sink/page/found-in-sink.ts'
import { checkKnownOfSink, type KnownOfSink } from './sink-known-failures.ts'

/** The files that `cwc sink` writes beside what it prints. */
export interface SinkFiles extends KnownOfSink {
  readonly junit?: string
  readonly html?: string
}

/** One generated schedule is no run. @throws UsageError if a file is wanted */
export function refuseSinkFiles({ junit, html, knownFailures }: SinkFiles): void {
  const named = { '--junit': junit, '--html': html, '--known-failures': knownFailures }
  for (const [option, file] of Object.entries(named))
    if (file !== undefined)
      throw new UsageError(`--replay runs one generated schedule, and writes no report (${option} is not wanted)`)
}

/** @throws UsageError if one of the files cannot be read or written */
export function prepareSinkFiles(options: SinkFiles, claim: Guarantee | undefined): void {
  checkKnownOfSink(options, claim)
  const { junit, html } = options
  if (junit !== undefined && html !== undefined && resolve(junit) === resolve(html))
    throw new UsageError(`--html: ${placeIn(html)}: the file of --junit, too (another one is wanted)`)
  if (junit !== undefined) prepareReportFile('--junit', junit)
  if (html !== undefined) prepareReportFile('--html', html)
}

/** Writes the files, and returns whether all of them could be written. Of the others, the reason goes to standard error. */
export async function writeSinkFiles({ junit, html }: SinkFiles, found: FoundInSink): Promise<boolean> {
  const written = [
    junit === undefined ||
      (await write(junit, async () => (await import('../drawn/sink-junit.ts')).sinkJunit(found.trial, found.tests))),
    html === undefined || (await write(html, async () => (await import('../sink/page/sink-page.ts')).sinkPage(found))),
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
