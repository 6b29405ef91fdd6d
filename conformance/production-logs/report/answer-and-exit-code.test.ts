import { describe, expect, it } from 'vitest'
import { altered, checked, recordedLogs } from '../fixtures/checked.ts'
import { recording } from '../fixtures/recording.ts'
import type { CheckReport, LogFinding } from './check-report.ts'
import { exitCodeOfAll, type HeadlineAnswer, headlineOfAll } from './headline.ts'

const normal = recordedLogs('3.5.8/local-normal-info')
const reportOn = (logs: Readonly<Record<string, Buffer>>): CheckReport => {
  const [report] = checked(logs).applications
  if (report === undefined) throw new Error('no application')
  return report
}
const at = { file: 'driver.log', line: 1 }
const withFinding = (report: CheckReport, ...more: readonly LogFinding[]) => ({
  ...report,
  findings: [...report.findings, ...more],
})
const withRole = (report: CheckReport, role: CheckReport['files'][number]['role']) => ({
  ...report,
  files: report.files.map((file) => ({ ...file, role })),
})
const withUnread = (report: CheckReport) => ({ ...report, unread: [{ file: 'executor-1.log', why: 'no permission' }] })

const good = reportOn(normal)
const violated = reportOn({
  'driver.log': altered(normal['driver.log'], 'in epoch 2 is committing', 'in epoch 4 is committing'),
})
const stopped = reportOn(recordedLogs('3.5.8/local-sink-refuses-info'))
const { 'driver.log': _, ...ofExecutors } = recordedLogs('3.5.8/cluster-normal-info')
const untold = reportOn({ 'driver.log': recording('field/a-rate-kafka-31.log') })
const interrupted = withFinding(good, { kind: 'commit-interrupted', run: 'a', partition: 0, epoch: 1, at })
const ofBatches = (report: CheckReport) => withFinding(report, { kind: 'nothing-to-check', hasMicroBatch: true })
const unstarted = reportOn({ 'driver.log': recording('2.4.8/checkpoint-states/empty-commit/driver.log') })

describe('the first line and the exit code', () => {
  it.each<[what: string, applications: readonly CheckReport[], answer: HeadlineAnswer, exit: number]>([
    ['a whole log', [good], 'no sign', 0],
    ['a violation', [violated], 'requirements violated', 1],
    ['commits that stopped', [stopped], 'rows can be lost', 1],
    ['an event log alone', [withRole(good, 'event log')], 'cannot tell', 4],
    ['an event log alone that breaks a requirement', [withRole(violated, 'event log')], 'requirements violated', 1],
    ['executors alone', [reportOn(ofExecutors)], 'cannot tell', 4],
    ['another program', [withRole(good, 'other program')], 'cannot tell', 4],
    ['no line of an entry', [untold], 'cannot tell', 4],
    ['a query that did not start', [unstarted], 'cannot tell', 4],
    ['micro-batches alone', [ofBatches(good)], 'cannot tell', 4],
    ['an unread file', [withUnread(good)], 'cannot tell', 4],
    ['an unread file beside a violation', [withUnread(violated)], 'cannot tell', 4],
    ['a commit that was interrupted', [interrupted], 'rows may have been lost', 0],
    ['such a commit in an event log', [withRole(interrupted, 'event log')], 'rows may have been lost', 4],
    ['such a commit beside an unread file', [withUnread(interrupted)], 'cannot tell', 4],
    ['two applications, one of which cannot tell', [good, untold], 'cannot tell', 4],
    ['a suspicion beside one that cannot tell', [interrupted, untold], 'rows may have been lost', 4],
    ['a violation beside one that cannot tell', [violated, untold], 'requirements violated', 1],
    ['micro-batches beside a whole log', [good, ofBatches(good)], 'no sign', 0],
    ['micro-batches with a violation beside a whole log', [good, ofBatches(violated)], 'requirements violated', 1],
    ['micro-batches with an unread file beside a whole log', [good, withUnread(ofBatches(good))], 'cannot tell', 4],
    ['a query that did not start beside a whole log', [good, unstarted], 'no sign', 0],
  ])('are decided together: %s', (__, applications, answer, exit) => {
    const all = { applications, checkpoints: [] }
    expect([headlineOfAll({ ...all, isInterrupted: false }).answer, exitCodeOfAll(all)]).toEqual([answer, exit])
  })
})
