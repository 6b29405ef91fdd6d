import { expect, it } from 'vitest'
import { failureMessage } from './failure-message.ts'

it('A failure is shown as the requirement and what came, with no stack in which frames would be looked for', () => {
  const error = failureMessage(['OP-3'], { expected: ['a factory'], problem: 'not seen', seen: [] })
  expect(error.message).toMatch(/^OP-3 \(must\): An execution asks the sink .*\nexpected:\n {2}a factory\n/)
  expect(error.stack).toBe('')
})
