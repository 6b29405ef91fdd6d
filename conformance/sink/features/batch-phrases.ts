import { type AnotherQuery, anotherQuery } from '../schedules/another-query.ts'
import {
  type BatchFault,
  type BatchPlace,
  type BatchStep,
  batch,
  batchPlaces,
  execute,
  fails,
  failsInTask,
  noRow,
  row,
  stop,
  taskAttempts,
} from '../schedules/batch-schedule.ts'
import { sinkPlacesOfTask } from '../schedules/schedule.ts'
import { callOf, momentOf } from './fault-words.ts'
import { fixed, type Phrase, phrase, type Slot } from './phrase.ts'
import { inPartition, often } from './slots.ts'

/** A phrase for a step without any part. */
const acts = (words: string, step: BatchStep): Phrase<BatchStep> => fixed(words, step, ({ kind }) => kind === step.kind)

const rows = (words: string, kind: 'row' | 'no-row', step: (partition: number) => BatchStep): Phrase<BatchStep> =>
  phrase(
    [words, ''],
    inPartition,
  )<BatchStep>({
    step,
    values: (one) => (one.kind === kind ? [one.partition] : undefined),
  })

/** A fault of a task that strikes as often as Spark tries it fails the batch. */
const attempts: Slot<number> = {
  shown: '[ in each attempt | N times]',
  source: `(?: in each attempt|${often.source})`,
  read: (text, partitions) => (text === inEach ? taskAttempts : (often.read(text, partitions) ?? 1)),
  print: (times, partitions) =>
    times === taskAttempts ? inEach : often.print(times === 1 ? undefined : times, partitions),
}
const inEach = ' in each attempt'

const faultAt = (step: BatchStep, at: BatchPlace): BatchFault | undefined =>
  step.kind === 'fail' && step.at === at ? step : undefined

/** All steps of micro-batches. */
export const batchPhrases: readonly Phrase<BatchStep | AnotherQuery>[] = [
  acts('the query is executed', execute),
  rows('a row arrives', 'row', row),
  rows('no row arrives', 'no-row', noRow),
  acts('a batch is run', batch),
  acts('the query is stopped', stop),
  fixed<BatchStep | AnotherQuery>(
    'another query, with a checkpoint of its own, takes its place',
    anotherQuery,
    ({ kind }) => kind === 'another-query',
  ),
  ...batchPlaces.map((at) =>
    phrase(
      [`${callOf(at)} will fail${momentOf(at)}`, ''],
      often,
    )<BatchStep>({
      step: (times) => (times === undefined ? fails(at) : fails(at, times)),
      values(step) {
        const fault = faultAt(step, at)
        return fault && [fault.times]
      },
    }),
  ),
  ...sinkPlacesOfTask.map((at) =>
    phrase(
      [callOf(at), ` will fail${momentOf(at)}`, ''],
      inPartition,
      attempts,
    )<BatchStep>({
      step: (partition, times) => failsInTask(at, { partition, times }),
      values(step) {
        const fault = faultAt(step, at)
        return fault && [fault.partition ?? 0, fault.times ?? 1]
      },
    }),
  ),
]
