import { expect, it } from 'vitest'
import { describeGuarantees, describeScenarios } from './describe-sink.ts'

it('The table shows the rows of each scenario, marks what Spark does not document, and says where one could not go on', () => {
  const seen = { kind: 'seen', moments: [], lost: ['row-0-1'], doubled: [], early: [], isTold: true } as const
  const text = describeScenarios([
    { scenario: { name: 'one', fault: 'Nothing fails', spark: 'as it is', steps: [] }, result: seen },
    {
      scenario: { name: 'two', fault: 'Nothing fails', spark: 'as documented', steps: [] },
      result: { ...seen, isTold: false },
    },
    {
      scenario: { name: 'three', fault: 'Nothing fails', spark: 'as documented', steps: [] },
      result: { kind: 'broken', moments: [], reason: 'no table\u001b[2J\nat x' },
    },
  ])
  expect(text).toMatch(/one \*\s+│ row-0-1\s+│/)
  expect(text).toMatch(/two\s+│ no row was committed/)
  expect(text).toMatch(/three\s+│ not run to its end \(1\)\s+│/)
  expect(text).toContain('\n(1) no table')
  expect(text).not.toContain('\u001b[2J')
})

it('What has failed behind scenarios is told once, whatever the name of the case', () => {
  const seen = { kind: 'seen', moments: [], lost: [], doubled: [], early: [], isTold: true } as const
  const behind = (name: string, id: string) => ({
    scenario: { name, fault: 'Nothing fails', spark: 'as documented', steps: [] } as const,
    result: { ...seen, warnings: [`after[0]: cannot drop case_0123abcd_${id}\u001b`] },
  })
  expect(
    describeScenarios([behind('one', '1'), behind('two', '2')])
      .split('\n')
      .at(-1),
  ).toBe('warning: behind "one" (and behind 1 more): after[0]: cannot drop case_0123abcd_1\\u{1b}')
})

it('A column counts left-overs where somebody has looked for them, and lines below name three per scenario at most', () => {
  const seen = { kind: 'seen', moments: [], lost: [], doubled: [], early: [], isTold: true } as const
  const behind = (name: string, leftOver?: readonly string[]) => ({
    scenario: { name, fault: 'Nothing fails', spark: 'as documented', steps: [] } as const,
    result: leftOver === undefined ? seen : { ...seen, leftOver },
  })
  const text = describeScenarios([
    behind('one', []),
    behind('two', ['a-case_0123abcd_7\u001b']),
    behind('three', ['a', 'b', 'c', 'd', 'e']),
    behind('four'),
  ])
  expect(text).toMatch(/left over │\n/)
  expect(text).toMatch(/one .* 0 +│\n/)
  expect(text).toMatch(/two .* 1 +│\n/)
  expect(text).toMatch(/four[ │]+\n/)
  expect(text.split('\n').slice(-2)).toEqual([
    'left over behind "two": a-case_0123abcd_7\\u{1b}',
    'left over behind "three": a, b, c and 2 more',
  ])
  expect(describeScenarios([behind('four')])).not.toContain('left over')
})

it('Early rows that were aborted are marked, and a column has rows out of order where an order is promised', () => {
  const seen = { kind: 'seen', moments: [], lost: [], doubled: [], early: [], isTold: true } as const
  const scenario = { name: 'one', fault: 'Nothing fails', spark: 'as documented', steps: [] } as const
  const early = { ...seen, early: ['row-0-0', 'row-0-1'], afterAbort: ['row-0-1'] }
  expect(describeScenarios([{ scenario, result: early }])).toMatch(/│ row-0-0, row-0-1 \(after an abort\) │\n/)
  const text = describeScenarios([
    { scenario, result: { ...seen, outOfOrder: ['row-0-2'] } },
    { scenario: { ...scenario, name: 'two' }, result: { kind: 'broken', moments: [], reason: 'no table' } },
  ])
  expect(text).toMatch(/out of order │\n/)
  expect(text).toMatch(/│ row-0-2 +│\n/)
  expect(describeScenarios([{ scenario, result: seen }])).not.toContain('out of order')
})

it('Without a star there is no note on stars', () => {
  const result = { kind: 'seen', moments: [], lost: [], doubled: [], early: [], isTold: true } as const
  const text = describeScenarios([
    { scenario: { name: 'one', fault: 'Nothing fails', spark: 'as documented', steps: [] }, result },
  ])
  expect(text).not.toContain('*')
})

it('The guarantees are two lines, and a missing one says why', () => {
  expect(describeGuarantees({ sinkAlone: 'exactly-once', withSpark: undefined })).toBe(
    [
      'the sink alone, Spark as documented: exactly-once',
      'the sink with Spark as it is: cannot tell, no scenario could be run to its end',
    ].join('\n'),
  )
})
