import { expect, test } from 'vitest'
import { DriverError } from './driver.ts'

test('the message of a driver error shows the control characters of the driver, and indents its lines', () => {
  const hostile = 'a\u001b[2J\nconforms\u202e'
  const shown = 'a\\u{1b}[2J\\nconforms\\u{202e}'
  expect(new DriverError({ kind: 'not-supported', reason: hostile }).message).toBe(`not supported: ${shown}`)
  expect(
    new DriverError({
      kind: 'off-protocol',
      method: 'apply',
      path: `result.${hostile}`,
      reason: hostile,
      line: hostile,
    }).message,
  ).toBe(`the answer to apply is off the protocol at result.${shown}: ${shown}\nthe line as it came: ${shown}`)
  expect(new DriverError({ kind: 'crashed', reason: 'it exited', stderr: `${hostile}\r\n\tat x\n\n` }).message).toBe(
    'the driver crashed: it exited\nits standard error ended:\n  a\\u{1b}[2J\n  conforms\\u{202e}\n      at x',
  )
})
