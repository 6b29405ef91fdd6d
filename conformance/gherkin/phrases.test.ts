import { describe, expect, it } from 'vitest'
import type { Action, Plain } from '../../src/contract/actions.ts'
import { coordinatorPlaces, operatorPlaces, taskPlaces } from '../../src/contract/actions.ts'
import type { Event, EventKind, EventOf } from '../../src/contract/events.ts'
import { isMatch } from '../assertions/pattern.ts'
import { absencePhrases } from './absence-phrases.ts'
import { coordinatorAbsences } from './absences/coordinator.ts'
import { operatorAbsences } from './absences/operator.ts'
import { plannerAbsences } from './absences/planner.ts'
import { queryAbsences } from './absences/query.ts'
import { taskAbsences } from './absences/task.ts'
import { actionPhrases, actionsOf } from './action-phrases.ts'
import { describeAction } from './describe-action.ts'
import { describeEvent } from './describe-event.ts'
import { eventPattern, eventPhrases } from './event-phrases.ts'
import { planOf } from './plan-text.ts'

const boom = { type: 'IOException', message: 'a "quoted" \\ message' }
const mute = { type: 'InterruptedException', message: null }
const wrapped = { type: 'SparkException', message: 'outer', cause: boom }
const wrappedTwice = { type: 'SparkException', message: 'outermost', cause: wrapped }
const logger = 'a.Logger'

