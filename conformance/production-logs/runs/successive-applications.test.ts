import { describe, expect, it } from 'vitest'
import { newRun } from './state.ts'
import { createSuccessiveApplications } from './successive-applications.ts'

/** A second application in the file, behind one with a continuous query. */
function second() {
  const [applications, run] = [createSuccessiveApplications(), newRun(undefined)]
  expect(applications.isBegun()).toBe(false)
  expect(applications.begin('f', [])).toBe(false)
  applications.seeContinuous()
  expect(applications.begin('f', [run])).toBe(true)
  return { applications, run }
}

describe('applications one after the other', () => {
  it('have the runs of those before', () => {
    const { applications, run } = second()
    expect([applications.isBegun(), applications.isOfEarlier(run)]).toStrictEqual([true, true])
    expect(applications.isOfEarlier(newRun(undefined))).toBe(false)
  })

  it('are mixed if a query runs before the second one has begun any', () => {
    const { applications } = second()
    applications.seeRunning('executor')
    expect(applications.isMixed()).toBe(false)
    applications.seeRunning()
    expect(applications.isMixed()).toBe(true)
  })

  it('are not mixed by the lines of a run that has begun', () => {
    const { applications } = second()
    applications.seeRun()
    applications.seeRunning('f')
    expect(applications.isMixed()).toBe(false)
    applications.seeMixed()
    expect(applications.isMixed()).toBe(true)
  })
})
