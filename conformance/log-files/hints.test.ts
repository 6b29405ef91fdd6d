import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recording, recordingNames, unpackRecordings } from '../production-logs/fixtures/recording.ts'
import { examineCheckpoint } from '../production-logs/report/examine-checkpoint.ts'
import { describeReport } from '../production-logs/telling/describe-report.ts'
import { checkLogs } from './check-logs.ts'
import { newFolders } from './fixtures/new-folders.ts'
import { checkpointsAmong } from './hints.ts'
import { logReportOf } from './log-report.ts'

const { folderOf } = newFolders()

const normal = '3.5.8/local-normal-info'
const [eventLog = ''] = recordingNames(`${normal}/eventlog`)

describe('Hints', () => {
  it('say which option takes a checkpoint and an event log in a folder of logs, until it is given', async () => {
    const folder = folderOf({
      'driver.log': recording(`${normal}/driver.log`),
      'events/local-1795868201150': recording(eventLog),
      'rolling/eventlog_v2_local-1/events_1_local-1': recording(eventLog),
      'rolling/eventlog_v2_local-1/appstatus_local-1': '',
    })
    const [checkpoint, events] = [join(folder, "my 'c'"), join(folder, 'events/local-1795868201150')]
    unpackRecordings(`${normal}/checkpoint`, checkpoint)
    const checked = await checkLogs([folder])
    const rolling = { kind: 'event log', path: join(folder, 'rolling/eventlog_v2_local-1') }
    expect(checked.hints).toEqual([
      { kind: 'checkpoint', path: checkpoint },
      { kind: 'event log', path: events },
      rolling,
    ])
    expect(describeReport(logReportOf(checked, []))).toContain(
      `\nhint: --checkpoint '${folder}/my '\\''c'\\''' looks at this checkpoint directory, too\nhint: --event-log ${events} reads these events of Spark, too\n`,
    )
    const given = await checkLogs([folder], { eventLogs: [join(folder, 'events')] })
    const reports = given.applications.map(({ report }) => report)
    expect(logReportOf(given, [examineCheckpoint(`file:${checkpoint}/`, reports)]).hints).toEqual([rolling])
  })

  it('are given for a checkpoint or an event log that is named itself', async () => {
    const folder = folderOf({ events: recording(eventLog) })
    const checkpoint = join(folder, 'c')
    unpackRecordings(`${normal}/checkpoint`, checkpoint)
    expect((await checkLogs([checkpoint])).hints).toEqual([{ kind: 'checkpoint', path: checkpoint }])
    const events = join(folder, 'events')
    expect((await checkLogs([events])).hints).toEqual([{ kind: 'event log', path: events }])
  })

  it('take no folder for a checkpoint that has one of its names only', () => {
    expect(checkpointsAmong(['/a/metadata', '/b/offsets/0', '/b/offsets/1', '/c/commits/x', '/c/offsets/0'])).toEqual(
      [],
    )
    expect(checkpointsAmong(['metadata', 'offsets/0', 's3a://b/c/offsets/0', 's3a://b/c/commits/0'])).toEqual([
      '.',
      's3a://b/c',
    ])
  })
})
