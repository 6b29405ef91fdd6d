import { describe, expect, it } from 'vitest'
import type { SinkMoment } from '../try-schedule.ts'
import { verdictOf } from './finding.ts'
import { sinkRequirements } from './registry.ts'
import { sinkCase } from './sink-case.ts'
import {
  abortEpoch,
  begins,
  close,
  commit,
  commitEpoch,
  create,
  endsEpoch,
  failsBefore,
  gives,
  stops,
  write,
} from './trace-builder.ts'

/** Of a requirement: a case that keeps it, and one with a fault of the sink or of Spark that breaks it. */
interface Shown {
  readonly good: readonly SinkMoment[]
  readonly faulty: readonly SinkMoment[]
  readonly at: number
  readonly because: string
}

const oneRow = [begins(), gives('a', { calls: [write(0, 'a')] })]
const oneEpoch = [...oneRow, endsEpoch({ calls: [commit(0), close(0), commitEpoch(0, 0), create(1, 1)], rows: ['a'] })]

const shown: Readonly<Record<string, Shown>> = {
  'SK-13': {
    good: oneEpoch,
    faulty: [...oneEpoch, gives('b', { calls: [write(0, 'b')], rows: ['a'] })],
    at: 4,
    because: 'the writer of partition 0 in epoch 0 was called again (write) after it was closed',
  },
  'SK-20': {
    good: [
      ...oneRow,
      endsEpoch({ calls: [commit(0), close(0), failsBefore(commitEpoch(0, 0)), abortEpoch(0, 0)] }),
      stops({}),
    ],
    faulty: [...oneRow, endsEpoch({ calls: [commit(0), close(0), failsBefore(commitEpoch(0, 0))] }), stops({})],
    at: 4,
    because: 'the commit of epoch 0 failed in step 3, and no abort followed',
  },
  'SK-30': {
    good: oneEpoch,
    faulty: [begins(), gives('a', { calls: [write(0, 'a')], rows: ['a'] })],
    at: 2,
    because: 'a of the writer of partition 0 in epoch 0 is seen, and its writer has not been committed',
  },
}

describe.each(sinkRequirements.map((each) => [each.id, each] as const))('%s', (id, { judge }) => {
  it('holds in a case that keeps it', () => {
    const verdict = verdictOf(judge(sinkCase(shown[id]?.good ?? [])))
    expect(verdict).toMatchObject({ kind: 'held' })
  })

  it('is violated by the fault that it is about, and names the step', () => {
    const { faulty = [], at, because } = shown[id] ?? {}
    expect(verdictOf(judge(sinkCase(faulty)))).toEqual({ kind: 'violated', step: at, because })
  })

  it('has no occasion in a case that shows nothing', () => {
    expect(verdictOf(judge(sinkCase([])))).toEqual({ kind: 'no occasion' })
  })
})
