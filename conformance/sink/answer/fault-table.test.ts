import { describe, expect, it } from 'vitest'
import { begins, commit, commitEpoch, endsEpoch, gives, oneRow, stops, write } from '../requirements/trace-builder.ts'
import type { RowsSeen, SinkMoment } from '../run/try-schedule.ts'
import { describeFaultTable } from '../telling/describe-fault-table.ts'
import type { TriedScenario } from '../verdict/judge-sink.ts'
import { faultTable } from './fault-table.ts'

const seen = (moments: readonly SinkMoment[], harms: Partial<RowsSeen> = {}): RowsSeen => ({
  ...{ kind: 'seen', moments, lost: [], doubled: [], early: [], isTold: true },
  ...harms,
})

const tried = (
  name: string,
  result: TriedScenario['result'],
  { fault = 'A write fails', spark = 'as documented' as TriedScenario['scenario']['spark'] } = {},
): TriedScenario => ({ scenario: { name, fault, spark, steps: [] }, result })

/** A row is visible as soon as it is written, and there twice at the end. */
const visible = [begins(), gives('a', { calls: [write(0, 'a')], rows: ['a'] }), stops({ rows: ['a'] })]
const again = [begins(1, 0, ['a']), gives('a', { calls: [write(1, 'a')], rows: ['a', 'a'] })]
/** Spark goes on behind a row that the sink was never told to commit. */
const passedBy = [
  ...oneRow,
  gives('b', { calls: [write(0, 'b')] }),
  stops({}),
  begins(1),
  gives('b', { calls: [write(1, 'b')] }),
  endsEpoch({ calls: [commit(1), commitEpoch(0, 1)], rows: ['b'] }),
]

describe('the table of faults', () => {
  it('has what the sink guarantees when each of them strikes, in the order of the list', () => {
    const rows = faultTable(
      [
        tried('ahead', seen(passedBy, { lost: ['a'] }), {
          fault: 'Offsets are ahead of commits (CE-19)',
          spark: 'as it is',
        }),
        tried('fails', seen(visible)),
        tried('odd', { kind: 'broken', moments: [], reason: 'no table' }, { fault: 'My own' }),
      ],
      'continuous',
    )
    expect(rows.map(({ fault, sinkAlone, withSpark }) => [fault, sinkAlone?.guarantee, withSpark.guarantee])).toEqual([
      ['A write fails', 'exactly-once', 'exactly-once'],
      ['Offsets are ahead of commits (CE-19)', undefined, 'at-most-once'],
      ['My own', undefined, undefined],
    ])
    expect(rows.map(({ sinkAlone }) => sinkAlone?.schedules)).toEqual([1, undefined, 1])
  })

  it('names the shortest schedule of each harm, and what an author can do', () => {
    const [row] = faultTable(
      [
        tried('long', seen([...visible, ...again, stops({})], { doubled: ['a'], early: ['a'] })),
        tried('short', seen([...visible, ...again], { doubled: ['a'] })),
        tried('sink:p1f0e1r2x2:throw:401', seen([...visible, ...again], { doubled: ['a'] })),
      ],
      'continuous',
    )
    expect(row?.sinkAlone?.shown).toEqual([
      { harm: 'doubled', by: 'short', steps: 5, rows: ['a'], advice: 'visible when written' },
      { harm: 'early', by: 'long', steps: 6, rows: ['a'], advice: 'visible when written' },
    ])
  })

  it('says that nothing can be done about a row that Spark has passed by', () => {
    const [row] = faultTable([tried('ahead', seen(passedBy, { lost: ['a'] }), { spark: 'as it is' })], 'continuous')
    expect(row?.withSpark.shown).toMatchObject([{ harm: 'lost', advice: 'never told' }])
  })

  it('is told with each schedule once, a star where Spark does more than it documents, and each advice once', () => {
    const text = describeFaultTable(
      faultTable(
        [
          tried('fails', seen([...visible, ...again], { doubled: ['a'] })),
          tried('ahead\u001b[2J', seen(passedBy, { lost: ['a'] }), { spark: 'as it is' }),
          tried('stops', seen([...visible, ...again], { doubled: ['a'] }), { fault: 'The query is stopped' }),
        ],
        'continuous',
      ),
    )
    const lines = text.split('\n')
    expect(lines[2]).toMatch(/The query is stopped\s+│ at-least-once\s+│ at-least-once\s+│ twice: stops, 5 steps \(a\)/)
    expect(lines[3]).toMatch(/A write fails\s+│ at-least-once\s+│ none\s+│ twice: fails, 5 steps \(a\)/)
    expect(lines[4]).toMatch(/│ lost \*: ahead.+, 7 steps \(b\)/)
    expect(lines.slice(-2)).toEqual([
      '(a) Stage each row where readers do not look, and show it with the commit of its epoch only. docs/sink.md#what-an-author-can-do',
      expect.stringMatching(/^\(b\) Nothing: Spark goes on behind this row.* docs\/lost-rows.md$/),
    ])
    expect(text).not.toContain('\u001b')
  })
})
