import { describe, expect, it } from 'vitest'
import type { Checkpoint } from './checkpoint.ts'
import { runningQuery } from './running-query.ts'

const now = 1_795_868_782_259

const check = (age: number, quiet: number, timesIn = 1) =>
  runningQuery({ newest: now - age * 1_000, timesIn } as Checkpoint, { now, quiet })

describe('a query seems to run on a checkpoint', () => {
  it('if the newest file is younger than the given time', () => {
    expect(check(59, 60)).toBe(
      'the newest file of its logs is 59 s old, so a query seems to run on it (stop it, then wait; --quiet-for 0 says that none runs)',
    )
    expect(check(60, 60)).toBeUndefined()
  })

  it('if the newest file is younger by the unit of the times', () => {
    expect([check(100, 60, 60_000) === undefined, check(120, 60, 60_000) === undefined]).toEqual([false, true])
  })

  it('if the newest file is of the future, however far', () => {
    expect(check(-400, 60)).toContain('is of a time 400 s from now, so the clocks differ')
  })

  it('not if the user says so', () => {
    expect([check(0, 0), check(-5, 0)]).toEqual([undefined, undefined])
  })

  it('not if there are no files, or no times', () => {
    expect(
      runningQuery({ newest: Number.NEGATIVE_INFINITY, timesIn: 1 } as Checkpoint, { now, quiet: 60 }),
    ).toBeUndefined()
  })
})
