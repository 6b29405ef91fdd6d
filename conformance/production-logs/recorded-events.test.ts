import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recordedLogs } from './fixtures/checked.ts'
import { judged, withVerdict } from './fixtures/judged.ts'
import { recordedFolders, recording, recordingNames } from './fixtures/recording.ts'

/** The event logs of a recording by name. Those of 4.2.0 were left out when it was recorded. */
const eventsIn = (folder: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    recordingNames(`${folder}/eventlog`)
      .filter((name) => !basename(name).startsWith('appstatus'))
      .map((name) => [
        basename(name),
        recording(name)
          .toString('utf8')
          .split('\n')
          .filter((line) => line !== ''),
      ]),
  )

const folders = recordedFolders().filter((folder) => Object.keys(eventsIn(folder)).length > 0)
/** Starts that failed, and micro-batch queries: no job of theirs writes continuously. */
const withJobs = folders.filter((folder) =>
  Object.values(eventsIn(folder))
    .flat()
    .some((line) => line.includes('"ContinuousWriteRDD"')),
)
/** In these, somebody looked for the coordinator after its end, and a line of the driver says the name. */
const sought = ['3.5.8/cluster-normal-info', '3.5.8/cluster-sink-refuses-info', '3.5.8/local-restart-same-app-debug']

describe('a recording with its event log', () => {
  it.each(folders)('%s has no violation', (folder) => {
    expect(withVerdict(judged(recordedLogs(folder), eventsIn(folder)), 'violated')).toStrictEqual([])
  })

  it.each(withJobs)('%s shows what only the event log has', (folder) => {
    const { requirements } = judged(recordedLogs(folder), eventsIn(folder))
    const verdicts = Object.fromEntries(
      ['CE-3', 'CE-4', 'CE-5', 'EC-20', 'OP-12', 'OP-13'].map((id) => [id, requirements[id]?.kind]),
    )
    expect(verdicts).toStrictEqual({
      'CE-3': 'held',
      'CE-4': 'held',
      'CE-5': 'held',
      'EC-20': sought.includes(folder) ? 'held' : 'no occasion',
      'OP-12': 'held',
      'OP-13': 'held',
    })
  })

  it('of Spark 2.4 has the interval of the trigger, and later ones are not asked for it', () => {
    expect(
      judged(recordedLogs('2.4.8/local-normal-info'), eventsIn('2.4.8/local-normal-info')).requirements['CE-6'],
    ).toStrictEqual({
      kind: 'cannot tell',
      why: ['no line says the interval of the trigger'],
      held: 0,
    })
    expect(judged({}, eventsIn('3.1.3/local-normal-info')).requirements['CE-6']).toBeUndefined()
  })

  it.each(withJobs)('%s without its logs has verdicts, too', (folder) => {
    const report = judged({}, eventsIn(folder))
    expect(withVerdict(report, 'held')).toStrictEqual([
      'OP-12',
      'OP-13',
      'CE-3',
      'CE-5',
      ...(folder === '3.5.8/cluster-task-fails-info' ? ['CE-18'] : []),
    ])
    expect(report.requirements['CE-4']).toStrictEqual({
      kind: 'cannot tell',
      why: ['the event log has a job of which the logs do not show the run', 'the log of the driver is missing'],
      held: 0,
    })
    expect(report.findings).toStrictEqual([])
  })

  it('tells the tasks of two queries apart, whose lines do not say whose they are', () => {
    const folder = '3.5.8/local-two-queries-info'
    expect(judged(recordedLogs(folder)).requirements['OP-12']).toMatchObject({ kind: 'cannot tell' })
    expect(judged(recordedLogs(folder), eventsIn(folder)).requirements['OP-12']).toMatchObject({ kind: 'held' })
  })

  /** What a change of an event breaks. */
  const changes: readonly (readonly [requirement: string, from: RegExp, to: string])[] = [
    ['CE-3', /"__is_continuous_processing":"true"/, '"__is_continuous_processing":"false"'],
    ['CE-4', /"__continuous_start_epoch":"0"/, '"__continuous_start_epoch":"1"'],
    ['CE-5', /"__epoch_coordinator_id":"/, '"__epoch_coordinator_id":"x'],
    ['EC-20', /(?<="__epoch_coordinator_id":"[^"]*)[\da-f]{4}"/, 'ffff"'],
    ['OP-12', /"Number of Tasks":/, '"Number of Tasks":1'],
    ['OP-13', /("SparkListenerTaskStart".*?"Index":)1/, '$10'],
  ]

  it.each(changes)('violates %s once an event says otherwise', (requirement, from, to) => {
    const folder = '3.5.8/cluster-normal-info'
    const [[name, lines] = ['', []]] = Object.entries(eventsIn(folder))
    const changed = lines.map((line) => line.replace(from, to))
    expect(changed).not.toStrictEqual(lines)
    expect(judged(recordedLogs(folder), { [name]: changed }).requirements[requirement]?.kind).toBe('violated')
  })

  it('violates CE-18 once a retry, or the query after it, fails otherwise', () => {
    const folder = '3.5.8/cluster-task-fails-info'
    const [[name, lines] = ['', []]] = Object.entries(eventsIn(folder))
    for (const event of ['SparkListenerTaskEnd', 'QueryTerminatedEvent']) {
      const changed = lines.map((line) =>
        line.slice(0, 100).includes(event) ? line.replaceAll('ContinuousTaskRetryException', 'SomeException') : line,
      )
      expect(judged({}, { [name]: changed }).requirements['CE-18']?.kind).toBe('violated')
    }
  })

  it('of another application does not speak for a run of the logs', () => {
    const report = judged(recordedLogs('3.5.8/local-normal-info'), eventsIn('3.5.8/local-memory-info'))
    expect(report.requirements['CE-4']).toMatchObject({ kind: 'cannot tell' })
  })
})
