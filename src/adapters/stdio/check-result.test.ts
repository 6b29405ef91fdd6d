import { expect, test } from 'vitest'
import { checkResult } from './check-result.ts'

const checked = (method: 'initialize' | 'apply', result: unknown) => checkResult(method, result, () => undefined)
const event = { kind: 'epoch-committed', actor: 'coordinator', epoch: 0 }
const identity = {
  protocol: 1,
  implementation: { name: 'fixture', version: '1', language: 'JavaScript' },
  edition: 'document',
}

test.each([
  ['events', { steps: [Array(1_000_000).fill(1)] }, 'result.steps[0][0]', '1 where an object is wanted'],
  ['steps', { steps: Array(1_000_000).fill(1) }, 'result.steps[0]', '1 where a list is wanted'],
  [
    'texts in an event',
    { steps: [[{ ...event, messages: Array(1_000_000).fill(1) }]] },
    'result.steps[0][0].messages[0]',
    '1 where a text is wanted',
  ],
])('of a million wrong %s, the first is reported', (_, result, path, reason) => {
  expect(checked('apply', result)).toEqual({ kind: 'bad', path, reason })
})

test('a field named __proto__ is reported as any other, and changes no prototype', () => {
  const line = `{"steps":[[{"kind":"query-committed","actor":"coordinator","epoch":0,"__proto__":{"polluted":1}}]]}`
  expect(checked('apply', JSON.parse(line))).toEqual({
    kind: 'bad',
    path: 'result.steps[0][0].__proto__',
    reason: 'there is no such field',
  })
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

test('a very long name of a field is cut', () => {
  const { kind, ...complaint } = checked('apply', { steps: [], ['x'.repeat(1_000_000)]: 1 })
  expect(kind).toBe('bad')
  expect(complaint).toEqual({ path: `result.${'x'.repeat(80)}…`, reason: 'there is no such field' })
})

test.each([
  ['none', [], 'result.roles', '[] where a list that is not empty is wanted'],
  ['one twice', ['task', 'query', 'task'], 'result.roles[2]', '"task" is there twice'],
  [
    'an unknown one',
    ['task', '__proto__'],
    'result.roles[1]',
    '"__proto__" where one of "planner", "operator", "task", "coordinator", "query" is wanted',
  ],
])('wrong roles are reported: %s', (_, roles, path, reason) => {
  expect(checked('initialize', { ...identity, roles })).toEqual({ kind: 'bad', path, reason })
})
