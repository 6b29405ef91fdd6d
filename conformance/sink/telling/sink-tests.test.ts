import { expect, it } from 'vitest'
import { brokenClaim } from '../answer/broken-claim.ts'
import { findingsOf, isWhole, type SinkTrial } from '../answer/sink-trial.ts'
import { guarantees } from '../file/guarantees.ts'
import { aTrial, aTried, batchesAsTrial, trialOnModel } from '../fixtures/trials.ts'
import { shownByRuns } from '../requirements/shown-by-runs.ts'
import { shownBySinks } from '../requirements/shown-by-sinks.ts'
import type { TriedSchedule } from '../verdict/tried-schedule.ts'
import { type SinkTest, sinkTests } from './sink-tests.ts'

const testsOf = (trial: SinkTrial) => sinkTests(trial, findingsOf(trial))
const ofKind = <Kind extends SinkTest['about']['kind']>(trial: SinkTrial, kind: Kind) =>
  testsOf(trial).filter(({ about }) => about.kind === kind)
const resultsOf = (trial: SinkTrial, kind: SinkTest['about']['kind']) =>
  ofKind(trial, kind).map(({ result }) => result.kind)

const harmed = (harm: 'lost' | 'doubled' | 'early') => aTried({ [harm]: ['row-0-0'] })

it.each([
  ['exactly-once', ['failed', 'failed', 'passed']],
  ['at-least-once', ['failed', 'passed', 'passed']],
  ['at-most-once', ['passed', 'failed', 'passed']],
  ['none', ['passed', 'passed', 'passed']],
  [undefined, ['passed', 'passed', 'passed']],
] as const)('Of a scenario with a lost, a doubled and an early row, the claim %s says %j', (claim, expected) => {
  const trial = aTrial([harmed('lost'), harmed('doubled'), harmed('early')], { claim })
  expect(resultsOf(trial, 'scenario')).toEqual(expected)
})

it.each([
  ['none', ['failed', 'not told', 'not told', 'passed']],
  [undefined, ['passed', 'passed', 'not told', 'passed']],
] as const)('Of scenarios with rows out of order, the claim %s says %j', (claim, expected) => {
  const backwards = { outOfOrder: ['row-0-1', 'row-0-0'] }
  const tried = [
    aTried(backwards),
    aTried(backwards, { spark: 'as it is' }),
    aTried({ ...backwards, isTold: false }),
    aTried({ outOfOrder: [] }),
  ]
  const trial = aTrial(tried, { claim })
  expect(resultsOf(trial, 'scenario')).toEqual(expected)
  const [first] = ofKind(trial, 'scenario')
  if (claim !== undefined) expect(first?.result).toMatchObject({ observed: 'out of order: row-0-0, row-0-1' })
  // Only the first of them.
  expect(findingsOf(trial).outOfOrder).toEqual(['nothing fails'])
})

it('A scenario in which Spark does not do as documented is not told, and its reason has the rows', () => {
  const trial = aTrial([aTried({ lost: ['row-0-0'] }, { spark: 'as it is' })], { claim: 'exactly-once' })
  expect(ofKind(trial, 'scenario').map(({ result }) => result)).toEqual([
    { kind: 'not told', reason: 'Spark does here what its documentation does not say to sinks: lost: row-0-0' },
  ])
})

it('A scenario that broke, one without a committed row and one that was not run are not told', () => {
  const tried = [aTried({ kind: 'broken', moments: [], reason: 'no table\nat x' }), aTried({ isTold: false })]
  const trial = { ...aTrial([...tried, aTried()], { claim: 'exactly-once' }), tried }
  expect(ofKind(trial, 'scenario').map(({ result }) => result)).toEqual([
    { kind: 'not told', reason: 'no table' },
    { kind: 'not told', reason: 'no row was committed' },
    { kind: 'not told', reason: 'not run' },
  ])
  expect(resultsOf(trial, 'claim')).toEqual(['not told'])
})

const token = 'sink:p1f0e1r2x1::'
const aSchedule = (choice: number, tried = aTried()): TriedSchedule => ({
  token: `${token}${choice}`,
  schedule: { steps: [] },
  fault: 'Nothing fails',
  spark: 'as documented',
  like: [],
  // The fixture is of continuous mode.
  result: tried.result as TriedSchedule['result'],
})