/** Events of each kind, all different, one for each form of a phrase. */
const events: { readonly [K in EventKind]: readonly EventOf<K>[] } = {
  logged: [
    { kind: 'logged', actor: 'operator', level: 'INFO', logger, message: 'a line' },
    { kind: 'logged', actor: 'operator', level: 'WARN', logger, message: 'a line' },
    { kind: 'logged', actor: 'task-0', level: 'ERROR', logger, message: 'it said "no"' },
    { kind: 'logged', actor: 'task-10', level: 'INFO', logger, message: 'a line' },
    { kind: 'logged', actor: 'coordinator', level: 'INFO', logger, message: 'a line' },
  ],
  planned: ['A', 'A(B)', 'A(B(C), D)'].map((plan) => ({ kind: 'planned', actor: 'planner', plan: planOf(plan) })),
  threw: (['planner', 'operator'] as const).flatMap((actor) =>
    [boom, mute, wrapped].map((error) => ({ kind: 'threw', actor, error }) as const),
  ),
  described: [
    { kind: 'described', actor: 'operator', output: [], children: 1 },
    { kind: 'described', actor: 'operator', output: ['a', 'b'], children: 2 },
    { kind: 'described', actor: 'rdd', partitions: 2, partitioner: null },
    { kind: 'described', actor: 'rdd', partitions: 2, partitioner: 'hash' },
  ],
  'writer-factory-created': [{ kind: 'writer-factory-created', actor: 'operator' }],
  'child-executed': [{ kind: 'child-executed', actor: 'operator' }],
  'coordinator-looked-up': [
    { kind: 'coordinator-looked-up', actor: 'operator', id: 'run--1' },
    { kind: 'coordinator-looked-up', actor: 'operator', id: 'null' },
    { kind: 'coordinator-looked-up', actor: 'operator', id: null },
  ],
  asked: [
    { kind: 'asked', actor: 'operator', message: { type: 'SetWriterPartitions', numPartitions: 1 } },
    { kind: 'asked', actor: 'operator', message: { type: 'SetWriterPartitions', numPartitions: 12 } },
    { kind: 'asked', actor: 'operator', message: { type: 'SetReaderPartitions', numPartitions: 12 } },
    { kind: 'asked', actor: 'operator', message: { type: 'GetCurrentEpoch' } },
    { kind: 'asked', actor: 'query', message: { type: 'GetCurrentEpoch' } },
    { kind: 'asked', actor: 'query', message: { type: 'StopContinuousExecutionWrites' } },
  ],
  'job-submitted': [1, 2].map((partitions) => ({ kind: 'job-submitted', actor: 'operator', partitions })),
  returned: [0, 1].map((partitions) => ({ kind: 'returned', actor: 'operator', partitions })),
  'task-started': [
    { kind: 'task-started', actor: 'task-1', partition: 1 },
    { kind: 'task-started', actor: 'task-11', partition: 11 },
  ],
  'upstream-computed': [
    { kind: 'upstream-computed', actor: 'task-1', partition: 1, epoch: 0 },
    { kind: 'upstream-computed', actor: 'task-1', partition: 1, epoch: 2 ** 31 },
    { kind: 'upstream-computed', actor: 'task-1', partition: 1, epoch: null },
  ],
  'writer-created': [
    { kind: 'writer-created', actor: 'task-1', partition: 1, taskId: 3, epoch: 5 },
    { kind: 'writer-created', actor: 'task-1', partition: 1, taskId: 5, epoch: 3 },
  ],
  'row-written': [
    { kind: 'row-written', actor: 'task-0', partition: 0, epoch: 4, value: 'a' },
    { kind: 'row-written', actor: 'task-0', partition: 0, epoch: 4, value: '"a" in epoch 5' },
  ],
  'partition-committed': [
    { kind: 'partition-committed', actor: 'task-0', partition: 0, epoch: 4, message: 'commit-0-4' },
    { kind: 'partition-committed', actor: 'task-0', partition: 0, epoch: 5, message: 'commit-0-4' },
  ],
  sent: [
    {
      kind: 'sent',
      actor: 'task-2',
      message: { type: 'CommitPartitionEpoch', partitionId: 2, epoch: 4, message: 'commit-2-4' },
    },
    {
      kind: 'sent',
      actor: 'task-2',
      message: { type: 'CommitPartitionEpoch', partitionId: 2, epoch: 4, message: 'another' },
    },
    {
      kind: 'sent',
      actor: 'task-2',
      message: { type: 'ReportPartitionOffset', partitionId: 2, epoch: 4, offset: 'offset-2-4' },
    },
  ],
  'writer-aborted': [{ kind: 'writer-aborted', actor: 'task-1', partition: 1, epoch: 2 }],
  'writer-closed': [{ kind: 'writer-closed', actor: 'task-1', partition: 1, epoch: 2 }],
  'task-finished': [{ kind: 'task-finished', actor: 'task-1', partition: 1, rows: 0 }],
  'task-failed': [boom, mute, wrapped].map((error) => ({ kind: 'task-failed', actor: 'task-1', partition: 1, error })),
  answered: [
    { kind: 'answered', actor: 'coordinator', message: 'GetCurrentEpoch', value: 7 },
    { kind: 'answered', actor: 'coordinator', message: 'SetWriterPartitions', value: null },
    { kind: 'answered', actor: 'coordinator', message: 'SetReaderPartitions', value: null },
  ],
  'epoch-committed': [
    { kind: 'epoch-committed', actor: 'coordinator', epoch: 1, messages: [] },
    { kind: 'epoch-committed', actor: 'coordinator', epoch: 1, messages: ['a', 'b, "c"'] },
    { kind: 'epoch-committed', actor: 'coordinator', epoch: 1, messages: ['a', 'a'] },
  ],
  'offset-added': [
    { kind: 'offset-added', actor: 'coordinator', epoch: 1, offsets: ['a'] },
    { kind: 'offset-added', actor: 'coordinator', epoch: 1, offsets: ['none'] },
    { kind: 'offset-added', actor: 'coordinator', epoch: 1, offsets: [] },
  ],
  'query-committed': [{ kind: 'query-committed', actor: 'coordinator', epoch: 2 ** 31 }],
  'query-stopped': [null, boom, mute, wrapped].map((error) => ({ kind: 'query-stopped', actor: 'query', error })),
}

const partition = 3

/** Actions of each kind except `plan`, which has a step instead of a phrase. */
const actions: readonly Plain<Action>[] = [
  { kind: 'ask', message: { type: 'SetWriterPartitions', numPartitions: 3 } },
  { kind: 'ask', message: { type: 'SetReaderPartitions', numPartitions: 4 } },
  { kind: 'ask', message: { type: 'GetCurrentEpoch' } },
  { kind: 'ask', message: { type: 'IncrementAndGetEpoch' } },
  { kind: 'ask', message: { type: 'StopContinuousExecutionWrites' } },
  { kind: 'send', message: { type: 'CommitPartitionEpoch', partitionId: 1, epoch: 5, message: 'not "the usual"' } },
  { kind: 'send', message: { type: 'ReportPartitionOffset', partitionId: 1, epoch: 5, offset: '{"at":5}' } },
  { kind: 'describe' },
  { kind: 'execute' },
  { kind: 'answer' },
  { kind: 'answer', error: boom },
  { kind: 'finish-task', partition },
  { kind: 'fail-task', partition, error: mute },
  { kind: 'interrupt' },
  { kind: 'interrupt', partition },
  { kind: 'start', partition },
  { kind: 'row', partition, value: 'the "first"' },
  { kind: 'end-epoch', partition },
  { kind: 'complete', partition },
  { kind: 'kill', partition },
  { kind: 'advance-epoch' },
  { kind: 'deliver', from: partition },
  { kind: 'deliver', from: partition, times: 2 },
  { kind: 'deliver', from: partition, message: { type: 'CommitPartitionEpoch', epoch: 7 } },
  { kind: 'deliver', from: partition, message: { type: 'CommitPartitionEpoch', epoch: 7 }, times: 2 },
  { kind: 'deliver', from: partition, message: { type: 'ReportPartitionOffset', epoch: 7 } },
  { kind: 'stop' },
  { kind: 'kill-coordinator' },
  { kind: 'kill-executor', partition },
  { kind: 'fail', partition, at: 'send', of: 'CommitPartitionEpoch', error: boom },
  { kind: 'fail', partition, at: 'send', of: 'ReportPartitionOffset', error: mute },
  ...[...coordinatorPlaces, ...operatorPlaces].map((at) => ({ kind: 'fail', at, error: boom }) as const),
  ...taskPlaces.map((at) => ({ kind: 'fail', partition, at, error: mute }) as const),
]

