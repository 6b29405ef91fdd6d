import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import { logStartProcessing } from '../../src/reference/log-lines.ts'
import { type OperatorEnv, operatorStateSpace } from '../state-space/operator-moves.ts'
import type { OperatorHistory } from './operator-history.ts'
import { operatorProperties } from './operator-properties.ts'
import type { Moment } from './property.ts'

type Here = Moment<OperatorEnv, OperatorHistory, 'operator'>

const bounds = { role: 'operator', partitions: 2, coordinator: 'holds', executions: 2, faults: [], times: 1 } as const
const { env } = operatorStateSpace(bounds)
const { always, after, begin } = operatorProperties

const factory: Event = { kind: 'writer-factory-created', actor: 'operator' }
const child: Event = { kind: 'child-executed', actor: 'operator' }
const lookedUp = (id: string | null): Event => ({ kind: 'coordinator-looked-up', actor: 'operator', id })
const told = (numPartitions: number): Event => ({
  kind: 'asked',
  actor: 'operator',
  message: { type: 'SetWriterPartitions', numPartitions },
})
const job = (partitions: number): Event => ({ kind: 'job-submitted', actor: 'operator', partitions })
const started = (partition: number): Event => ({ kind: 'task-started', actor: `task-${partition}`, partition })
const returned = (partitions: number): Event => ({ kind: 'returned', actor: 'operator', partitions })
const threw: Event = { kind: 'threw', actor: 'operator', error: { type: 'IOException', message: null } }

const start = [factory, child, logStartProcessing('Sink', 2, new Set()), lookedUp('run--1'), told(2)]
const run = [job(2), started(1), started(0)]
const executed = { ...env, executions: 1 }
const answered = { ...executed, answered: true }

const execution = (...events: readonly Event[]): Here => ({
  bounds,
  env: executed,
  history: begin(bounds),
  action: { kind: 'execute' },
  events,
})
const answer = (...events: readonly Event[]): Here => ({
  bounds,
  env: answered,
  history: after(begin(bounds), start),
  action: { kind: 'answer' },
  events,
})
const finish = (finished: readonly number[], ...events: readonly Event[]): Here => ({
  bounds,
  env: { ...answered, finished },
  history: after(begin(bounds), [...start, ...run]),
  action: { kind: 'finish-task', partition: 1 },
  events,
})
const described = (output: readonly string[], children: number): Here => ({
  ...execution({ kind: 'described', actor: 'operator', output, children }),
  env,
  action: { kind: 'describe' },
})

/** By property: moments in which it holds, and moments that break it, with the finding. */
const cases: Readonly<
  Record<string, { readonly holds: readonly Here[]; readonly breaks: readonly (readonly [Here, string])[] }>
