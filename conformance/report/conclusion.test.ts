import { describe, expect, it } from 'vitest'
import { aCase, aGenerated, aReport } from '../matrix/fixtures/reports.ts'
import type { VerdictKind } from '../suite/verdict.ts'
import { conclusionOf, exitCodeOf } from './conclusion.ts'
import { describeRun } from './terminal.ts'

// The driver of these reports claims the roles task and coordinator.
const requirements = { task: 'RDD-16', coordinator: 'EC-16', query: 'CE-1' } as const
const casesOf = (role: keyof typeof requirements, ...verdicts: readonly VerdictKind[]) =>
  verdicts.map((verdict) => aCase([requirements[role]], verdict))

describe('the conclusion of a run', () => {
  const passing = casesOf('coordinator', 'passed')
  const opening = aCase(['EC-19'], 'passed', { actions: 0 })
  it.each([
    ['one scenario passed and one is unspecified', 'conforms', 0, casesOf('task', 'passed', 'unspecified')],
    ['one scenario deviates and one is unspecified', 'conforms', 0, casesOf('task', 'deviates', 'unspecified')],
    ['every scenario is unspecified', 'only-unspecified', 4, casesOf('task', 'unspecified', 'unspecified')],
    [
      'every scenario of one role is unspecified, and one of another role passed',
      'only-unspecified',
      4,
      [...passing, ...casesOf('task', 'unspecified')],
    ],
    [
      'every scenario is unspecified or not supported',
      'only-unspecified',
      4,
      casesOf('task', 'unspecified', 'not-supported'),
    ],
    ['one scenario is unspecified and one was not run', 'not-complete', 4, casesOf('task', 'unspecified', 'not-run')],
    ['one scenario failed and one was not run', 'does-not-conform', 1, casesOf('task', 'failed', 'not-run')],
    ['one scenario is unspecified and one failed', 'does-not-conform', 1, casesOf('task', 'unspecified', 'failed')],
    ['a claimed role supports no scenario', 'role-not-supported', 4, [...passing, ...casesOf('task', 'not-supported')]],
    [
      'a claimed role supports only a scenario without an action',
      'role-not-supported',
      4,
      [opening, ...casesOf('coordinator', 'not-supported')],
    ],
    ['the only role that ran is not claimed', 'nothing-ran', 4, casesOf('query', 'not-supported')],
    ['there is no scenario', 'nothing-ran', 4, []],
  ] as const)('where %s: %s, exit code %i', (_, kind, code, cases) => {
    const report = aReport(cases)
    expect(conclusionOf(report).kind).toBe(kind)
    expect(exitCodeOf(report)).toBe(code)
  })

  it('names the roles in which nothing was checked because every scenario is unspecified', () => {
    const report = aReport([...passing, ...casesOf('task', 'unspecified')])
    expect(describeRun(report).split('\n').at(-1)).toBe(
      'Apache Spark 2.4.8: every scenario of role task that ran is unspecified in edition spark-2.4, so nothing that the edition requires was checked.',
    )
  })

  it('where generated cases agree and no scenario was asked for: conforms, exit code 0', () => {
    const report = aReport([], { generated: [aGenerated()] })
    expect(conclusionOf(report)).toEqual({ kind: 'conforms' })
    expect(exitCodeOf(report)).toBe(0)
  })

  it('where generated cases are vacuous: generated-too-little, exit code 4', () => {
    const report = aReport([], { generated: [aGenerated({ verdict: 'vacuous' })] })
    expect(conclusionOf(report)).toMatchObject({ kind: 'generated-too-little', generated: [{ role: 'coordinator' }] })
    expect(exitCodeOf(report)).toBe(4)
  })
})
