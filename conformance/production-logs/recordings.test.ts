import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { judged, withVerdict } from './fixtures/judged.ts'
import { atInfo, neverAtDebug, neverAtInfo, neverInEvents } from './fixtures/never-recorded.ts'
import { ownRecording, ownRecordings } from './fixtures/own-recordings.ts'
import { recordedFolders, recording, recordingNames } from './fixtures/recording.ts'
import type { CheckReport, LogFinding } from './report/check-report.ts'
import { rules } from './rules/rules.ts'

/** The logs of a folder: executors first, then the driver's, in the order of the runs. */
function logsIn(folder: string): Readonly<Record<string, Buffer>> {
  const names = recordingNames(folder).filter(
    (name) => name.endsWith('.log') && !name.slice(folder.length + 1).includes('/'),
  )
  const executors = names.filter((name) => basename(name).startsWith('executor'))
  const drivers = names.filter((name) => basename(name).startsWith('driver-'))
  return Object.fromEntries(
    [...executors, `${folder}/driver.log`, ...drivers.sort()].map((name) => [basename(name), recording(name)]),
  )
}

const folders = recordedFolders().filter((folder) => recording(`${folder}/driver.log`).length > 0)
const reports = new Map<string, CheckReport>(folders.map((folder) => [folder, judged(logsIn(folder))]))
const reportOn = (folder: string): CheckReport => {
  const report = reports.get(folder)
  if (report === undefined) throw new Error(`no recording ${folder}`)
  return report
}

/** What any recording shows, of both archives. */
const shown = new Set(
  [...reports.values(), ...ownRecordings().map((name) => judged(ownRecording(name).logs))].flatMap((report) =>
    withVerdict(report, 'held'),
  ),
)

/** What INDEX.md says of the kinds of folders, as the findings that a check has to have, run by run. */
const expected: readonly (readonly [folder: RegExp, findings: readonly LogFinding['kind'][]])[] = [
  [/\/(?:local|cluster)-(?:normal|memory)/, ['stopped']],
  [/-task-fails/, ['cause', 'query-failed']],
  [/-sink-refuses/, ['commits-stopped', 'stopped']],
  [/local-restart-info/, ['stopped', 'stopped', 'stopped']],
  [/local-restart-same-app/, ['stopped', 'stopped']],
  [/two-queries/, ['stopped', 'stopped']],
  [/checkpoint-demo\/run1-refused/, ['commits-stopped', 'stopped']],
  [/checkpoint-demo\/plain-lost/, ['old-offsets', 'stopped', 'old-offsets', 'stopped']],
  [/checkpoint-demo\/plain-lucky/, ['old-offsets', 'stopped', 'stopped']],
  [/checkpoint-demo\/plain-twice/, ['old-offsets', 'stopped', 'old-offsets', 'stopped']],
  [/checkpoint-demo\/cleaned/, ['stopped', 'stopped']],
  [/microbatch-(?:on-continuous|run)$/, ['nothing-to-check']],
  [/checkpoint-states\/torn-stale/, ['commits-stopped', 'stopped']],
  [/checkpoint-states\/crc-left/, ['error-ignored', 'stopped']],
  [/checkpoint-states\/purged/, ['stopped']],
  [/checkpoint-states\//, ['not-started']],
]

describe('a recording of real Spark', () => {
  it.each(folders)('%s has no violation', (folder) => {
    expect(withVerdict(reportOn(folder), 'violated')).toStrictEqual([])
  })

  it.each(folders)('%s has the findings of its index', (folder) => {
    const [, findings] = expected.find(([pattern]) => pattern.test(folder)) ?? []
    expect(reportOn(folder).findings.map(({ kind }) => kind)).toStrictEqual(findings)
  })

  it('shows each requirement that can be seen at INFO, but for those that did not happen', () => {
    expect(new Set(atInfo.filter((requirement) => !shown.has(requirement)))).toStrictEqual(
      new Set(Object.keys(neverAtInfo)),
    )
  })

  it('shows each requirement that has a rule, but for those of which the reason is known', () => {
    const inEvents = ['CE-3', 'CE-4', 'CE-5', 'EC-20']
    const all = new Set(rules.flatMap(({ requirements }) => requirements))
    expect(new Set([...all].filter((requirement) => !shown.has(requirement)))).toStrictEqual(
      new Set([...Object.keys({ ...neverAtInfo, ...neverAtDebug, ...neverInEvents }), ...inEvents]),
    )
  })

  it('of one query leaves nothing open at DEBUG but what the event log has', () => {
    for (const release of ['2.4.8', '3.1.3', '3.5.8', '4.2.0']) {
      expect(withVerdict(reportOn(`${release}/local-normal-debug`), 'cannot tell')).toStrictEqual([
        'EC-20',
        'CE-3',
        'CE-4',
        'CE-5',
        // Later releases set no interval.
        ...(release === '2.4.8' ? ['CE-6'] : []),
      ])
    }
  })

  it('of a cluster tells the tasks of its executors', () => {
    expect(reportOn('3.5.8/cluster-normal-info').requirements['RDD-4']).toStrictEqual({ kind: 'held', times: 3 })
    expect(reportOn('3.5.8/cluster-task-fails-info').requirements['CE-18']).toMatchObject({ kind: 'held' })
  })

  it('of two queries in the default layout says that they cannot be told apart', () => {
    expect(reportOn('3.5.8/local-two-queries-info').requirements['EC-9']).toStrictEqual({
      kind: 'cannot tell',
      why: ['two queries run at once, and no mark of the line says whose it is'],
      held: 0,
    })
  })

  it.each(['2.4.8', '3.5.8', '4.2.0'])(
    'of two queries on Spark %s judges their tasks by the names of the threads',
    (release) => {
      expect(reportOn(`${release}/local-two-queries-thread`).requirements['RDD-4']).toStrictEqual({
        kind: 'held',
        times: 4,
      })
    },
  )
})
