import { expect, it } from 'vitest'
import { failureMessage } from './failure-message.ts'

it('A failure message has the requirement and the difference, and no stack', () => {
  const difference = [{ kind: 'expected', phrase: 'a factory' }] as const
  const error = failureMessage(['OP-3'], { expected: ['a factory'], problem: 'not seen', seen: [], difference })
  expect(error.message).toMatch(
    /^OP-3 \(must\): An execution asks the sink .*\nnot seen \(- expected, \+ seen\):\n {2}- a factory\n {2}\+ nothing$/,
  )
  expect(error.stack).toBe('')
})
