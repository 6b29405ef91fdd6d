import { describe, expect, it } from 'vitest'
import { recordedLogs } from '../production-logs/fixtures/checked.ts'
import { recording } from '../production-logs/fixtures/recording.ts'
import { exitCodeOfCheck } from '../production-logs/report/conclusion.ts'
import { createTimelineRecorder } from '../production-logs/report/timeline-recorder.ts'
import { checkLogs } from './check-logs.ts'
import { newFolders } from './fixtures/new-folders.ts'
import { logReportOf } from './log-report.ts'

const { folderOf } = newFolders()

const linesOf = (name: string) => recording(name).toString().split('\n')
const normal = linesOf('4.2.0/local-normal-info/driver.log')
const at = (text: string) => normal.findIndex((line) => line.includes(text))

async function found(files: Readonly<Record<string, readonly string[]>>, hasTimeline = false) {
  const folder = folderOf(Object.fromEntries(Object.entries(files).map(([name, lines]) => [name, lines.join('\n')])))
  const options = hasTimeline ? { timeline: createTimelineRecorder } : {}
  const report = logReportOf(await checkLogs([folder], options), [])
  const [application] = report.applications
  const missing = application?.findings.find(({ kind }) => kind === 'lines-missing')
  const placed = missing?.kind === 'lines-missing' ? [missing.after, missing.at] : []
  return {
    violated: Object.entries(application?.requirements ?? {}).flatMap(([id, { kind }]) =>
      kind === 'violated' ? [id] : [],
    ),
    code: exitCodeOfCheck(report),
    headline: report.headline.text,
    shownBy: missing?.kind === 'lines-missing' ? missing.shownBy : undefined,
    missing: placed.map(({ file, line }) => `${file.slice(folder.length + 1)}:${line}`),
    why: application?.requirements['RDD-24'],
  }
}

const [from, to] = [at('partition 0 in epoch 5 is committing'), at('New epoch 7')]

const isStop = (line: string) => line.includes('Asked to cancel job group')

describe('a log that lost lines in its middle', () => {
  it('violates nothing, says where they seem to be missing, and cannot tell', async () => {
    const report = await found({ 'driver.log': normal.toSpliced(from, to - from) })
    expect(report).toMatchObject({ violated: [], code: 4 })
    expect(report.headline).toBe('Cannot tell whether rows were lost: lines seem to be missing in the middle of a log')
    expect(report.why).toMatchObject({ kind: 'cannot tell', why: ['lines are missing (a hole in the log)'] })
    const [after = 0, before = 0] = report.missing.map((place) => Number(place.split(':')[1]))
    expect([after <= from, before > from]).toEqual([true, true])
  })

  it('shows the same with a timeline, and in files of a rotated log, whose lines it names', async () => {
    const whole = await found({ 'driver.log': normal.toSpliced(from, to - from) })
    expect(await found({ 'driver.log': normal.toSpliced(from, to - from) }, true)).toEqual(whole)
    const left = normal.toSpliced(from, to - from)
    const parts = await found({ 'driver.log.1': [...left.slice(0, 120), ''], 'driver.log': left.slice(120) })
    const lines = whole.missing.map((place) => Number(place.split(':')[1]))
    expect(parts.missing).toEqual(
      lines.map((line) => (line <= 120 ? `driver.log.1:${line}` : `driver.log:${line - 120}`)),
    )
  })

  it('violates what lines behind the hole contradict, too', async () => {
    const left = normal.toSpliced(from, to - from)
    const [epoch, stop] = [left.findIndex((line) => line.includes('New epoch 7')), left.findIndex(isStop)]
    const report = await found({
      'driver.log': left.toSpliced(stop, 0, (left[epoch] ?? '').replace('epoch 7', 'epoch 9')),
    })
    expect(report).toMatchObject({ code: 1, missing: [] })
    expect(report.violated).toContain('EC-9')
  })

  it.each([
    ['a commit of a writer', 'partition 0 in epoch 2 is committing', 1],
    ['an epoch of the query', 'New epoch 3', 1],
    ['both entries of a commit', '/commits/2 using', 2],
    ['the lines of one writer', 'partition 1 in epoch 2 is committing', 2],
  ])('is not one that lacks %s', async (_, text, count) => {
    const report = await found({ 'driver.log': normal.toSpliced(at(text), count) })
    expect(report).toMatchObject({ code: 1, missing: [] })
    expect(report.violated).not.toEqual([])
  })

  it.each([
    ['tasks ended that never began', '3.1.3/local-two-queries-info', 'driver.log', [67, 119], 'tasks'],
    [
      'a job was cancelled, and no line cancels it',
      '2.4.8/local-normal-debug',
      'driver.log',
      [218, 243],
      'cancellation',
    ],
    ['frames of an error are behind another line', '3.5.8/local-task-fails-info', 'driver.log', [87, 107], 'trace'],
    ['one writer goes on far later', '3.5.8/cluster-normal-debug', 'executor-1.log', [100, 113], 'epochs'],
    ['the run ends, and nothing is violated', '3.5.8/local-two-queries-info', 'driver.log', [187, 251], 'cancellation'],
  ] as const)('shows where they are missing: %s', async (_, folder, file, [first, last], shownBy) => {
    const logs = Object.entries(recordedLogs(folder)).map(([name, log]) => [name, log.toString().split('\n')] as const)
    const cut = logs.map(([name, lines]) => [
      name,
      name === file ? lines.toSpliced(first - 1, last - first + 1) : lines,
    ])
    const report = await found(Object.fromEntries(cut))
    expect(report).toMatchObject({ violated: [], code: 4, shownBy })
    expect(report.missing.map((place) => place.split(':')[0])).toEqual([file, file])
  })
})
