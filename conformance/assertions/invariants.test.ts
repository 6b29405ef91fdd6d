import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import { requirementById } from '../requirements/registry.ts'
import { coordinator, task } from './fixtures/opened.ts'
import { firstViolation, invariants } from './invariants.ts'
import type { TraceStep } from './trace.ts'

const wholeQuery: TraceStep = {
  kind: 'opened',
  opening: {
    role: 'query',
    setup: { partitions: 1, startEpoch: 4, epochBacklogQueueSize: 10, delivery: 'immediate' },
  },
  events: [],
}
const operator: TraceStep = {
  kind: 'opened',
  opening: {
    role: 'operator',
    setup: { partitions: 2, epochCoordinatorId: 'id', coordinator: 'answers', writer: 'Sink' },
  },
  events: [],
}
const acted = (action: Extract<TraceStep, { kind: 'acted' }>['action'], ...events: Event[]): TraceStep => ({
  kind: 'acted',
  action,
  events,
})
const ask = { kind: 'ask', message: { type: 'GetCurrentEpoch' } } as const
const sink = (epoch: number): Event => ({ kind: 'epoch-committed', actor: 'coordinator', epoch, messages: [] })
const query = (epoch: number): Event => ({ kind: 'query-committed', actor: 'coordinator', epoch })
const written = (value: string): Event => ({ kind: 'row-written', actor: 'task-0', partition: 0, epoch: 0, value })
const aborted: Event = { kind: 'writer-aborted', actor: 'task-0', partition: 0, epoch: 0 }
const row = { kind: 'row', partition: 0, value: 'a' } as const
const fault = { kind: 'fail', partition: 0, at: 'write', error: { type: 'IOException', message: null } } as const
const violated = (...trace: TraceStep[]) => firstViolation(trace)?.requirement

describe('the invariants of every trace', () => {
  it('bind every edition, each with a requirement of its own', () => {
    for (const { requirement } of invariants) expect(requirementById(requirement).basis.kind).not.toBe('observed')
    expect(new Set(invariants.map(({ requirement }) => requirement)).size).toBe(invariants.length)
  })

  it('include the commit of epochs one by one, to the sink and then to the query', () => {
    expect(violated(coordinator, acted(ask, sink(4), query(4), sink(5), query(5)))).toBeUndefined()
    expect(violated(coordinator, acted(ask, sink(4)), acted(ask, sink(4), query(4)))).toBeUndefined()
    expect(violated(coordinator, acted(ask, sink(5), query(5)))).toBe('EC-35')
    expect(violated(coordinator, acted(ask, sink(4), query(4)), acted(ask, sink(4), query(4)))).toBe('EC-35')
    expect(violated(coordinator, acted(ask, query(4), sink(4)))).toBe('EC-38')
    expect(violated(coordinator, acted(ask, query(4)))).toBe('EC-38')
    // The sink may have the epoch from an earlier step. The query commits it once.
    expect(violated(coordinator, acted(ask, sink(4)), acted(ask, query(4)))).toBeUndefined()
    expect(violated(coordinator, acted(ask, sink(4), query(4), query(4)))).toBe('EC-38')
  })

  it('include that one message commits an epoch to the sink at most once', () => {
    expect(violated(coordinator, acted(ask, sink(4), sink(4), query(4)))).toBe('EC-39')
    const both = { kind: 'together', actions: [ask, ask] } as const
    expect(violated(coordinator, acted(both, sink(4), sink(4), query(4)))).toBeUndefined()
    expect(violated(wholeQuery, acted({ kind: 'advance-epoch' }, sink(4), sink(4), query(4)))).toBeUndefined()
  })

  it('include the order of epochs across the restarts of a query', () => {
    const execute = { kind: 'execute' } as const
    expect(violated(wholeQuery, acted(execute, sink(4)), acted(execute, sink(4), query(4)))).toBeUndefined()
    expect(violated(wholeQuery, acted(execute, sink(5)))).toBe('EC-35')
    expect(violated(wholeQuery, acted(execute, sink(4), query(4)), acted(execute, sink(4)))).toBe('EC-35')
  })

  it('include the writing of the given rows alone, each once', () => {
    expect(violated(task, acted(row, written('a')))).toBeUndefined()
    expect(violated(task, acted(row, written('b')))).toBe('RDD-12')
    expect(violated(task, acted(row, written('a'), written('a')))).toBe('RDD-12')
    expect(violated(task, acted(row), acted({ kind: 'end-epoch', partition: 0 }, written('a')))).toBe('RDD-12')
  })

  it('forbid the abort of a writer without a failure', () => {
    expect(violated(task, acted(fault), acted(row, aborted))).toBeUndefined()
    expect(violated(task, acted({ kind: 'complete', partition: 0 }, aborted))).toBeUndefined()
    expect(violated(task, acted({ kind: 'end-epoch', partition: 0 }, aborted))).toBe('RDD-55')
  })

  it('forbid a job before SetWriterPartitions is asked, and another number of partitions', () => {
    const job: Event = { kind: 'job-submitted', actor: 'operator', partitions: 2 }
    const asked = (numPartitions: number): Event => ({
      kind: 'asked',
      actor: 'operator',
      message: { type: 'SetWriterPartitions', numPartitions },
    })
    expect(violated(operator, acted({ kind: 'execute' }, asked(2), job))).toBeUndefined()
    expect(violated(operator, acted({ kind: 'execute' }, job))).toBe('OP-11')
    expect(violated(operator, acted({ kind: 'execute' }, asked(3), job))).toBe('OP-10')
    expect(violated(operator, acted({ kind: 'execute' }, job, asked(2)))).toBe('OP-11')
    const other: Event = { kind: 'asked', actor: 'query', message: { type: 'GetCurrentEpoch' } }
    expect(violated(operator, acted({ kind: 'execute' }, other, job))).toBe('OP-11')
  })

  it('require one child of a planned write', () => {
    const plan = { name: 'WriteToContinuousDataSourceExec', children: [] }
    expect(violated(acted({ kind: 'plan', plan }, { kind: 'planned', actor: 'planner', plan }))).toBe('PL-2')
  })
})
