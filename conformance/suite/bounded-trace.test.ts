import { expect, it } from 'vitest'
import { boundedTrace } from './bounded-trace.ts'

const log = (message: string) =>
  ({ kind: 'logged', actor: 'coordinator', level: 'INFO', logger: 'x', message }) as const

it('a kept trace has cut texts and a limited number of events, and is otherwise as it was', () => {
  const [long, short] = boundedTrace([
    { kind: 'closed', events: [log('x'.repeat(3_000_000)), ...Array(5_000).fill(log('a'))] },
    { kind: 'closed', events: [log('a')] },
  ])
  expect(long?.events).toHaveLength(2_000)
  expect(long?.events[0]).toEqual(log(`${'x'.repeat(10_000)}…`))
  expect(short).toEqual({ kind: 'closed', events: [log('a')] })
})
