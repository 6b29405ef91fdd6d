import type { ShownRequirement } from './shown-requirement.ts'
import {
  abort,
  begins,
  close,
  commit,
  create,
  endsEpoch,
  executes,
  factory,
  failsInside,
  gives,
  oneEpoch,
  oneRow,
  stops,
  write,
} from './trace-builder.ts'

const first = 'the writer of partition 0 in epoch 0'

/** What Spark owes writers. */
export const shownByWriters: Readonly<Record<string, ShownRequirement>> = {
  'SK-4': {
    good: oneEpoch,
    faulty: [...oneRow, endsEpoch({ calls: [commit(0), close(0), create(1, 2)] })],
    at: 3,
    because: 'the writer of partition 0 in epoch 2 follows that of epoch 0',
  },
  'SK-4, backwards': {
    good: oneEpoch,
    faulty: [begins(0, 1), endsEpoch({ calls: [commit(0), close(0), create(1, 0)] })],
    at: 2,
    because: `${first} follows that of epoch 1`,
  },
  'SK-5': {
    good: [begins(0), stops({}), begins(1)],
    faulty: [
      executes({ calls: [factory(), create(0, 0, 0, 7)] }),
      stops({}),
      executes({ calls: [factory(), create(1, 0, 0, 7)] }),
    ],
    at: 3,
    because: `${first} was made twice with task id 7`,
  },
  'SK-6': {
    good: oneRow,
    faulty: [begins(), gives('a', {})],
    at: 2,
    because: 'the source gave a, and nothing was written',
  },
  'SK-6, twice': {
    good: oneRow,
    faulty: [begins(), gives('a', { calls: [write(0, 'a'), write(0, 'a')] })],
    at: 2,
    because: 'the source gave a, and a, a was written',
  },
  'SK-6, in another partition': {
    good: [
      executes({ calls: [factory(2), create(0, 0, 0), create(1, 0, 1)] }),
      gives('a', { calls: [write(1, 'a')] }, 1),
    ],
    faulty: [
      executes({ calls: [factory(2), create(0, 0, 0), create(1, 0, 1)] }),
      gives('a', { calls: [write(0, 'a')] }, 1),
    ],
    at: 2,
    because: 'the source gave a, and nothing was written',
  },
  'SK-7': {
    good: oneEpoch,
    faulty: [...oneRow, endsEpoch({ calls: [close(0), create(1, 1)] })],
    at: 3,
    because: `${first} was not committed before that of epoch 1`,
  },
  'SK-8': {
    good: [begins(), gives('a', { calls: [failsInside(write(0, 'a')), abort(0), close(0)] })],
    faulty: [begins(), gives('a', { calls: [failsInside(write(0, 'a')), write(0, 'b')] })],
    at: 2,
    because: `a write of ${first} failed, and write followed`,
  },
  'SK-8, in silence': {
    good: [begins(), gives('a', { calls: [failsInside(write(0, 'a')), abort(0), close(0)] })],
    faulty: [begins(), gives('a', { calls: [failsInside(write(0, 'a'))] })],
    at: 2,
    because: `a write of ${first} failed, and nothing followed`,
  },
  'SK-9': {
    good: [...oneRow, endsEpoch({ calls: [failsInside(commit(0)), abort(0), close(0)] })],
    faulty: [...oneRow, endsEpoch({ calls: [failsInside(commit(0)), close(0)] })],
    at: 3,
    because: `a commit of ${first} failed, and close followed`,
  },
  'SK-10': {
    good: [...oneRow, endsEpoch({ calls: [failsInside(commit(0)), abort(0), close(0)] })],
    faulty: [...oneRow, endsEpoch({ calls: [commit(0), abort(0), close(0)] })],
    at: 3,
    because: `${first} was aborted, and no write or commit of it had failed`,
  },
  'SK-11': {
    good: [begins(), gives('a', { calls: [write(0, 'a')] }), stops({ calls: [abort(0), close(0)] })],
    faulty: [...oneRow, stops({ calls: [close(0)] })],
    at: 3,
    because: `${first} had rows, and ended without a commit or an abort`,
  },
  'SK-11, never closed': {
    good: [begins(), gives('a', { calls: [write(0, 'a')] }), stops({ calls: [abort(0), close(0)] })],
    faulty: [...oneRow, stops({})],
    at: 3,
    because: `${first} had rows, and ended without a commit or an abort`,
  },
  'SK-12': {
    good: oneEpoch,
    faulty: [...oneRow, endsEpoch({ calls: [commit(0), create(1, 1)] })],
    at: 3,
    because: `${first} was not closed after its commit`,
  },
  'SK-12, aborted': {
    good: [begins(), gives('a', { calls: [failsInside(write(0, 'a')), abort(0), close(0)] })],
    faulty: [begins(), gives('a', { calls: [failsInside(write(0, 'a')), abort(0)] })],
    at: 2,
    because: `${first} was not closed after its abort`,
  },
  'SK-13': {
    good: oneEpoch,
    faulty: [...oneEpoch, gives('b', { calls: [write(0, 'b')], rows: ['a'] })],
    at: 4,
    because: `${first} was called again (write) after it was closed`,
  },
  'SK-14': {
    good: oneEpoch,
    faulty: [begins(), gives('a', { calls: [{ ...write(0, 'a'), overlaps: true }] })],
    at: 2,
    because: `write of ${first} was called while another call was under way`,
  },
  'SK-25': {
    good: oneEpoch,
    faulty: [...oneRow, endsEpoch({ calls: [commit(0), close(0), create(1, 0, 0, 99), commit(1)] })],
    at: 3,
    because: `${first} is the second that committed`,
  },
}
