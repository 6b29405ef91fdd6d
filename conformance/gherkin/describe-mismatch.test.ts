import { expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import { describeDiff } from './describe-mismatch.ts'

const committed = (epoch: number) => {
  const event: Event = { kind: 'query-committed', actor: 'coordinator', epoch }
  return { kind: 'both', event } as const
}

it('A diff shows two lines around each line that differs, and leaves out the others', () => {
  const missing = { kind: 'expected', phrase: 'the sink commits epoch 4' } as const
  const lines = [1, 2, 3].map(committed)
  expect(describeDiff([...lines, missing, ...[5, 6, 7, 8].map(committed)])).toEqual([
    '…',
    '  the query commits epoch 2',
    '  the query commits epoch 3',
    '- the sink commits epoch 4',
    '  the query commits epoch 5',
    '  the query commits epoch 6',
    '…',
  ])
  expect(describeDiff(lines)).toEqual(['…'])
})