const announced = { writers: 2, readers: 3 }
const allEvents: readonly Event[] = Object.values(events).flat()
const allPhrases = [...eventPhrases, ...absencePhrases, ...actionPhrases]
const matchingPhrases = (phrase: string) => allPhrases.filter(({ expression }) => expression.test(phrase)).length

describe('describeEvent', () => {
  it.each(allEvents.map((event) => [describeEvent(event), event] as const))(
    'writes a phrase that matches the event, and that no other phrase reads: %s',
    (text, event) => {
      expect(matchingPhrases(text)).toBe(1)
      expect(isMatch(eventPattern(text), event)).toBe(true)
    },
  )

  it('writes phrases that match no other event', () => {
    const confused = allEvents.flatMap((event) => {
      const pattern = eventPattern(describeEvent(event))
      return allEvents.filter((other) => other !== event && isMatch(pattern, other)).map(describeEvent)
    })
    expect(confused).toEqual([])
  })

  it('writes the cause of an error and the cause of the cause', () => {
    const thrown = (error: typeof wrappedTwice): Event => ({ kind: 'threw', actor: 'operator', error })
    const pattern = eventPattern(describeEvent(thrown(wrappedTwice)))
    expect(isMatch(pattern, thrown(wrappedTwice))).toBe(true)
    expect(isMatch(pattern, thrown({ ...wrappedTwice, cause: { ...wrapped, cause: { ...boom, message: '' } } }))).toBe(
      false,
    )
  })
})

describe('describeAction', () => {
  it.each(actions.map((action) => [describeAction(action), action] as const))(
    'writes a phrase that means the action, and that no other phrase reads: %s',
    (text, action) => {
      expect(matchingPhrases(text)).toBe(1)
      expect(actionsOf(text, announced)).toEqual([action])
    },
  )

  it('writes a different phrase for each action', () => {
    expect(new Set(actions.map(describeAction)).size).toBe(actions.length)
  })

  it('writes a plan in one line', () => {
    const plan = planOf('Project(Filter(LocalRelation))')
    const [, line = ''] = describeAction({ kind: 'plan', plan }).split('this is planned: ')
    expect(planOf(line)).toEqual(plan)
  })

  it('writes simultaneous actions one after the other', () => {
    const together: Action = { kind: 'together', actions: [{ kind: 'execute' }, { kind: 'finish-task', partition: 1 }] }
    expect(describeAction(together)).toBe('at the same time: the write is executed; task 1 decides to finish')
  })
})

describe('an absence phrase', () => {
  const said = [coordinatorAbsences, operatorAbsences, taskAbsences, plannerAbsences, queryAbsences]
    .flatMap((table) => Object.keys(table))
    .map((text) => text.replaceAll('{number}', '1').replaceAll('{string}', '"a"'))

  it.each(said)('is read by no other phrase: %s', (text) => {
    expect(matchingPhrases(text)).toBe(1)
  })
})

describe('an unknown phrase', () => {
  it('is refused, and the error names the folder that lists the phrases', () => {
    expect(() => eventPattern('the operator sleeps')).toThrow(
      'unknown event "the operator sleeps" (conformance/gherkin/events lists the phrases for events)',
    )
    expect(() => actionsOf('the operator is sent to sleep', announced)).toThrow(
      'unknown action "the operator is sent to sleep" (conformance/gherkin/actions lists the phrases for actions)',
    )
  })
})
