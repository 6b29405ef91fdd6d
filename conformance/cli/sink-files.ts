import { UsageError } from '../errors.ts'
import { placeIn, reasonOf } from '../input/read-file.ts'
import { prepareReportFile, writeReportFile } from '../report/report-file.ts'
import type { SinkFindings, SinkTrial } from '../sink/answer/sink-trial.ts'
import { sinkTests } from '../sink/telling/sink-tests.ts'

/** The files that `cwc sink` writes beside what it prints. */
export interface SinkFiles {
  readonly junit?: string
}

/** One generated schedule is no run. @throws UsageError if a file is wanted */
export function refuseSinkFiles({ junit }: SinkFiles): void {
  if (junit === undefined) return
  throw new UsageError('--replay runs one generated schedule, and writes no report (--junit is not wanted)')
}

/** @throws UsageError if one of the files cannot be written */
export function prepareSinkFiles({ junit }: SinkFiles): void {
  if (junit !== undefined) prepareReportFile('--junit', junit)
}

/** Writes the files, and returns whether all of them could be written. Of the others, the reason goes to standard error. */
export async function writeSinkFiles({ junit }: SinkFiles, trial: SinkTrial, findings: SinkFindings): Promise<boolean> {
  const written = [
    junit === undefined ||
      (await write(junit, async () => {
        const { sinkJunit } = await import('../drawn/sink-junit.ts')
        return sinkJunit(trial, sinkTests(trial, findings))
      })),
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
