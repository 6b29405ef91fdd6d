import { describe, expect, it } from 'vitest'
import type { Event, EventKind } from '../../src/contract/events.ts'
import { askTypes } from '../../src/contract/messages.ts'
import type { ErrorValue } from '../../src/contract/values.ts'
import { type EditionName, editionNames } from '../../src/reference/editions.ts'
import { coordinatorGone, dataReadFailed, jobAborted } from '../../src/reference/spark-errors.ts'
import { editionOf } from '../requirements/edition.ts'
import { requirementById } from '../requirements/registry.ts'
import { attribute, requirementsOf } from './attribution.ts'
import type { Problem } from './nonconformance.ts'

const attributed = (problem: Problem, name: EditionName = 'document') => attribute(problem, editionOf(name))

const actor = 'task-0'
const partition = 0
const epoch = 1
const error = { type: 'IOException', message: null }
const leaf = { name: 'LocalRelation', children: [] }
const report = { type: 'CommitPartitionEpoch', partitionId: 0, epoch: 1, message: 'm' } as const
const line = (message: string): Event => ({ kind: 'logged', actor, level: 'INFO', logger: 'x', message })

/** One event of each kind at least. */
const samples: Readonly<Record<EventKind, readonly [Event, ...Event[]]>> = {
  logged: [
    line('Registered EpochCoordinator endpoint'),
    line('Start processing data source writer: W. The input RDD has 1 partitions.'),
    ...['committing', 'committed', 'aborting', 'aborted'].map((does) => line(`Writer for partition 0 is ${does}.`)),
  ],
  planned: [{ kind: 'planned', actor: 'planner', plan: leaf }],
  threw: [
    { kind: 'threw', actor: 'planner', error },
    { kind: 'threw', actor: 'operator', error },
    { kind: 'threw', actor: 'operator', error: { ...error, cause: error } },
    { kind: 'threw', actor: 'operator', error: { type: 'SparkException', message: 'Writing job aborted.' } },
    {
      kind: 'threw',
      actor: 'operator',
      error: { ...error, cause: { ...error, type: 'RpcEndpointNotFoundException' } },
    },
    { kind: 'threw', actor: 'operator', error: { type: 'InterruptedException', message: null } },
  ],
  described: [
    { kind: 'described', actor: 'operator', output: [], children: 1 },
    { kind: 'described', actor: 'rdd', partitions: 1, partitioner: null },
  ],
  'writer-factory-created': [{ kind: 'writer-factory-created', actor: 'operator' }],
  'child-executed': [{ kind: 'child-executed', actor: 'operator' }],
  'coordinator-looked-up': [{ kind: 'coordinator-looked-up', actor: 'operator', id: 'id' }],
  asked: [
    { kind: 'asked', actor: 'operator', message: { type: 'SetWriterPartitions', numPartitions: 1 } },
    { kind: 'asked', actor: 'operator', message: { type: 'SetReaderPartitions', numPartitions: 1 } },
    { kind: 'asked', actor: 'query', message: { type: 'StopContinuousExecutionWrites' } },
    { kind: 'asked', actor: 'query', message: { type: 'IncrementAndGetEpoch' } },
  ],
  'job-submitted': [{ kind: 'job-submitted', actor: 'operator', partitions: 1 }],
  returned: [{ kind: 'returned', actor: 'operator', partitions: 0 }],
  'task-started': [{ kind: 'task-started', actor, partition }],
  'upstream-computed': [{ kind: 'upstream-computed', actor, partition, epoch }],
  'writer-created': [{ kind: 'writer-created', actor, partition, epoch, taskId: 0 }],
  'row-written': [{ kind: 'row-written', actor, partition, epoch, value: 'a' }],
  'partition-committed': [{ kind: 'partition-committed', actor, partition, epoch, message: 'm' }],
  sent: [
    { kind: 'sent', actor, message: report },
    { kind: 'sent', actor, message: { type: 'ReportPartitionOffset', partitionId: 0, epoch, offset: 'o' } },
  ],
  'writer-aborted': [{ kind: 'writer-aborted', actor, partition, epoch }],
  'writer-closed': [{ kind: 'writer-closed', actor, partition, epoch }],
  'task-finished': [{ kind: 'task-finished', actor, partition, rows: 0 }],
  'task-failed': [{ kind: 'task-failed', actor, partition, error }],
  answered: [
    { kind: 'answered', actor: 'coordinator', message: 'GetCurrentEpoch', value: 1 },
    ...askTypes.map((message): Event => ({ kind: 'answered', actor: 'coordinator', message, value: null })),
  ],
  'epoch-committed': [{ kind: 'epoch-committed', actor: 'coordinator', epoch, messages: [] }],
  'offset-added': [{ kind: 'offset-added', actor: 'coordinator', epoch, offsets: [] }],
  'query-committed': [{ kind: 'query-committed', actor: 'coordinator', epoch }],
  'query-stopped': [
    { kind: 'query-stopped', actor: 'coordinator', error: null },
    { kind: 'query-stopped', actor: 'query', error: null },
  ],
}

const problems: readonly Problem[] = Object.values(samples)
  .flat()
  .flatMap((event): readonly Problem[] => [
    { kind: 'missing', actor: event.actor, expected: event },
    { kind: 'too-much', actor: event.actor, seen: event },
    { kind: 'different', actor: event.actor, expected: event, seen: event },
    { kind: 'wrong-order', actor: event.actor, expected: event, seen: event },
    { kind: 'before-its-cause', actor: event.actor, cause: event, seen: event },
  ])

