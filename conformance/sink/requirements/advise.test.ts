import { expect, it } from 'vitest'
import { anotherQuery } from '../schedules/another-query.ts'
import { adviceByRequirement } from './advice.ts'
import { adviceFor } from './advise.ts'
import { sinkRequirements } from './registry.ts'
import { sinkCase } from './sink-case.ts'
import {
  begins,
  commit,
  commitEpoch,
  endsEpoch,
  failsInside,
  gives,
  oneEpoch,
  oneRow,
  stops,
  write,
} from './trace-builder.ts'

const rowOf = (value: string, writer: number, rows: readonly string[] = []) =>
  gives(value, { calls: [write(writer, value)], rows })
const ends = (writer: number, rows: readonly string[]) =>
  endsEpoch({ calls: [commit(writer), commitEpoch(0, writer)], rows })
const restarted = [...oneEpoch, stops({ rows: ['a'] }), begins(2, 0, ['a'])]

/** Epoch 0 has had `a` and `b`, and the next run has read `a` again. */
const earlierRun = [
  ...oneRow,
  gives('b', { calls: [write(0, 'b')] }),
  ends(0, ['a', 'b']),
  stops({ rows: ['a', 'b'] }),
  begins(2, 0, ['a', 'b']),
  rowOf('a', 2, ['a', 'b']),
]

it.each([
  [
    'a row twice by a commit that adds the same rows again',
    'doubled',
    ['a'],
    [...restarted, rowOf('a', 2, ['a']), ends(2, ['a', 'a'])],
    'commit only adds',
  ],
  [
    'a row lost by a sink that ignores the second commit',
    'lost',
    ['b'],
    [...restarted, rowOf('a', 2, ['a']), rowOf('b', 2, ['a']), ends(2, ['a'])],
    'first commit wins',
  ],
  ['a row lost by a commit that is not whole', 'lost', ['a'], [...oneRow, ends(0, [])], 'commit is not whole'],
  ['a row that no commit has had', 'lost', ['z'], oneEpoch, 'never told'],
  [
    'a row that only a failed commit has had: nobody repeats it',
    'lost',
    ['a'],
    [...oneRow, endsEpoch({ calls: [commit(0), failsInside(commitEpoch(0, 0))] }), begins(2, 1)],
    'never told',
  ],
  [
    'a row that is seen behind a commit of its epoch that failed midway',
    'early',
    ['a'],
    [...oneRow, endsEpoch({ calls: [commit(0), failsInside(commitEpoch(0, 0))], rows: ['a'] })],
    'commit in parts',
  ],
  [
    'a row twice by a sink that ignores the second commit: the first had it, and so has the next epoch',
    'doubled',
    ['b'],
    [...earlierRun, ends(2, ['a', 'b'])],
    'first commit wins',
  ],
  [
    'a row that the last commit of its epoch has no more: a sink that replaces is not told to keep it',
    'lost',
    ['b'],
    [...earlierRun, ends(2, ['a'])],
    'never told',
  ],
  ['a row twice for no reason that a requirement names', 'doubled', ['a'], oneEpoch, 'unknown'],
  [
    'a row of an epoch that is committed again with the same rows, and whose harm no requirement names',
    'doubled',
    ['a'],
    [...restarted, rowOf('a', 2, ['a']), ends(2, ['a'])],
    'unknown',
  ],
  [
    'a case without calls, such as one on the model',
    'lost',
    ['a'],
    [begins()].map((one) => ({ ...one, calls: [] })),
    'unknown',
  ],
] as const)('The advice fits %s', (_, harm, rows, moments, expected) => {
  expect(adviceFor(harm, rows, sinkCase(moments))).toBe(expected)
})

it('The advice fits rows that are gone when another query has written, also those of which only that query has told the sink', () => {
  const followed = sinkCase([
    ...oneEpoch,
    stops({ rows: ['a'] }),
    { action: anotherQuery, events: [], calls: [], rows: ['a'] },
    begins(2, 0, ['a']),
  ])
  expect(adviceFor('lost', ['a'], followed)).toBe('forgets the query')
  expect(adviceFor('lost', ['a-q2'], followed)).toBe('forgets the query')
})

it('Only requirements of the sink explain what became of its rows', () => {
  const ofSink = sinkRequirements.filter(({ owedBy }) => owedBy === 'sink').map(({ id }): string => id)
  const named = Object.values(adviceByRequirement).flatMap((all) => all.map(([id]) => id))
  expect(named.filter((id) => !ofSink.includes(id))).toEqual([])
})
