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
  failsAfter,
  failsBefore,
  failsInside,
  gives,
  newWrite,
  oneEpoch,
  oneRow,
  stoppedByError,
  stops,
  toStreaming,
  write,
} from './trace-builder.ts'

const first = 'the writer of partition 0 in epoch 0'
const refused = failsInside(toStreaming)

/** Two rows in one object, which come to one epoch. */
const twoRows = (rows: readonly string[]) => [
  begins(),
  gives('a', { calls: [write(0, 'a')] }),
  gives('b', { calls: [write(0, 'b', true)] }),
  endsEpoch({ calls: [commit(0), close(0), commitEpoch(0, 0)], rows }),
]
const again = (rows: readonly string[]) => [
  ...oneEpoch,
  stops({ rows: ['a'] }),
  begins(2, 0, ['a']),
  gives('a', { calls: [write(2, 'a')], rows: ['a'] }),
  endsEpoch({ calls: [commit(2), close(2), commitEpoch(0, 2)], rows }),
]
const twoPartitions = (rows: readonly string[]) => [
  executes({ calls: [factory(2), create(0, 0, 0), create(1, 0, 1)] }),
  gives('a', { calls: [write(0, 'a')] }),
  gives('b', { calls: [write(1, 'b')] }, 1),
  endsEpoch({ calls: [commit(0), commit(1), commitEpoch(0, 0, 1)], rows }),
]
/** The first writer commits, and its message is lost. The run after it commits the same row. */
const messageLost = (rows: readonly string[]) => [
  ...oneRow,
  endsEpoch({ calls: [failsAfter(commit(0)), close(0)], events: [stoppedByError] }),
  begins(1),
  gives('a', { calls: [write(1, 'a')] }),
  endsEpoch({ calls: [commit(1), close(1), commitEpoch(0, 1)], rows }),
]
const abortedWith = (rows: readonly string[]) => [
  ...oneRow,
  endsEpoch({ calls: [commit(0), close(0), failsBefore(commitEpoch(0, 0)), abortEpoch(0, 0)], rows }),
]
const aborted = (rows: readonly string[]) => [
  ...oneRow,
  gives('b', { calls: [failsInside(write(0, 'b')), failsBefore(abort(0)), close(0)], rows }),
]
const secondEpoch = (rows: readonly string[]) => [
  ...oneEpoch,
  gives('b', { calls: [write(1, 'b')], rows: ['a'] }),
  endsEpoch({ calls: [commit(1), close(1), commitEpoch(1, 1)], rows }),
]

/** What a sink owes. */
export const shownBySinks: Readonly<Record<string, ShownRequirement>> = {
  'SK-27': {
    good: oneEpoch,
    faulty: [executes({ calls: [newWrite(), refused] })],
    at: 1,
    because: 'the table promises streaming writes, and its write refused one: IllegalStateException: no',
  },
  'SK-28': {
    good: oneEpoch,
    faulty: [executes({ calls: [{ ...factory(), unserializable: 'NotSerializableException: x.Client' }] })],
    at: 1,
    because: 'the factory cannot be serialized: NotSerializableException: x.Client',
  },
  'SK-29': {
    good: oneEpoch,
    faulty: [...oneRow, endsEpoch({ calls: [{ ...commit(0), unserializable: 'NotSerializableException: x.Client' }] })],
    at: 3,
    because: 'the message of the commit cannot be serialized: NotSerializableException: x.Client',
  },
  'SK-30': {
    good: oneEpoch,
    faulty: [begins(), gives('a', { calls: [write(0, 'a')], rows: ['a'] })],
    at: 2,
    because: `a of ${first} is seen, and the writer has not committed`,
  },
  'SK-31': {
    good: [...oneRow, endsEpoch({ calls: [commit(0), close(0)] })],
    faulty: [...oneRow, endsEpoch({ calls: [commit(0), close(0)], rows: ['a'] })],
    at: 3,
    because: `a of ${first} is seen, and its epoch is not committed`,
  },
  'SK-31, a commit of the epoch that failed midway': {
    good: [...oneRow, endsEpoch({ calls: [commit(0), close(0), failsInside(commitEpoch(0, 0))] })],
    faulty: [...oneRow, endsEpoch({ calls: [commit(0), close(0), failsInside(commitEpoch(0, 0))], rows: ['a'] })],
    at: 3,
    because: `a of ${first} is seen, and its epoch is not committed`,
  },
  'SK-32': {
    good: aborted([]),
    faulty: aborted(['a']),
    at: 3,
    because: `a of ${first} is seen, and the writer was aborted`,
  },
  'SK-33': {
    good: oneEpoch,
    faulty: [...oneRow, endsEpoch({ calls: [commit(0), close(0), commitEpoch(0, 0)] })],
    at: 3,
    because: 'epoch 0 was committed without a',
  },
  'SK-34': {
    good: again(['a']),
    faulty: again(['a', 'a']),
    at: 7,
    because: 'epoch 0 was committed again with the same rows, and a is there 2 times',
  },
  'SK-34, replaced by nothing': {
    good: again(['a']),
    faulty: again([]),
    at: 7,
    because: 'epoch 0 was committed again with the same rows, and a is there 0 times',
  },
  'SK-35': {
    good: twoRows(['a', 'b']),
    faulty: twoRows(['b', 'b']),
    at: 4,
    because: `${first} has b in place of a: both came in the same object`,
  },
  'SK-36': {
    good: twoPartitions(['a', 'b']),
    faulty: twoPartitions(['b']),
    at: 4,
    because: '2 writers wrote rows of epoch 0, and a is there 0 times',
  },
  'SK-36, in one place': {
    good: twoPartitions(['a', 'b']),
    faulty: twoPartitions(['a', 'b', 'a', 'b']),
    at: 4,
    because: '2 writers wrote rows of epoch 0, and a is there 2 times',
  },
  'SK-36, of two attempts': {
    good: messageLost(['a']),
    faulty: messageLost([]),
    at: 6,
    because: '2 writers wrote rows of epoch 0, and a is there 0 times',
  },
  'SK-37': {
    good: messageLost(['a']),
    faulty: messageLost(['a', 'a']),
    at: 6,
    because: `a of ${first} is seen, and its epoch was committed with another message`,
  },
  'SK-38': {
    good: secondEpoch(['a', 'b']),
    faulty: secondEpoch(['b']),
    at: 5,
    because: 'a was there before the step, and is gone',
  },
  'SK-39': {
    good: abortedWith([]),
    faulty: abortedWith(['a']),
    at: 3,
    because: `a of ${first} is seen, and its epoch was aborted`,
  },
}
