import { describe, expect, it } from 'vitest'
import { judged } from '../fixtures/judged.ts'
import * as log from '../fixtures/log-lines.ts'
import { createEpochs } from './epochs.ts'

describe('a set of epochs', () => {
  it('is one range without gaps, in any order', () => {
    const epochs = createEpochs()
    for (const epoch of [3, 4, 0, 2, 1, 4]) epochs.add(epoch)
    expect(epochs.ranges).toStrictEqual([[0, 4]])
    epochs.forget(2)
    expect(epochs.ranges).toStrictEqual([[3, 4]])
    expect([epochs.has(2), epochs.has(3), epochs.mayHaveHad(2)]).toStrictEqual([false, true, false])
  })

  it('keeps the last ranges, and says which epochs it may have had before', () => {
    const epochs = createEpochs(10)
    for (let epoch = 0; epoch <= 1000; epoch += 2) epochs.add(epoch)
    expect(epochs.ranges).toHaveLength(10)
    expect([982, 981, 980].map(epochs.has)).toStrictEqual([true, false, false])
    expect([982, 981, 980].map(epochs.mayHaveHad)).toStrictEqual([false, false, true])
    epochs.add(3)
    expect(epochs.ranges).toHaveLength(10)
    expect([epochs.has(3), epochs.mayHaveHad(980)]).toStrictEqual([false, true])
  })

  it('takes a range that joins others', () => {
    const epochs = createEpochs()
    for (const epoch of [1, 5, 9, 20]) epochs.add(epoch)
    epochs.addRange(2, 12)
    expect(epochs.ranges).toStrictEqual([
      [1, 12],
      [20, 20],
    ])
    epochs.addRange(3, 4)
    epochs.addRange(21, 30)
    epochs.addRange(32, 40)
    expect(epochs.ranges).toStrictEqual([
      [1, 12],
      [20, 30],
      [32, 40],
    ])
  })

  it('is handed on to the next run, however large the epochs are', () => {
    // One more is the same number.
    const epoch = 2 ** 53
    const lines = [...log.head(), ...log.offsets(epoch), log.stopped(), log.starts(log.otherRunId)]
    expect(judged({ 'driver.log': lines }).runs.map(({ lastLogged }) => lastLogged)).toStrictEqual([epoch, undefined])
  })

  it('may have any epoch between the last one before missing lines and the first one behind them', () => {
    const epochs = createEpochs()
    epochs.add(2)
    epochs.seeGap()
    expect(epochs.mayHaveHad(9)).toBe(true)
    epochs.add(5)
    expect([4, 6].map(epochs.mayHaveHad)).toEqual([true, false])
    expect([2, 4, 5].map(epochs.has)).toEqual([true, false, true])
  })

  it('of a task from whose log many lines are missing leaves open what was written long before', () => {
    const lines = (partition: number, count: number) =>
      Array.from({ length: count }, (_, at) => log.writes(2 * at, [partition])).flat()
    const verdict = (count: number) =>
      judged({
        'executor-0.log': [log.runs(0), ...lines(0, count)],
        'executor-1.log': [log.runs(1), ...lines(1, count)],
        'driver.log': [...log.head().slice(0, -2), ...log.commit(1)],
      }).requirements['EC-29']
    expect(verdict(100)).toMatchObject({ kind: 'violated' })
    expect(verdict(11_000)).toMatchObject({ kind: 'cannot tell' })
  })
})
