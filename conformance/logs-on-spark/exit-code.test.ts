import { expect, test } from 'vitest'
import { altered, checked, recordedLogs } from '../production-logs/fixtures/checked.ts'
import { exitCodeOf } from './exit-code.ts'
import type { JudgedApplication } from './judge.ts'

const judged = (
  logs: Readonly<Record<string, Buffer>>,
  unread: JudgedApplication['unread'] = [],
): JudgedApplication[] => checked(logs).applications.map((report) => ({ application: 'a', report, unread }))

const unread = [{ file: 'b', why: 'it vanished' }]
const healthy = recordedLogs('3.5.8/local-normal-info')
const skipped = {
  'driver.log': altered(
    healthy['driver.log'],
    'partition 0 in epoch 2 is committing',
    'partition 0 in epoch 7 is committing',
  ),
}

test.each([
  ['0 for a healthy query', judged(healthy), 0],
  ['1 for a violation', judged(skipped), 1],
  ['1 where commits stopped (CE-20)', judged(recordedLogs('3.5.8/local-sink-refuses-info')), 1],
  ['4 where a violation may rest on a file that is unread', judged(skipped, unread), 4],
  [
    '1 for the violation of one application beside an unread file of another',
    [...judged(skipped), ...judged(healthy, unread)],
    1,
  ],
  ['3 where nothing was read', judged({}, unread), 3],
  ['4 for no application', [], 4],
])('The exit code of a check in a job of Spark is %s', (_, applications, code) => {
  expect(exitCodeOf(applications)).toBe(code)
})
