import { describe, expect, it } from 'vitest'
import { judged, withVerdict } from '../fixtures/judged.ts'

const ofWriter = (what: string) =>
  JSON.stringify({
    ts: '2026-11-28T12:00:00.000Z',
    level: what.includes('abort') ? 'ERROR' : 'INFO',
    msg: `Writer for partition 0 ${what}.`,
    context: { task_name: 'task 0.0 in stage 0.0 (TID 0)' },
    logger: 'ContinuousWriteRDD',
  })

describe('a log that begins in the middle of a task', () => {
  it('does not show that no aborting line came before the writer was aborted', () => {
    const report = judged({ 'driver.log': [ofWriter('aborted')] })
    expect(withVerdict(report, 'violated')).toEqual([])
    expect(report.requirements['RDD-39']).toMatchObject({
      kind: 'cannot tell',
      why: [expect.stringContaining('the log begins in the middle of a task')],
    })
  })

  it('shows it behind a line of the same task', () => {
    const report = judged({ 'driver.log': [ofWriter('in epoch 1 is committing'), ofWriter('aborted')] })
    expect(withVerdict(report, 'violated')).toEqual(['RDD-33', 'RDD-34', 'RDD-39'])
  })
})
