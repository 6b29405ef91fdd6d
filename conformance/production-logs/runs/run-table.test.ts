import { describe, expect, it } from 'vitest'
import { createRunTable } from './run-table.ts'

const start = (runId: string, { queryId = 'q', path = '/c' } = {}) =>
  ({
    kind: 'run-started',
    engine: 'continuous',
    name: 'orders',
    queryId,
    runId,
    checkpoint: `file:${path}`,
  }) as const
const at = { file: 'f', line: 1 }
const never = () => false

describe('the table of runs', () => {
  it('closes the run before on the same checkpoint, and the next one follows it', () => {
    const closed: (string | undefined)[] = []
    const table = createRunTable(({ runId }) => closed.push(runId))
    table.start(start('r'), at, never)
    table.start(start('s'), at, never)
    expect(closed).toStrictEqual(['r'])
    expect([table.only()?.runId, table.onCheckpoint('/c')?.runId, table.withId('r')?.isOver]).toStrictEqual([
      's',
      's',
      true,
    ])
    expect(table.withId('s')?.before).toMatchObject({ isOfOtherApplication: false })
    table.closeAll()
    table.closeAll()
    expect(closed).toStrictEqual(['r', 's'])
    expect(table.only()).toBeUndefined()
  })

  it('has all runs of a checkpoint that came into being before, unless another query has begun on it', () => {
    const table = createRunTable(() => undefined)
    table.seeMade('/c', 'f')
    table.seeMade('/d', 'f')
    table.seeUsed('/d', 'f')
    table.start(start('r'), at, never)
    table.start(start('s', { queryId: 'p', path: '/d' }), at, never)
    expect(table.runs.map(({ isWhole, startEpoch }) => [isWhole, startEpoch])).toStrictEqual([
      [true, 0],
      [false, undefined],
    ])
  })

  it('keeps few checkpoints of which no run starts', () => {
    const table = createRunTable(() => undefined)
    table.seeMade('/c', 'f')
    for (let one = 0; one < 20_000; one++) table.seeMade(`/state/${one}`, 'f')
    table.start(start('r'), at, never)
    expect(table.withId('r')?.isWhole).toBe(false)
  })

  it('goes on with another run of the same query and id', () => {
    const table = createRunTable(() => undefined)
    table.start(start('r'), at, never)
    const [first] = table.runs
    expect(first).toBeDefined()
    if (first !== undefined) expect(table.startNext(first)).toMatchObject({ runId: 'r', isFollowing: true })
    expect(table.live()).toHaveLength(1)
    expect(table.ofQuery('q')).toBe(table.runs[1])
    expect(table.begunBefore('/d').checkpoint).toBe('/d')
    expect(table.withoutId()).toHaveLength(1)
    expect(table.only()).toBeUndefined()
  })
})
