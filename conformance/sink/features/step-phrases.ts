import { type AnotherQuery, anotherQuery } from '../schedules/another-query.ts'
import {
  cleanLog,
  endEpoch,
  execute,
  row,
  type SinkStep,
  sinkPlaces,
  sinkPlacesOfTask,
  stop,
} from '../schedules/schedule.ts'
import { callOf, momentOf } from './fault-words.ts'
import { fixed, type Phrase, phrase } from './phrase.ts'
import { epochNumber, fromPartition, inPartition, often, withError } from './slots.ts'

type Act = Extract<SinkStep, { readonly kind: 'act' }>['action']
type ActOf<Kind extends Act['kind']> = Extract<Act, { readonly kind: Kind }>

/** The action of a step, if it is of this kind. */
function actOf<Kind extends Act['kind']>(step: SinkStep, kind: Kind): ActOf<Kind> | undefined {
  // The kind tells the action.
  return step.kind === 'act' && step.action.kind === kind ? (step.action as ActOf<Kind>) : undefined
}

/** A phrase for an action without any part. */
const acts = (words: string, step: SinkStep): Phrase<SinkStep> =>
  fixed(words, step, (one) => step.kind === 'act' && actOf(one, step.action.kind) !== undefined)

type OfTask = 'start' | 'end-epoch' | 'complete' | 'kill-executor'

/** A phrase for an action on the task of a partition. */
const actsOnTask = (before: string, kind: OfTask, behind: string): Phrase<SinkStep> =>
  phrase(
    [before, behind],
    inPartition,
  )<SinkStep>({
    step: (partition) => ({ kind: 'act', action: { kind, partition } }),
    values(step) {
      const action = actOf(step, kind)
      return action && [action.partition]
    },
  })

const strikes: readonly Phrase<SinkStep>[] = [
  ...sinkPlaces.map((at) =>
    fixed<SinkStep>(`${callOf(at)} will fail${momentOf(at)}`, { kind: 'strike', at }, (step) => placeOf(step) === at),
  ),
  ...sinkPlacesOfTask.map((at) =>
    phrase(
      [callOf(at), ` will fail${momentOf(at)}`],
      inPartition,
    )<SinkStep>({
      step: (partition) => ({ kind: 'strike', at, partition }),
      values: (step) => (placeOf(step) === at ? [partitionOf(step)] : undefined),
    }),
  ),
]

/** The call that fails. The contract's own fault at a call of the sink has the phrase of the kit's. */
function placeOf(step: SinkStep): string | undefined {
  return step.kind === 'strike' ? step.at : actOf(step, 'fail')?.at
}

function partitionOf(step: SinkStep): number {
  const { partition = 0 } = step.kind === 'strike' ? step : (actOf(step, 'fail') ?? {})
  return partition
}

type Fail = ActOf<'fail'>

/** Calls of Spark's own that fail. */
const ofSpark = (['query.add-offset', 'query.commit'] as const).map((at) =>
  phrase(
    [`${callOf(at)} will fail`, ''],
    withError,
  )<SinkStep>({
    step: (error) => ({ kind: 'act', action: { kind: 'fail', at, error } }),
    values(step) {
      const fault = actOf(step, 'fail')
      return fault?.at === at ? [fault.error] : undefined
    },
  }),
)

/** Calls in a task that are none of the sink. */
const inTask = (before: string, behind: string, make: (partition: number, error: Fail['error']) => Fail) =>
  phrase(
    [before, behind, ''],
    inPartition,
    withError,
  )<SinkStep>({
    step: (partition, error) => ({ kind: 'act', action: make(partition, error) }),
    values(step) {
      const fault = actOf(step, 'fail')
      if (fault === undefined) return undefined
      const { partition = 0, error } = fault
      const like = make(partition, error)
      return like.at === fault.at && messageIn(like) === messageIn(fault) ? [partition, error] : undefined
    },
  })

const messageIn = (fault: Fail) => ('of' in fault ? fault.of : undefined)

type Deliver = ActOf<'deliver'>
type Held = NonNullable<Deliver['message']>['type']

const delivery = (times: number | undefined): Pick<Deliver, 'times'> => (times === undefined ? {} : { times })

const delivered = (what: string, type: Held): Phrase<SinkStep> =>
  phrase(
    [`the ${what} of epoch `, '', ' is delivered', ''],
    epochNumber,
    fromPartition,
    often,
  )<SinkStep>({
    step: (epoch, from, times) => ({
      kind: 'act',
      action: { kind: 'deliver', from, message: { type, epoch }, ...delivery(times) },
    }),
    values(step) {
      const { from, message, times } = actOf(step, 'deliver') ?? {}
      return from !== undefined && message?.type === type ? [message.epoch, from, times] : undefined
    },
  })

/** All steps of continuous mode. */
export const stepPhrases: readonly Phrase<SinkStep | AnotherQuery>[] = [
  acts('the query is executed', execute),
  phrase(
    ['a row arrives', ''],
    inPartition,
  )<SinkStep>({
    step: row,
    values: (step) => (step.kind === 'row' ? [step.partition] : undefined),
  }),
  acts('the epoch ends', endEpoch),
  acts('the query is stopped', stop),
  fixed<SinkStep | AnotherQuery>(
    'another query, with a checkpoint of its own, takes its place',
    anotherQuery,
    ({ kind }) => kind === 'another-query',
  ),
  fixed('the offset log is cleaned', cleanLog, ({ kind }) => kind === 'clean-log'),
  ...strikes,
  ...ofSpark,
  inTask('sending the next commit message', ' will fail', (partition, error) => ({
    kind: 'fail',
    at: 'send',
    of: 'CommitPartitionEpoch',
    partition,
    error,
  })),
  inTask('sending the next report of the source', ' will fail', (partition, error) => ({
    kind: 'fail',
    at: 'send',
    of: 'ReportPartitionOffset',
    partition,
    error,
  })),
  inTask('sending the next message', ' will fail', (partition, error) => ({
    kind: 'fail',
    at: 'send',
    partition,
    error,
  })),
  inTask('the source', ' fails', (partition, error) => ({ kind: 'fail', at: 'upstream', partition, error })),
  phrase(
    ['the next message', ' is delivered', ''],
    fromPartition,
    often,
  )<SinkStep>({
    step: (from, times) => ({ kind: 'act', action: { kind: 'deliver', from, ...delivery(times) } }),
    values(step) {
      const { from, message, times } = actOf(step, 'deliver') ?? {}
      return from !== undefined && message === undefined ? [from, times] : undefined
    },
  }),
  delivered('commit message', 'CommitPartitionEpoch'),
  delivered('report of the source', 'ReportPartitionOffset'),
  phrase(
    ['the task', ' is killed'],
    inPartition,
  )<SinkStep>({
    step: (partition) => ({ kind: 'act', action: { kind: 'interrupt', partition } }),
    values(step) {
      const partition = actOf(step, 'interrupt')?.partition
      return partition === undefined ? undefined : [partition]
    },
  }),
  acts('the thread of the query is interrupted', { kind: 'act', action: { kind: 'interrupt' } }),
  acts('the coordinator dies', { kind: 'act', action: { kind: 'kill-coordinator' } }),
  actsOnTask('the executor of the task', 'kill-executor', ' dies'),
  actsOnTask('the task', 'complete', ' ends early'),
  actsOnTask('the task', 'start', ' is started'),
  actsOnTask('the reader', 'end-epoch', ' asks for the epoch'),
  acts('the write is asked to describe itself', { kind: 'act', action: { kind: 'describe' } }),
]
