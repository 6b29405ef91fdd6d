import { describe, expect, it } from 'vitest'
import { verdictOf } from './finding.ts'
import { judgeCase } from './judge-requirements.ts'
import { notJudged } from './not-judged.ts'
import { sinkRequirements } from './registry.ts'
import { shownByRuns } from './shown-by-runs.ts'
import { shownBySinks } from './shown-by-sinks.ts'
import { shownByWriters } from './shown-by-writers.ts'
import { sinkCase } from './sink-case.ts'
import {
  abort,
  abortEpoch,
  begins,
  close,
  commit,
  commitEpoch,
  create,
  endsEpoch,
  factory,
  failsInside,
  gives,
  oneEpoch,
  oneRow,
  stoppedByError,
  stops,
  write,
} from './trace-builder.ts'

const shown = Object.entries({ ...shownByRuns, ...shownByWriters, ...shownBySinks })
const idOf = (name: string) => name.split(',')[0]

const judgeOf = (id: string | undefined) => {
  const found = sinkRequirements.find((each) => each.id === id)
  if (found === undefined) throw new Error(`no requirement ${id}`)
  return found.judge
}

describe.each(shown)('%s', (name, { good, faulty, at, because }) => {
  const judge = judgeOf(idOf(name))

  it('holds in a case that keeps it', () => {
    expect(verdictOf(judge(sinkCase(good)))).toMatchObject({ kind: 'held' })
  })

  it('is violated by the fault that it is about, with the step', () => {
    expect(verdictOf(judge(sinkCase(faulty)))).toEqual({ kind: 'violated', step: at, because })
  })
})

describe('the requirements of sinks', () => {
  it('have no occasion in a case that shows nothing', () => {
    for (const { id, judge } of sinkRequirements)
      expect(verdictOf(judge(sinkCase([]))), id).toEqual({ kind: 'no occasion' })
  })

  it('have a fault each, but for what Spark may do', () => {
    const withFault = new Set(shown.map(([name]) => idOf(name)))
    expect(sinkRequirements.filter(({ id }) => !withFault.has(id)).map(({ id, level }) => [id, level])).toEqual([
      ['SK-18', 'may'],
    ])
  })

  it('have ids of their own, in their order', () => {
    const ids = [...sinkRequirements, ...notJudged].map(({ id }) => id)
    expect(ids).toEqual(ids.map((_, index) => `SK-${index + 1}`))
  })

  it('hold in a case in which nothing fails, as far as they have an occasion', () => {
    for (const { id, judge } of sinkRequirements)
      expect(verdictOf(judge(sinkCase(oneEpoch))).kind, id).not.toBe('violated')
  })
})

it('A row that stands in the place of another one of its writer is SK-35, and no row that is seen too early', () => {
  const moments = [
    ...oneRow,
    stops({ calls: [close(0)] }),
    begins(1),
    gives('a', { calls: [write(1, 'a')] }),
    gives('b', { calls: [write(1, 'b', true)] }),
    endsEpoch({ calls: [commit(1), close(1), commitEpoch(0, 1)], rows: ['a', 'a'] }),
  ]
  const violated = sinkRequirements.filter(
    ({ judge, owedBy }) => owedBy === 'sink' && verdictOf(judge(sinkCase(moments))).kind === 'violated',
  )
  expect(violated.map(({ id }) => id)).toEqual(['SK-33', 'SK-35', 'SK-36'])
})

it('Spark gives up after a few attempts, and owes no abort where another attempt is under way', () => {
  const fails = (writer: number) => [failsInside(write(writer, 'a')), abort(writer), close(writer)]
  const retried = [begins(), gives('a', { calls: [...fails(0), create(1, 0, 0, 99), write(1, 'a')] })]
  const givenUp = [
    begins(),
    gives('a', {
      calls: [...fails(0), create(1, 0, 0, 99), ...fails(1), abortEpoch(0, null)],
      events: [stoppedByError],
    }),
  ]
  expect(verdictOf(judgeOf('SK-21')(sinkCase(retried)))).toEqual({ kind: 'no occasion' })
  expect(verdictOf(judgeOf('SK-21')(sinkCase(givenUp)))).toEqual({ kind: 'held', times: 1 })
  for (const moments of [retried, givenUp])
    expect(verdictOf(judgeOf('SK-23')(sinkCase(moments)))).toEqual({ kind: 'held', times: 1 })
})

it('A query that fails after its last epoch was committed owes no abort', () => {
  const moments = [
    begins(),
    gives('a', { calls: [write(0, 'a')] }),
    endsEpoch({ calls: [commit(0), close(0), commitEpoch(0, 0)], events: [stoppedByError], rows: ['a'] }),
  ]
  expect(verdictOf(judgeOf('SK-21')(sinkCase(moments)))).toEqual({ kind: 'no occasion' })
})

it('A micro-batch query need not read a row in the step that gives it', () => {
  const moments = [begins(), gives('a', {})]
  expect(verdictOf(judgeOf('SK-6')(sinkCase(moments, 'immediate', 'micro-batch')))).toEqual({ kind: 'no occasion' })
})

it('SK-18 counts the commits that Spark repeats', () => {
  const again = [
    ...oneEpoch,
    stops({ rows: ['a'] }),
    begins(2, 0, ['a']),
    gives('a', { calls: [write(2, 'a')], rows: ['a'] }),
    endsEpoch({ calls: [commit(2), close(2), commitEpoch(0, 2)], rows: ['a'] }),
  ]
  expect(verdictOf(judgeOf('SK-18')(sinkCase(again)))).toEqual({ kind: 'held', times: 1 })
  expect(verdictOf(judgeOf('SK-18')(sinkCase(oneEpoch)))).toEqual({ kind: 'no occasion' })
})

it('SK-25 is about one job: a query that is interrupted begins another one by itself, which commits the epoch again', () => {
  const again = [factory(), create(1, 0), write(1, 'a'), commit(1), close(1)]
  const interrupted = [...oneRow, endsEpoch({ calls: [commit(0), close(0), ...again] })]
  const verdicts = judgeCase(sinkCase(interrupted)).filter(({ requirement }) => requirement.id === 'SK-25')
  expect(verdicts.map(({ verdict }) => verdict)).toEqual([{ kind: 'held', times: 2 }])
})
