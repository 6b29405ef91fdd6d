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
    runOfLine(known, observed, recordAt(1, thread), 'log')?.runId,
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

  it('is one whose start the log does not show, if a line that only a continuous query has names it by its thread', () => {
    const runOf = asked([])
    const thread = (digit: number) => `stream execution thread for [id = ${id(9)}, runId = ${id(digit)}]`
    expect(runOf(behind(id(1)))).toStrictEqual([undefined, 'other'])
    expect(runOf(answered, thread(1))).toStrictEqual([id(1), 'marked'])
    expect(runOf({ kind: 'first-start' }, thread(2))).toStrictEqual([id(2), 'marked'])
    expect(runOf({ kind: 'coordinator-made' }, thread(3))).toStrictEqual([id(3), 'marked'])
    expect(runOf({ kind: 'writing-started', partitions: 1, text: '' }, thread(4))).toStrictEqual([id(4), 'marked'])
    expect(runOf(answered, thread(1))).toStrictEqual([id(1), 'marked'])
  })

  it('has the only checkpoint there is, which is in doubt as soon as another run shows', () => {
    const { known, learn } = learning()
    const take = (observed: Observation, digit?: number) => {
      learn(observed)
      return runOfLine(known, observed, recordAt(1, digit === undefined ? undefined : `runId = ${id(digit)}`), 'log')
    }
    const one = take(answered, 1)
    expect(one?.pairing).toBe('told')
    expect(take(commit('/c'))).toBe(one)
    expect(one?.pairing).toBe('only')
    const other = take(answered, 2)
    expect(take(commit('/d'))).toBe(other)
    expect([one?.pairing, other?.pairing]).toEqual(['in doubt', 'in doubt'])
  })

  it('is not one that has ended, if an entry of a checkpoint is written that no line names', () => {
    const { known, learn } = learning()
    learn(answered)
    const ended = runOfLine(known, answered, recordAt(1, `runId = ${id(1)}`), 'log')
    if (ended === undefined) throw new Error('no run')
    ended.ended = { at: { file: 'f', line: 1 }, error: undefined, isReconfigured: false }
    expect(runOfLine(known, commit('/c'), recordAt(2), 'log')).not.toBe(ended)
  })

  it('is no continuous one whose thread writes an entry: a coordinator has threads that name no run', () => {
    const { known, learn } = learning()
    learn(answered)
    const begun = runOfLine(known, answered, recordAt(1), 'log')
    const batch = `stream execution thread for [id = ${id(9)}, runId = ${id(3)}]`
    expect(runOfLine(known, commit('/m'), recordAt(2, batch), 'log')).toBe(undefined)
    expect([known.origin, begun?.runId, begun?.checkpoint]).toEqual(['other', undefined, undefined])
    // Its entries without a thread are those of the same query.
    expect(runOfLine(known, commit('/m'), recordAt(3), 'log')).toBe(undefined)
    expect(runOfLine(known, { kind: 'falling-behind', interval: 1, runId: id(4) }, recordAt(4), 'log')).toBe(undefined)
    expect([known.origin, begun?.runId]).toEqual(['untold', undefined])
  })

  it('cannot be told of an error of a coordinator, as long as no line says which checkpoint is its own', () => {
    const { known, learn } = learning()
    learn(answered)
    const error: Observation = { kind: 'error-ignored', runId: id(1), call: 'sink-commit', error: 'E' }
    for (const digit of [1, 2]) runOfLine(known, answered, recordAt(digit, `runId = ${id(digit)}`), 'log')
    expect(runOfLine(known, error, recordAt(3), 'log')?.runId).toBe(id(1))
    runOfLine(known, commit('/c'), recordAt(4), 'log')
    expect([runOfLine(known, error, recordAt(5), 'log'), known.origin]).toEqual([undefined, 'untold'])
  })
})