it('Each generated schedule is one test, also if it is both tried and the shortest of two harms', () => {
  const lost = aSchedule(1, harmed('lost'))
  const shrunk = aSchedule(3, harmed('doubled'))
  const found = [
    { harm: 'lost', shrunk: lost, from: lost.token },
    { harm: 'doubled', shrunk, from: `${token}9` },
    { harm: 'early', shrunk, from: `${token}9` },
  ] as const
  const tried = [aSchedule(0), lost, aSchedule(2, aTried({ isTold: false }))]
  const trial = aTrial([aTried()], { claim: 'at-least-once', search: { seed: 1, tried, found } })
  expect(ofKind(trial, 'generated').map(({ about, result }) => [about, result.kind])).toEqual(
    [
      [1, 'failed'],
      [3, 'passed'],
      [0, 'passed'],
      [2, 'not told'],
    ].map(([choice, kind]) => [{ kind: 'generated', token: `${token}${choice}`, fault: 'Nothing fails' }, kind]),
  )
})

it('A requirement fails only if the claim asks for it, and others that are violated say why they do not count', () => {
  const moments = [shownBySinks['SK-34'], shownByRuns['SK-20']].map((shown) => aTried({ moments: shown?.faulty ?? [] }))
  const resultOf = (id: string, claim: SinkTrial['claim']) =>
    ofKind(aTrial(moments, { claim }), 'requirement').find(({ about }) => 'id' in about && about.id === id)?.result
  const where = 'step 7 of nothing fails: epoch 0 was committed again with the same rows, and a is there 2 times'
  expect(resultOf('SK-34', 'exactly-once')).toEqual({
    kind: 'failed',
    headline: where,
    text: 'violated in:\n  nothing fails',
    observed: 'epoch 0 was committed again with the same rows, and a is there 2 times',
  })
  expect(resultOf('SK-34', 'at-least-once')).toEqual({
    kind: 'not told',
    reason: `violated, and the claim does not ask for it: ${where}`,
  })
  expect(resultOf('SK-1', 'exactly-once')).toEqual({ kind: 'passed' })
  expect(resultOf('SK-39', 'exactly-once')).toEqual({ kind: 'not told', reason: 'no occasion' })
  expect(resultOf('SK-20', 'exactly-once')).toEqual({
    kind: 'not told',
    reason: "known of Spark, not of the sink: Spark never calls the sink's abort.",
  })
})

/** As on a sink that writes backwards. */
const outOfOrder = ({ scenario, result }: SinkTrial['tried'][number]): SinkTrial['tried'][number] =>
  aTried({ ...result, ...(result.kind === 'seen' ? { outOfOrder: ['row-0-0'] } : {}) }, scenario)

it('A test has failed exactly if the claim is broken, and the claim has passed exactly if it is kept in a whole trial', async () => {
  for (const kind of ['the first wins', 'the last wins', 'both are kept'] as const)
    for (const trial of [await trialOnModel(kind), await batchesAsTrial(kind)])
      for (const tried of [trial.tried, trial.tried.slice(0, -1), trial.tried.map(outOfOrder)])
        for (const claim of [...guarantees, undefined]) {
          const one = { ...trial, tried, claim }
          const findings = findingsOf(one)
          const results = sinkTests(one, findings)
          const isBroken = brokenClaim(claim, findings).length > 0
          const about = `${kind}, ${one.mode}, ${claim}`
          expect(
            results.some(({ result }) => result.kind === 'failed'),
            about,
          ).toBe(isBroken)
          const ofClaim = results.find((test) => test.about.kind === 'claim')?.result.kind
          expect(ofClaim === 'passed', about).toBe(claim !== undefined && !isBroken && isWhole(one))
        }
})

it('A failed scenario shows its steps, in micro-batches in the words of the features', async () => {
  const trial = { ...(await batchesAsTrial('both are kept')), claim: 'exactly-once' } as const
  const failed = ofKind(trial, 'scenario').flatMap(({ result }) => (result.kind === 'failed' ? [result] : []))
  expect(failed[0]?.headline).toBe('twice: row-0-0')
  expect(failed[0]?.text).toMatchInlineSnapshot(`
    "   1 the query is executed
       2 a row arrives: "row-0-0"
       3 the sink's next commit will fail after it took effect
       4 a batch is run: the reader sees row-0-0
       5 the query is executed: the reader sees row-0-0, row-0-0
       6 a row arrives: "row-0-1"
       7 a batch is run: the reader sees row-0-0, row-0-0, row-0-1
         twice: row-0-0"
  `)
})
