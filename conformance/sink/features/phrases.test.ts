import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type BatchStep,
  batchPlaces,
  fails,
  failsInTask,
  noRow,
  row as rowOfBatch,
} from '../schedules/batch-schedule.ts'
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
import { batchPhrases } from './batch-phrases.ts'
import { type Phrase, printPhrase, readPhrase } from './phrase.ts'
import { stepPhrases } from './step-phrases.ts'

const seed = 28
const partitions = fc.integer({ min: 1, max: 64 })
const error = fc.record({
  type: fc.stringMatching(/^[A-Z][A-Za-z]{0,12}(Exception|Error)$/),
  // A step of a feature is one line.
  message: fc.option(fc.string().filter((text) => !/[\r\n\u2028\u2029]/.test(text))),
})

const act = (action: Extract<SinkStep, { readonly kind: 'act' }>['action']): SinkStep => ({ kind: 'act', action })

const stepIn = (count: number): fc.Arbitrary<SinkStep> => {
  const partition = fc.nat(count - 1)
  const held = fc.constantFrom('CommitPartitionEpoch' as const, 'ReportPartitionOffset' as const)
  const times = fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined })
  return fc.oneof(
    fc.constantFrom(execute, stop, endEpoch, cleanLog, act({ kind: 'kill-coordinator' }), act({ kind: 'interrupt' })),
    partition.map(row),
    fc.constantFrom(...sinkPlaces).map((at): SinkStep => ({ kind: 'strike', at })),
    fc.record({ kind: fc.constant('strike' as const), at: fc.constantFrom(...sinkPlacesOfTask), partition }),
    fc
      .constantFrom('query.add-offset' as const, 'query.commit' as const)
      .chain((at) => error.map((thrown) => act({ kind: 'fail', at, error: thrown }))),
    fc
      .record({ partition, error, of: fc.option(held, { nil: undefined }) })
      .map(({ of, ...fault }) => act({ kind: 'fail', at: 'send', ...fault, ...(of === undefined ? {} : { of }) })),
    fc.record({ partition, error }).map((fault) => act({ kind: 'fail', at: 'upstream', ...fault })),
    fc
      .record({
        from: partition,
        message: fc.option(fc.record({ type: held, epoch: fc.nat(10_000) }), { nil: undefined }),
        times,
      })
      .map(({ from, message, times: often }) =>
        act({
          kind: 'deliver',
          from,
          ...(message === undefined ? {} : { message }),
          ...(often === undefined ? {} : { times: often }),
        }),
      ),
    fc
      .constantFrom('interrupt' as const, 'complete' as const, 'kill-executor' as const)
      .chain((kind) => partition.map((one) => act({ kind, partition: one }))),
  )
}

const batchStepIn = (count: number): fc.Arbitrary<BatchStep> => {
  const partition = fc.nat(count - 1)
  const times = fc.integer({ min: 1, max: 1000 })
  return fc.oneof(
    partition.map(rowOfBatch),
    partition.map(noRow),
    fc
      .tuple(fc.constantFrom(...batchPlaces), fc.option(times, { nil: undefined }))
      .map(([at, often]) => fails(at, often)),
    fc
      .tuple(fc.constantFrom(...sinkPlacesOfTask), partition, times)
      .map(([at, one, often]) => failsInTask(at, { partition: one, times: often })),
  )
}

function holdsFor<Step>(phrases: readonly Phrase<Step>[], stepOf: (count: number) => fc.Arbitrary<Step>) {
  const steps = partitions.chain((count) => fc.tuple(fc.constant(count), stepOf(count)))
  fc.assert(
    fc.property(steps, ([count, step]) => {
      expect(readPhrase(phrases, printPhrase(phrases, step, count), count)).toEqual(step)
    }),
    { seed, numRuns: 1000 },
  )
}

it(`Each step of continuous mode is read from its own sentence (seed ${seed})`, () => {
  holdsFor(stepPhrases, stepIn)
})

it(`Each step of micro-batches is read from its own sentence (seed ${seed})`, () => {
  holdsFor(batchPhrases, batchStepIn)
})
