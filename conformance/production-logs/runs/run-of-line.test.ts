import { describe, expect, it } from 'vitest'
import { learning, recordAt } from '../fixtures/learning.ts'
import type { Observation } from '../observations/observation.ts'
import { runOfLine } from './run-of-line.ts'

const start = (runId: string, path: string, engine: 'continuous' | 'micro-batch' = 'continuous'): Observation => ({
  kind: 'run-started',
  engine,
  name: 'orders',
  queryId: path,
  runId,
  checkpoint: `file:${path}`,
})
const commit = (path: string): Observation => ({ kind: 'query-committed', epoch: 0, checkpoint: path })
const behind = (runId: string): Observation => ({ kind: 'falling-behind', interval: 1, runId })
const answered: Observation = { kind: 'answered', message: 'IncrementAndGetEpoch', value: 1 }

/** The run of a line, and how it was told, after these lines. */
function asked(before: readonly Observation[]) {
  const { known, learn } = learning()
  for (const one of before) learn(one)
  return (observed: Observation, thread?: string) => [
    runOfLine(known, observed, recordAt(1, thread))?.runId,
    known.origin,
  ]
}

const id = (digit: number) => `${digit}0000000-0000-4000-8000-000000000000`

describe('the run of a line', () => {
  it('is the one that a path, an id or a thread names', () => {
    const runOf = asked([start(id(1), '/c'), start(id(2), '/d')])
    expect(runOf(commit('/d'))).toStrictEqual([id(2), 'marked'])
    expect(runOf(behind(id(1)))).toStrictEqual([id(1), 'marked'])
    expect(runOf(answered, `stream execution thread for orders [id = ${id(9)}, runId = ${id(2)}]`)).toStrictEqual([
      id(2),
      'marked',
    ])
    expect(runOf(answered)).toStrictEqual([undefined, 'untold'])
  })

  it('is the only one, without any mark', () => {
    expect(asked([start(id(1), '/c')])(answered)).toStrictEqual([id(1), 'only'])
  })

  it('is none of a continuous query if the path or the id is that of a micro-batch query', () => {
    const runOf = asked([start(id(1), '/c'), start(id(3), '/m', 'micro-batch')])
    expect(runOf(commit('/m'))).toStrictEqual([undefined, 'other'])
    expect(runOf(behind(id(3)))).toStrictEqual([undefined, 'other'])
  })

  it('cannot be told of a path or an id that may be those of a micro-batch query long before', () => {
    const many = Array.from({ length: 200 }, (_, at) => start(`run ${at}`, `/m/${at}`, 'micro-batch'))
    const runOf = asked([start(id(1), '/c'), ...many])
    expect(runOf(commit('/m/3'))).toStrictEqual([undefined, 'untold'])
    expect(runOf(behind('run 3'))).toStrictEqual([undefined, 'untold'])
    expect(runOf(commit('/m/199'))).toStrictEqual([undefined, 'other'])
    expect(runOf(commit('/c'))).toStrictEqual([id(1), 'marked'])
    // Only a continuous query has such a line.
    expect(runOf({ kind: 'query-stopped', runId: id(5), error: undefined, causes: [] })).toStrictEqual([
      id(5),
      'marked',
    ])
  })
})
