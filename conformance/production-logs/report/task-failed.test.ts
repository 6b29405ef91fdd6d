import { expect, it } from 'vitest'
import { altered, checked, recordedLogs } from '../fixtures/checked.ts'

const { 'driver.log': driver = Buffer.alloc(0), ...executors } = recordedLogs('3.5.8/cluster-task-fails-info')

function found(logs: Readonly<Record<string, Buffer>>) {
  const { applications, headline } = checked(logs)
  const findings = applications.flatMap((one) => one.findings)
  return { failed: findings.filter(({ kind }) => kind === 'task-failed'), headline: headline.text, findings }
}
/** The log of the driver up to the first line that has the text. */
const cutBefore = (text: string) => driver.subarray(0, driver.indexOf(text))

it('The failure of a task is named if the log of the driver is missing, or ends before its query does', () => {
  const failure = {
    kind: 'task-failed',
    at: { file: 'executor-0.log', line: 182 },
    error: expect.stringMatching(/^org\.apache\.spark\.SparkException: \[FAILED_EXECUTE_UDF\]/),
    root: 'java.lang.IllegalStateException: bad order 120',
  }
  expect(found(executors).failed).toEqual([{ ...failure, run: 'unknown' }])
  const { failed, headline } = found({ ...executors, 'driver.log': cutBefore('WARN TaskSetManager: Lost task') })
  expect(failed).toEqual([{ ...failure, run: '6868b5f2-3c05-492e-9d39-5cab6d664e50' }])
  expect(headline).toBe(
    'Cannot tell whether rows were lost: the log ends after the offsets of epoch 0 and before its commit, and a task failed; if it was killed there, run cwc doctor CHECKPOINT before the restart',
  )
  // The commit of the epoch is there.
  const whole = cutBefore('INFO TaskSetManager: Lost task 2.1')
  expect(found({ ...executors, 'driver.log': whole }).headline).toBe(
    'No sign of lost rows so far, but a task failed; the log does not show the end of the run: if it was killed, run cwc doctor CHECKPOINT before the restart',
  )
})

it('The failure of a task is the cause, and no finding of its own, if the driver shows that the query failed', () => {
  const { failed, findings } = found({ ...executors, 'driver.log': driver })
  expect(failed).toEqual([])
  expect(findings.map(({ kind }) => kind)).toEqual(['cause', 'query-failed'])
})

it('A task of which no line says that it is one of a continuous query, or that was killed, is not named', () => {
  const { 'executor-0.log': log = Buffer.alloc(0) } = executors
  const batch = log
    .toString()
    .split('\n')
    .filter((line) => !/ContinuousWriteRDD|DataSourceRDD|Continuous/.test(line))
  expect(found({ 'executor-0.log': Buffer.from(batch.join('\n')) }).failed).toEqual([])
  const [line = ''] = /^.*Exception in task 2\.0 in stage 0\.0 \(TID 2\)/m.exec(log.toString()) ?? []
  const kill = line.replace('ERROR', 'INFO').replace('Exception in', 'Executor is trying to kill')
  const [first = ''] = /^.*Exception in task 0\.0 in stage 0\.0 \(TID 0\)/m.exec(log.toString()) ?? []
  const killFirst = first.replace('ERROR', 'INFO').replace('Exception in', 'Executor is trying to kill')
  const killed = altered(altered(log, line, `${kill}, reason: x\n${line}`), first, `${killFirst}, reason: x\n${first}`)
  expect(found({ 'executor-0.log': killed }).failed).toEqual([])
})
