import { describe, expect, it } from 'vitest'
import { createStageRuns } from './stage-runs.ts'
import { newRun, newStage } from './state.ts'

const stage = (number: number) => newStage(number, { lacksTasks: false })

describe('the run of a stage', () => {
  it('is told if only one is left, and others are told by that', () => {
    const told: number[] = []
    const runs = createStageRuns(({ number }) => told.push(number))
    const [one, other] = [newRun(undefined), newRun(undefined)]
    const [first, second] = [stage(0), stage(1)]
    runs.narrow(first, [one, other])
    runs.narrow(second, [one, other])
    expect(told).toStrictEqual([])
    expect(runs.thatMayBeOf(one)).toStrictEqual([first, second])
    runs.tell(second, one)
    expect([first.run, second.run]).toStrictEqual([other, one])
    expect(told).toStrictEqual([1, 0])
    expect(runs.thatMayBeOf(other)).toStrictEqual([])
    expect([first.isWriting, second.isWriting]).toStrictEqual([true, true])
  })

  it('is never told if two applications have a stage of this number', () => {
    const runs = createStageRuns(() => undefined)
    const [mixed, run] = [stage(0), newRun(undefined)]
    mixed.isMixed = true
    runs.narrow(mixed, [run])
    expect(mixed.run).toBeUndefined()
    expect(runs.thatMayBeOf(run)).toStrictEqual([mixed])
    runs.clear()
    expect(runs.thatMayBeOf(run)).toStrictEqual([])
  })
})
