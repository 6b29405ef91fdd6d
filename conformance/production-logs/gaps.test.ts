import { expect, it } from 'vitest'
import { createApplication } from './application.ts'
import { recordedLogs } from './fixtures/checked.ts'
import * as log from './fixtures/log-lines.ts'
import { recordedFolders } from './fixtures/recording.ts'
import { losesRows } from './report/check-report.ts'
import { takeLog } from './take-log.ts'

type Hole = readonly [file: string, from: number, to: number]

/** What is violated or loses rows, in logs of which one lacks the lines of a missing file. */
function found(logs: ReadonlyMap<string, readonly string[]>, hole?: Hole) {
  const application = createApplication()
  for (const [name, lines] of logs) {
    const [file, from, to] = hole ?? []
    if (name === file && from !== undefined) application.seeGap(name, from, 'log.1')
    const left = name === file ? [...lines.slice(0, from), ...lines.slice(to)] : lines
    takeLog(application, name, Buffer.from(left.join('\n')))
  }
  const report = application.report(() => undefined)
  return {
    violated: Object.entries(report.requirements).flatMap(([id, { kind }]) => (kind === 'violated' ? [id] : [])),
    losing: report.findings.filter(losesRows).map(({ kind }) => kind),
  }
}

/** Files are rotated between two records. */
const isHead = (line = '') => /^\d\d\S+ |^\{/.test(line)

it.each(recordedFolders().filter((folder) => !folder.includes('two-queries')))(
  '%s without a file of its rotated log violates nothing, and loses no rows that it does not lose whole',
  (folder) => {
    const logs = new Map(
      Object.entries(recordedLogs(folder)).map(([name, log]) => [name, log.toString().split('\n')] as const),
    )
    const whole = found(logs)
    for (const [name, lines] of logs) {
      for (let from = 7; from < lines.length - 2; from += 41) {
        const to = from + 1 + ((from * 7) % 90)
        if (!isHead(lines[from]) || (to < lines.length && !isHead(lines[to]))) continue
        const cut = found(logs, [name, from, to])
        const more = {
          violated: cut.violated.filter((id) => !whole.violated.includes(id)),
          losing: whole.losing.length > 0 ? [] : cut.losing,
        }
        expect(more, `${name}: lines ${from + 1} to ${to}`).toEqual({ violated: [], losing: [] })
      }
    }
  },
)

it('offsets whose commit may be in a missing file are not ahead at the end', () => {
  const folder = '4.2.0/local-normal-info'
  const lines = (recordedLogs(folder)['driver.log'] ?? Buffer.alloc(0)).toString().split('\n')
  const [from, to] = [
    lines.findLastIndex((line) => line.includes('Writing atomically') && line.includes('/commits/')),
    lines.findLastIndex((line) => line.includes('Renamed temp file') && line.includes('/commits/')) + 1,
  ]
  const logs = new Map([['driver.log', lines]])
  expect(found(logs, ['driver.log', from, to]).losing).toEqual([])
  expect(found(new Map([['driver.log', lines.toSpliced(from, to - from)]])).losing).toEqual(['offsets-ahead'])
})

it('a log that begins in the middle of its tasks does not show a hole by that', () => {
  const driver = [log.release(), log.starts(), log.firstStart, log.writing(4), ...log.job(0, 4)]
  const killed = [0, 1, 2].map((partition) => log.kill(partition))
  const findingsOn = (executor: readonly string[]) => {
    const application = createApplication({ hole: { file: 'executor-0.log', before: executor.length - 1 } })
    for (const [name, lines] of Object.entries({ 'executor-0.log': executor, 'driver.log': driver }))
      takeLog(application, name, Buffer.from(`${lines.join('\n')}\n`))
    return application.report(() => undefined).findings.map(({ kind }) => kind)
  }
  const begins = log.info('Executor: Starting executor ID 0 on host localhost')
  expect(findingsOn([begins, ...killed])).toContain('lines-missing')
  expect(findingsOn(killed)).not.toContain('lines-missing')
})
