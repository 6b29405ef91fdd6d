import type { ShownRequirement } from './shown-requirement.ts'
import {
  abort,
  abortEpoch,
  begins,
  close,
  commit,
  commitEpoch,
  create,
  endsEpoch,
  executes,
  factory,
  failsBefore,
  failsInside,
  gives,
  newWrite,
  oneEpoch,
  oneRow,
  sent,
  stoppedByError,
  stops,
  submitted,
  write,
} from './trace-builder.ts'

const broke = { calls: [failsInside(write(0, 'a')), abort(0), close(0)] }

/** What Spark owes over runs and epochs. */
export const shownByRuns: Readonly<Record<string, ShownRequirement>> = {
  'SK-1': {
    good: oneEpoch,
    faulty: [executes({ calls: [create(0, 0), factory()] })],
    at: 1,
    because: 'a writer was made before the factory',
  },
  'SK-1, twice': {
    good: oneEpoch,
    faulty: [begins(), gives('a', { calls: [factory(), write(0, 'a')] })],
    at: 2,
    because: 'a factory was made again for the same job',
  },
  'SK-1, made for a later job': {
    good: [begins(), gives('a', { calls: [failsInside(factory()), write(0, 'a')] })],
    faulty: [begins(), gives('a', { calls: [factory(), write(0, 'a')] })],
    at: 2,
    because: 'a factory was made again for the same job',
  },
  'SK-2': {
    good: [executes({ calls: [failsInside(factory())], events: [stoppedByError] })],
    faulty: [executes({ calls: [failsInside(factory())], events: [submitted, stoppedByError] })],
    at: 1,
    because: 'the factory could not be made, and a job was submitted',
  },
  'SK-2, in silence': {
    good: [executes({ calls: [failsInside(factory())], events: [stoppedByError] })],
    faulty: [executes({ calls: [failsInside(factory())] })],
    at: 1,
    because: 'the factory could not be made, and the run has no error',
  },
  'SK-3': {
    good: [executes({ calls: [factory(2), create(0, 0, 0), create(1, 0, 1)] })],
    faulty: [executes({ calls: [factory(1), create(0, 0, 0), create(1, 0, 1)] })],
    at: 1,
    because: 'the sink was told of 1 partition, and has a writer for partition 1',
  },
  'SK-3, too many': {
    good: oneEpoch,
    faulty: [executes({ calls: [factory(2), create(0, 0)] }), endsEpoch({ calls: [commit(0), commitEpoch(0, 0)] })],
    at: 2,
    because: 'the sink was told of 2 partitions, and an epoch was committed with writers for 1',
  },
  'SK-15': {
    good: oneEpoch,
    faulty: [begins(), gives('a', { calls: [{ ...write(0, 'a'), inTask: false, thread: 'query' }] })],
    at: 2,
    because: 'write was called outside of any task (thread query)',
  },
  'SK-16': {
    good: [...oneRow, endsEpoch({ calls: [commit(0), close(0), commitEpoch(0, 0)], events: [sent(0)] })],
    faulty: [...oneRow, endsEpoch({ calls: [commit(0), close(0)], events: [sent(0)] }), stops({})],
    at: 4,
    because: 'all writers of epoch 0 had committed, and the epoch never was',
  },
  'SK-17': {
    good: oneEpoch,
    faulty: [...oneRow, endsEpoch({ calls: [commit(0), close(0), create(1, 1), commitEpoch(0, 1)] })],
    at: 3,
    because: 'the commit of epoch 0 has 1 message, and committed writers of it in 0 partitions',
  },
  'SK-17, an empty slot': {
    good: oneEpoch,
    faulty: [
      executes({ calls: [factory(2), create(0, 0, 0), create(1, 0, 1)] }),
      endsEpoch({ calls: [commit(0), commitEpoch(0, 0, null)] }),
    ],
    at: 2,
    because: 'the commit of epoch 0 has 2 messages, and committed writers of it in 1 partition',
  },
  'SK-19': {
    good: [
      ...oneRow,
      endsEpoch({ calls: [commit(0), close(0), failsBefore(commitEpoch(0, 0))], events: [stoppedByError] }),
    ],
    faulty: [...oneRow, endsEpoch({ calls: [commit(0), close(0), failsBefore(commitEpoch(0, 0))] }), stops({})],
    at: 4,
    because: 'the commit of epoch 0 failed in step 3, and the run went on without an error',
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
  'SK-20, another epoch': {
    good: [...oneRow, endsEpoch({ calls: [commit(0), close(0), failsBefore(commitEpoch(0, 0)), abortEpoch(0, 0)] })],
    faulty: [...oneRow, endsEpoch({ calls: [commit(0), close(0), failsBefore(commitEpoch(0, 0)), abortEpoch(1)] })],
    at: 3,
    because: 'the commit of epoch 0 failed in step 3, and no abort followed',
  },
  'SK-21': {
    good: [begins(), gives('a', { calls: [...broke.calls, abortEpoch(0, null)], events: [stoppedByError] })],
    faulty: [begins(), gives('a', { ...broke, events: [stoppedByError] })],
    at: 2,
    because: "a writer was aborted in step 2, and the sink's abort was not called",
  },
  'SK-21, a job that fails elsewhere': {
    good: [begins(), gives('a', { calls: [write(0, 'a'), abortEpoch(0, null)], events: [stoppedByError] })],
    faulty: [begins(), gives('a', { calls: [write(0, 'a'), close(0)], events: [stoppedByError] })],
    at: 2,
    because: "the job failed, and the sink's abort was not called",
  },
  'SK-22': {
    good: [...oneRow, endsEpoch({ calls: [commit(0), failsInside(commitEpoch(0, 0)), abortEpoch(0, 0)] })],
    faulty: [...oneRow, endsEpoch({ calls: [commit(0), failsInside(commitEpoch(0, 0)), abortEpoch(0, null)] })],
    at: 3,
    because: 'the commit of epoch 0 failed, and its abort has 0 of 1 messages',
  },
  'SK-22, a message of nobody': {
    good: [begins(), gives('a', { calls: [...broke.calls, abortEpoch(0, null)] })],
    faulty: [begins(), gives('a', { calls: [...broke.calls, abortEpoch(0, 0)] })],
    at: 2,
    because: 'the abort of epoch 0 has a message that no committed writer of it made',
  },
  'SK-23': {
    good: [begins(), gives('a', { calls: [...broke.calls, create(1, 0, 0, 99)] })],
    faulty: [begins(), gives('a', { ...broke, events: [stoppedByError] })],
    at: 2,
    because: 'the writer of partition 0 in epoch 0 failed in step 2 (write), and had no other',
  },
  'SK-23, a writer that cannot be made': {
    good: [executes({ calls: [factory(), failsInside(create(0, 0)), create(1, 0, 0, 99)] })],
    faulty: [executes({ calls: [factory(), failsInside(create(0, 0))] })],
    at: 1,
    because: 'the writer of partition 0 in epoch 0 failed in step 1 (create-writer), and had no other',
  },
  'SK-24': {
    good: [begins(), gives('a', { ...broke, events: [stoppedByError] }), begins(1)],
    faulty: [
      begins(),
      gives('a', { ...broke, events: [stoppedByError] }),
      endsEpoch({ calls: [factory()] }),
      begins(1),
    ],
    at: 3,
    because: 'the run failed in step 2, and the sink was called (create-writer-factory) before another execution',
  },
  'SK-26': {
    good: [begins(), stops({}), begins(1)],
    faulty: [begins(), stops({}), executes({ calls: [newWrite('r')] })],
    at: 3,
    because: 'the query was q, and is r',
  },
}
