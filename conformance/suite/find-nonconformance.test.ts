import { describe, expect, it } from 'vitest'
import type { Event, EventKind } from '../../src/contract/events.ts'
import type { Ask } from '../../src/contract/messages.ts'
import type { Trace } from '../assertions/trace.ts'
import { editionOf } from '../requirements/edition.ts'
import { findNonconformance } from './find-nonconformance.ts'
import { taskEndsEpoch } from './fixtures/task-ends-epoch.ts'
import { modelTrace } from './model-trace.ts'

const document = editionOf('document')
const spark42 = editionOf('spark-4.2')

const without = (kind: string) =>
  (modelTrace(taskEndsEpoch, document) ?? []).map((step) => ({
    ...step,
    events: step.events.filter((event) => event.kind !== kind),
  }))

describe('a nonconforming step that the scenario does not examine', () => {
  it('is found at its step, with a requirement and a difference', () => {
    expect(findNonconformance(without('sent'), document)).toMatchObject({
      requirement: 'RDD-17',
      at: 2,
      mismatch: { problem: "when the epoch of task 0 ends: the events are not the model's" },
    })
  })

  it('does not exist if the model does the same, except for log lines', () => {
    expect(findNonconformance(modelTrace(taskEndsEpoch, document) ?? [], document)).toBeUndefined()
    expect(findNonconformance(without('logged'), document)).toBeUndefined()
    expect(findNonconformance(modelTrace(taskEndsEpoch, editionOf('spark-2.4')) ?? [], document)).toBeUndefined()
  })

  it('is an ask in a whole query whose reply is not awaited', () => {
    const asked = (trace: Trace, kind: EventKind, message: Ask['type']) => {
      const at = trace.map((step) => ({ ...step, events: earlier(step.events, kind, message) }))
      return findNonconformance(at, spark42)?.requirement
    }
    const started = modelTrace([query, { kind: 'acted', action: { kind: 'execute' }, events: [] }], spark42) ?? []
    expect(findNonconformance(started, spark42)).toBeUndefined()
    expect(asked(started, 'job-submitted', 'SetWriterPartitions')).toBe('OP-11')
    expect(asked(started, 'child-executed', 'SetReaderPartitions')).toBe('EC-26')
  })
})

const query: Trace[number] = {
  kind: 'opened',
  opening: {
    role: 'query',
    setup: { partitions: 1, startEpoch: 0, epochBacklogQueueSize: 10, delivery: 'immediate' },
  },
  events: [],
}

/** The events with the one of this kind before the answer to this message. */
function earlier(events: readonly Event[], kind: EventKind, message: Ask['type']): readonly Event[] {
  const moved = events.filter((event) => event.kind === kind)
  const rest = events.filter((event) => event.kind !== kind)
  const at = rest.findIndex((event) => event.kind === 'answered' && event.message === message)
  return at < 0 ? events : rest.toSpliced(at, 0, ...moved)
}
