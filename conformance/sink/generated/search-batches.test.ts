import { describe, expect, it } from 'vitest'
import { modelBatches } from '../model/model-batches.ts'
import type { SinkDriver } from '../run/sink-driver.ts'
import type { BatchAction } from '../schedules/batch-schedule.ts'
import { readBatchToken } from './batch-token.ts'
import { replayBatches, searchBatches } from './search-batches.ts'

const search = (driver: SinkDriver<BatchAction>, runs = 200) =>
  searchBatches({ driver, runs, seed: 1, onTried: () => undefined, signal: new AbortController().signal })

/** A sink that shows the rows of a batch once a writer of it has committed, and keeps them whatever comes. */
function hasty(): SinkDriver<BatchAction> {
  const model = modelBatches('the last wins')
  const shown: string[] = []
  let written: string[] = []
  return {
    ...model,
    async open(schedule) {
      shown.length = 0
      await model.open(schedule)
    },
    async act(action) {
      const events = await model.act(action)
      for (const event of events) {
        if (event.kind === 'writer-created') written = []
        if (event.kind === 'row-written') written.push(event.value)
        if (event.kind === 'partition-committed') shown.push(...written)
      }
      return events
    },
    rows: async () => [...shown],
  }
}

describe('a search through generated schedules of micro-batches', () => {
  it.each(['the first wins', 'the last wins'] as const)(
    'finds nothing where %s: such a sink is exactly-once',
    async (kind) => {
      const { tried, found } = await search(modelBatches(kind))
      expect(tried).toHaveLength(200)
      expect(found).toEqual([])
      expect(tried.every(({ like }) => like.includes(kind))).toBe(true)
    },
  )

  it('finds a row that is there twice where both commits of a batch are kept, and shrinks it to the one fault that does it', async () => {
    const { found, tried } = await search(modelBatches('both are kept'))
    expect(found.map(({ harm }) => harm)).toEqual(['doubled'])
    const [{ shrunk, from } = { shrunk: undefined, from: '' }] = found
    expect(tried.map(({ token }) => token)).toContain(from)
    expect(shrunk?.schedule.steps.map((step) => (step.kind === 'fail' ? step.at : step.kind))).toMatchInlineSnapshot(`
      [
        "writer.commit.after",
        "execute",
        "row",
        "advance-epoch",
        "execute",
        "row",
        "advance-epoch",
      ]
    `)
    expect(shrunk?.fault).toMatchInlineSnapshot(`"The sink's commit of an epoch fails"`)
  })

  it('shrinks on the sink itself what the model does not foretell, and the token shows the same again', async () => {
    const { found } = await search(hasty())
    expect(found.map(({ harm }) => harm).toSorted()).toEqual(['doubled', 'early'])
    for (const { harm, shrunk } of found) {
      const again = await replayBatches(hasty(), readBatchToken(shrunk.token))
      expect(again).toEqual(shrunk)
      expect(again.result.kind === 'seen' && again.result[harm]).not.toEqual([])
    }
    expect(found.map(({ shrunk }) => shrunk.token)).toMatchInlineSnapshot(`
      [
        "batches:p1b2r1x2:task:j",
        "batches:p1b2r1x2:sink:6",
      ]
    `)
  })
})