describe('the requirement to which a difference belongs', () => {
  it('Each kind of event and each problem belongs to a requirement of the registry.', () => {
    expect(problems.flatMap((problem) => requirementsOf(problem).map(requirementById))).not.toHaveLength(0)
  })

  it('A difference that is nonconforming in an edition belongs to a requirement that binds the edition.', () => {
    // Where all of them are unspecified, nothing is nonconforming.
    const never = ['PL-3', 'RDD-43', 'RDD-70', 'EC-70', 'EC-83']
    for (const edition of editionNames) {
      const unbound = problems
        .map((problem) => attributed(problem, edition))
        .filter((id) => editionOf(edition).unspecified.has(id))
      expect([...new Set(unbound)].filter((id) => !never.includes(id))).toEqual([])
    }
  })

  it('A difference belongs to a testable requirement.', () => {
    const untestable = problems
      .map((problem) => attributed(problem, 'spark-2.4'))
      .filter((id) => requirementById(id).level === 'untestable')
    expect([...new Set(untestable)]).toEqual([])
  })

  it('The field in which two events differ decides the requirement.', () => {
    const different = (kind: EventKind, change: object) => {
      const [expected] = samples[kind]
      return attributed({ kind: 'different', actor, expected, seen: { ...expected, ...change } as Event })
    }
    expect(different('writer-created', { partition: 1 })).toBe('RDD-8')
    expect(different('writer-created', { taskId: 1 })).toBe('RDD-9')
    expect(different('writer-created', { epoch: 2 })).toBe('RDD-10')
    expect(different('sent', { message: { ...report, message: 'other' } })).toBe('RDD-18')
    expect(different('sent', { message: { ...report, partitionId: 1 } })).toBe('RDD-19')
    expect(different('sent', { message: { ...report, epoch: 2 } })).toBe('RDD-20')
    expect(different('epoch-committed', { epoch: 2 })).toBe('EC-35')
    expect(different('epoch-committed', { messages: ['x'] })).toBe('EC-33')
  })

  it('The two events in the wrong order decide the requirement.', () => {
    const swapped = (one: EventKind, other: EventKind) => {
      return attributed({ kind: 'wrong-order', actor, expected: samples[one][0], seen: samples[other][0] })
    }
    expect(swapped('epoch-committed', 'query-committed')).toBe('EC-38')
    expect(swapped('query-committed', 'epoch-committed')).toBe('EC-38')
    expect(swapped('writer-factory-created', 'child-executed')).toBe('OP-2')
    expect(swapped('row-written', 'row-written')).toBe('RDD-13')
  })

  it('A broken invariant belongs to the requirement of the invariant.', () => {
    const [seen] = samples['row-written']
    expect(attributed({ kind: 'forbidden', actor, requirement: 'RDD-12', says: 'x', seen })).toBe('RDD-12')
  })

  it('The error with which a query should have ended decides the requirement.', () => {
    const missing = (by: 'query' | 'coordinator', error: ErrorValue | null, edition: EditionName) =>
      attributed({ kind: 'missing', actor: by, expected: { kind: 'query-stopped', actor: by, error } }, edition)
    const backlog: ErrorValue = { type: 'IllegalStateException', message: 'Size of the epoch queue has exceeded its …' }
    expect(missing('query', null, 'document')).toBe('CE-15')
    expect(missing('query', coordinatorGone('<id>'), 'spark-2.4')).toBe('CE-17')
    expect(missing('query', dataReadFailed(error), 'spark-4.0')).toBe('CE-32')
    expect(missing('query', backlog, 'spark-3.0')).toBe('CE-30')
    expect(missing('coordinator', backlog, 'spark-3.0')).toBe('EC-82')
    expect(missing('query', jobAborted(error, new Set()), 'spark-2.4')).toBe('OP-26')
    expect(missing('query', jobAborted(error, new Set(['job-failure-bare'])), 'spark-3.5')).toBe('OP-44')
    expect(missing('query', jobAborted(error, new Set(['job-aborted-wording'])), 'spark-3.2')).toBe('OP-43')
    const seen = { kind: 'query-stopped', actor: 'query', error: null } as const
    expect(attributed({ kind: 'too-much', actor: 'query', seen })).toBe('CE-14')
  })

  it('An observed requirement comes before a stated one in the editions in which it was observed.', () => {
    const [expected] = samples['task-failed']
    expect(attributed({ kind: 'missing', actor, expected }, 'spark-2.4')).toBe('RDD-35')
    expect(attributed({ kind: 'missing', actor, expected })).toBe('RDD-36')
  })
})

describe('a difference at which an edition deviates', () => {
  const factory: Event = { kind: 'writer-factory-created', actor: 'operator' }
  const child: Event = { kind: 'child-executed', actor: 'operator' }
  const swapped: Problem = { kind: 'wrong-order', actor: 'operator', expected: child, seen: factory }

  it('A difference at a deviation belongs to the requirement that says what the edition does instead.', () => {
    expect(attributed(swapped)).toBe('OP-2')
    expect(attributed(swapped, 'spark-2.4')).toBe('OP-2')
    expect(attributed(swapped, 'spark-3.0')).toBe('OP-45')
    expect(attributed(swapped, 'spark-4.2')).toBe('OP-45')
  })
})

describe('a commit to the query', () => {
  const committed: Event = { kind: 'query-committed', actor: 'coordinator', epoch: 4 }

  it('A second commit to the query belongs to EC-39, and a missing one to CE-1.', () => {
    expect(attributed({ kind: 'too-much', actor: 'coordinator', seen: committed })).toBe('EC-39')
    expect(attributed({ kind: 'missing', actor: 'coordinator', expected: committed })).toBe('CE-1')
  })
})