> = {
  'the operator has one child and no output columns': {
    holds: [described([], 1)],
    breaks: [
      [described(['value'], 1), 'the operator has 1 child and the output columns "value"'],
      [described([], 2), 'the operator has 2 children and the output columns none'],
    ],
  },
  'the operator creates the writer factory before it executes the child': {
    holds: [execution(...start)],
    breaks: [[execution(child, factory), 'the child is executed before the writer factory is created']],
  },
  'an execution creates one writer factory and executes the child once': {
    holds: [execution(...start), answer(...run), execution(child, factory)],
    breaks: [
      [execution(factory, child, child), 'an execution executes the child 2 times'],
      [execution(factory), 'an execution executes the child 0 times'],
      [execution(), 'an execution creates 0 writer factories'],
      [answer(factory, ...run), 'an execution creates 2 writer factories'],
    ],
  },
  'the coordinator is looked up under its id': {
    holds: [execution(...start)],
    breaks: [
      [execution(lookedUp('run--0')), 'the coordinator is looked up under run--0'],
      [execution(lookedUp(null)), 'the coordinator is looked up under no id'],
    ],
  },
  'an execution asks SetWriterPartitions once': {
    holds: [execution(...start), answer(...run), finish([0, 1], returned(0))],
    breaks: [
      [execution(factory, child), 'an execution asks SetWriterPartitions 0 times'],
      [answer(told(2), ...run), 'an execution asks SetWriterPartitions 2 times'],
      [finish([0, 1], told(2), returned(0)), 'an execution asks SetWriterPartitions 2 times'],
    ],
  },
  'SetWriterPartitions carries the number of partitions': {
    holds: [execution(...start)],
    breaks: [[execution(told(1)), 'SetWriterPartitions carries 1 (2 wanted)']],
  },
  'the operator asks nothing but SetWriterPartitions': {
    holds: [execution(...start)],
    breaks: [
      [
        execution({ kind: 'asked', actor: 'operator', message: { type: 'GetCurrentEpoch' } }),
        'the operator asks GetCurrentEpoch',
      ],
    ],
  },
  'no job is submitted and no task starts before the coordinator has replied': {
    holds: [answer(...run)],
    breaks: [
      [execution(...start, ...run), 'job-submitted is seen before the coordinator has replied'],
      [execution(started(0)), 'task-started is seen before the coordinator has replied'],
      [
        { ...execution(factory, child, job(2), told(2)), bounds: { ...bounds, coordinator: 'answers' } },
        'job-submitted is seen before the coordinator has replied',
      ],
    ],
  },
  'after the coordinator has replied, the operator submits one job over all partitions': {
    holds: [execution(...start), answer(...run)],
    breaks: [
      [answer(), 'an execution submits 0 jobs'],
      [answer(...run, job(2)), 'an execution submits 2 jobs'],
      [answer(job(1)), 'a job over 1 of 2 partitions is submitted'],
    ],
  },
  'the job starts one task per partition': {
    holds: [answer(...run)],
    breaks: [
      [answer(job(2), started(0)), 'tasks started for partitions: 0 (wanted: 0, 1)'],
      [answer(job(2)), 'tasks started for partitions: none (wanted: 0, 1)'],
      [answer(...run, started(1)), 'tasks started for partitions: 0, 1, 1 (wanted: 0, 1)'],
    ],
  },
  'an execution does not return while one of its tasks runs': {
    holds: [answer(...run), finish([1]), finish([0, 1], returned(0))],
    breaks: [
      [answer(...run, returned(0)), 'the execution returns when 0 of 2 tasks have ended'],
      [finish([1], returned(0)), 'the execution returns when 1 of 2 tasks have ended'],
    ],
  },
  'an execution returns once, when all of its tasks have finished': {
    holds: [finish([1]), finish([0, 1], returned(0))],
    breaks: [
      [finish([0, 1]), 'all tasks have finished, but the execution has not returned'],
      [finish([0, 1], returned(0), returned(0)), 'the execution has ended more than once'],
      [finish([0, 1], threw), 'an execution throws though nothing has failed'],
      [finish([1], threw), 'an execution throws though nothing has failed'],
    ],
  },
  'the RDD that an execution returns has no partitions': {
    holds: [finish([0, 1], returned(0))],
    breaks: [[finish([0, 1], returned(2)), 'partitions of the returned RDD: 2 (0 wanted)']],
  },
}

describe('properties of an operator', () => {
  it.for([...always])('$name', (property) => {
    const { holds, breaks } = cases[property.name] ?? { holds: [], breaks: [] }
    expect(breaks.length).toBeGreaterThan(0)
    for (const moment of holds) expect(property.broken(moment)).toBeUndefined()
    for (const [moment, how] of breaks) expect(property.broken(moment)).toBe(how)
  })

  it.for(['throw', 'interrupt'] as const)('no property applies to an execution after the fault %s', (fault) => {
    const faultsUsed = { [fault]: 1 }
    for (const moment of [finish([1], threw), finish([1], returned(2)), answer(), execution(child)]) {
      const disturbed = { ...moment, env: { ...moment.env, faultsUsed } }
      for (const { broken } of always) expect(broken(disturbed)).toBeUndefined()
    }
  })

  it('no property applies to a job without a coordinator or without partitions', () => {
    const missing = execution(factory, child, job(2), started(0), returned(2))
    const empty = answer(job(0), returned(0))
    for (const { broken } of always) {
      expect(broken({ ...missing, bounds: { ...bounds, coordinator: 'missing' } })).toBeUndefined()
      expect(broken({ ...empty, bounds: { ...bounds, partitions: 0 } })).toBeUndefined()
    }
  })
})
