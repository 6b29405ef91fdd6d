import { describe, expect, it } from 'vitest'
import { createMicroBatchQueries } from './micro-batch-queries.ts'

describe('micro-batch queries', () => {
  it('are known by their runs and checkpoints', () => {
    const queries = createMicroBatchQueries()
    expect([queries.isAny(), queries.hasRun('r'), queries.hasCheckpoint('/c')]).toStrictEqual([false, false, false])
    queries.add('r', '/c')
    expect([queries.isAny(), queries.hasRun('r'), queries.hasCheckpoint('/c')]).toStrictEqual([true, true, true])
    expect([queries.hasRun('s'), queries.hasCheckpoint('/d')]).toStrictEqual([false, false])
  })

  it('may have had any run once some were forgotten, but for those of which lines come', () => {
    const queries = createMicroBatchQueries(10)
    queries.add('r', '/c')
    for (let one = 0; one < 100; one++) {
      queries.add(`run ${one}`, `/t/${one}`)
      expect([queries.hasRun('r'), queries.hasCheckpoint('/c')]).toStrictEqual([true, true])
    }
    expect([queries.hasRun('run 1'), queries.hasCheckpoint('/t/1')]).toStrictEqual([undefined, undefined])
    expect([queries.hasRun('run 99'), queries.isAny()]).toStrictEqual([true, true])
  })

  it('that start again and again on one checkpoint forget none', () => {
    const queries = createMicroBatchQueries(10)
    for (let one = 0; one < 100; one++) queries.add(`run ${one}`, '/c')
    expect(queries.hasCheckpoint('/d')).toBe(false)
  })
})
