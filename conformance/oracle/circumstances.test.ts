import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import type { Trace } from '../assertions/trace.ts'
import { circumstances } from './circumstances.ts'
import { aCoordinator, commit, readers, report, writers } from './fixtures/beliefs.ts'

// The coordinator starts with epoch 4.
const committed = (epoch: number): Event => {
  return { kind: 'epoch-committed', actor: 'coordinator', epoch, messages: [] }
}
const trace = (...events: readonly Event[]): Trace => [
  { kind: 'opened', opening: aCoordinator, events: [] },
  ...[writers(1), readers(1), commit(0, 5), report(0, 5)].map((action) => ({ kind: 'acted', action, events }) as const),
]

describe('the circumstances of a commit', () => {
  const reports = '1 of 1 writers had committed epoch 5 and 1 of 1 readers had reported epoch 5'

  it('name the epoch before it, if that was not committed yet', () => {
    expect(circumstances(committed(5), trace())).toBe(`${reports}, but epoch 4 was not committed yet`)
    expect(circumstances(committed(5), trace(committed(4)))).toBe(reports)
  })

  it('name no epoch before the first', () => {
    const first = '0 of 1 writers had committed epoch 4 and 0 of 1 readers had reported epoch 4'
    expect(circumstances(committed(4), trace())).toBe(first)
  })
})
