import { expect, it } from 'vitest'
import { thrownBySink } from '../answer/thrown-by-sink.ts'
import { aTried } from '../fixtures/trials.ts'
import { abort, commitEpoch, endsEpoch, failsBefore, failsInside, oneRow } from '../requirements/trace-builder.ts'
import { describeReason, describeScenarios } from './describe-sink.ts'
import { describeThrown } from './describe-thrown.ts'

const inCase = (number: number) => ({
  ...failsInside(commitEpoch(0, 0)),
  error: `IOException: /tmp/case_01234567_${number}/part is there`,
})
const throwing = (...calls: Parameters<typeof endsEpoch>[0]['calls'] & object) =>
  aTried({ moments: [...oneRow, endsEpoch({ calls })] })
const named = (name: string, tried: ReturnType<typeof aTried>) => ({ ...tried, scenario: { ...tried.scenario, name } })

it("Equal errors of the sink's own code are told once, whatever their case is called, with the first place and how many follow", () => {
  const tried = [
    named('one', throwing(inCase(1), inCase(1))),
    named('two', throwing(inCase(2), { ...failsInside(abort(0)), error: 'NullPointerException' })),
  ]
  expect(describeThrown(thrownBySink(tried))).toEqual([
    'errors of the sink itself, where the kit has injected none ({case} stands for the name of the case):',
    "  the sink's commit of epoch 0 threw IOException: /tmp/{case}/part is there",
    '    one, step 3 (and in 1 other schedule)',
    "  a writer's abort threw NullPointerException",
    '    two, step 3',
  ])
})

it('Nothing is said of a sink that has thrown nothing by itself', () => {
  expect(describeThrown(thrownBySink([throwing(failsBefore(commitEpoch(0, 0)))]))).toEqual([])
})

it('Of many errors, ten are told, and the rest are counted', () => {
  const each = Array.from({ length: 12 }, (_, at) => ({ ...failsInside(commitEpoch(0, 0)), error: `E${at}` }))
  expect(describeThrown(thrownBySink([throwing(...each)])).at(-1)).toBe(
    '  2 other errors: `--json` has them as "thrown"',
  )
})

it('A scenario that broke, or committed no row, says that the sink itself threw', () => {
  const moments = [...oneRow, endsEpoch({ calls: [inCase(1)] })]
  expect(describeReason({ kind: 'broken', moments, reason: 'the query is not running' })).toBe(
    "step 4: the query is not running (before, in step 3, the sink's commit of epoch 0 threw IOException: /tmp/{case}/part is there)",
  )
  expect(describeScenarios([aTried({ moments, isTold: false })])).toContain(
    'no row was committed: the sink threw (below)',
  )
})
