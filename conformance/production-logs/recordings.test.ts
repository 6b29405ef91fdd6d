import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CheckReport, LogFinding } from './check-report.ts'
import { judged, withVerdict } from './fixtures/judged.ts'
import { recordedFolders, recording, recordingNames } from './fixtures/recording.ts'

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
  [/checkpoint-states\//, ['query-failed']],
]

/** Visible at INFO in principle, and in no recording: nothing of the kind happened in them. */
const neverHappened = [
  'OP-43',
  'RDD-42',
  'EC-56',
  'EC-61',
  'EC-64',
  'EC-71',
  'EC-80',
  'EC-81',
  'EC-82',
  'CE-17',
  'CE-30',
]

const atInfo = [
  ...['OP-7', 'OP-12', 'OP-13', 'OP-26', 'OP-32', 'OP-43', 'OP-44'],
  ...['RDD-4', 'RDD-14', 'RDD-15', 'RDD-23', 'RDD-24', 'RDD-26', 'RDD-33', 'RDD-34', 'RDD-36', 'RDD-39', 'RDD-42'],
  ...['EC-9', 'EC-14', 'EC-15', 'EC-19', 'EC-21', 'EC-29', 'EC-30', 'EC-34', 'EC-35', 'EC-37', 'EC-39', 'EC-47'],
  ...['EC-55', 'EC-56', 'EC-58', 'EC-60', 'EC-61', 'EC-64', 'EC-71', 'EC-72', 'EC-80', 'EC-81', 'EC-82'],
  ...['CE-8', 'CE-10', 'CE-11', 'CE-12', 'CE-14', 'CE-15', 'CE-16', 'CE-17', 'CE-18', 'CE-19', 'CE-20'],
  ...['CE-30', 'CE-31', 'CE-32'],
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
    const held = new Set([...reports.values()].flatMap((report) => withVerdict(report, 'held')))
    expect(atInfo.filter((requirement) => !held.has(requirement))).toStrictEqual(neverHappened)
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
