import type { ExitCode } from '../exit-codes.ts'
import { isFile } from '../files.ts'
import type { CheckedLogs } from '../log-files/check-logs.ts'
import { logReportOf } from '../log-files/log-report.ts'
import { bytesOf, textOfLog } from '../log-files/open-log.ts'
import type { ApplicationReport, CheckedCheckpoint, LogReport } from '../production-logs/report/check-report.ts'
import { exitCodeOfCheck } from '../production-logs/report/conclusion.ts'
import { createLinePicker, linesToShow, showLines } from '../production-logs/report/show-lines.ts'
import { describeReport } from '../production-logs/telling/describe-report.ts'
import { visibleJson } from '../visible.ts'

/** What is made of the verdicts on logs. */
export interface ConclusionOptions {
  readonly json?: boolean
  readonly verbose?: boolean
  readonly checkpoint?: readonly string[]
  readonly report?: string
}

/** Prints the verdicts, with those on checkpoints, writes the report if one is wanted, and returns the exit code. */
export async function concludeCheck(
  logs: CheckedLogs,
  { checkpoint: checkpoints = [], report: folder, json: isJson = false, verbose: isVerbose = false }: ConclusionOptions,
): Promise<ExitCode> {
  const report = await withLines(logReportOf(logs, await examine(checkpoints, logs)))
  const json = () => visibleJson(JSON.stringify(report, null, 2))
  console.log(isJson ? json() : describeReport(report, { isVerbose }))
  if (folder !== undefined) {
    const { describePlaces, writeFiles } = await import('../report/report-folder.ts')
    const { logReportPage } = await import('../log-page/log-report-page.ts')
    const { logJunit } = await import('../drawn/log-junit.ts')
    await writeFiles(folder, [
      { name: 'report.json', text: `${json()}\n` },
      { name: 'report.html', text: logReportPage(report) },
      { name: 'junit.xml', text: logJunit(report) },
    ])
    // Standard output has nothing but JSON then.
    if (isJson) console.error(describePlaces(folder))
    else console.log(`\n${describePlaces(folder)}`)
  }
  return exitCodeOfCheck(report)
}

async function examine(
  checkpoints: readonly string[],
  { applications }: CheckedLogs,
): Promise<readonly CheckedCheckpoint[]> {
  if (checkpoints.length === 0) return []
  const { examineCheckpoint } = await import('../production-logs/report/examine-checkpoint.ts')
  const reports = applications.map(({ report }) => report)
  return checkpoints.map((checkpoint) => examineCheckpoint(checkpoint, reports))
}

async function withLines(report: LogReport): Promise<LogReport> {
  const applications: ApplicationReport[] = []
  for (const one of report.applications) {
    const texts = new Map<string, ReadonlyMap<number, string>>()
    for (const [file, lines] of linesToShow(one)) texts.set(file, await linesOf(file, lines))
    applications.push({ ...one, ...showLines(one, texts) })
  }
  return { ...report, applications }
}

/** The lines of a regular file: a pipe cannot be read twice. */
async function linesOf(file: string, lines: ReadonlySet<number>): Promise<ReadonlyMap<number, string>> {
  const picker = createLinePicker(lines)
  try {
    if (!isFile(file)) return new Map()
    for await (const chunk of textOfLog(bytesOf(file))) if (picker.push(chunk)) break
    return picker.end()
  } catch {
    return new Map()
  }
}
