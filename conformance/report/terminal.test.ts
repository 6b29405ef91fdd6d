import { expect, it } from 'vitest'
import { reportOf } from '../drawn/fixtures/reports.ts'
import { withKnown } from '../html/fixtures/reports.ts'
import { aCase } from '../matrix/fixtures/reports.ts'
import { describeRun } from './terminal.ts'

it('a run with known failures begins with a failure that the list does not have, and has the problems of the list after the failures', () => {
  const { knownFailures } = withKnown
  if (knownFailures === undefined) throw new Error('the report has a list')
  const sound = describeRun({ ...withKnown, knownFailures: { ...knownFailures, problems: [] } })
  expect(sound).toMatch(/^✗ EC-29 not seen: epoch 1\n/)
  expect(sound).toContain('\n\nKnown failures: 3 ')
  const stale = describeRun(withKnown)
  expect(stale).toMatch(/^✗ EC-29 not seen: epoch 1\n/)
  expect(stale.indexOf('✗ cwc.known-failures.yaml:13:5: ')).toBeGreaterThan(stale.indexOf('again:'))
  expect(describeRun({ ...withKnown, causes: [] })).toMatch(/^✗ cwc\.known-failures\.yaml:13:5: /)
})

it('a deviation is shown once, with the number of the scenarios that show it', () => {
  const deviating = (name: string) =>
    aCase(['OP-2'], 'deviates', { id: name, name, deviation: 'child-first', problem: 'seen too early' })
  const other = aCase(['OP-18'], 'deviates', { id: 'c', name: 'c', deviation: 'child-first', problem: 'seen' })
  const text = describeRun(reportOf([deviating('a'), deviating('b'), other], { edition: 'spark-3.5' }))
  expect(text.split('\n').filter((line) => line.startsWith('≠'))).toEqual([
    '≠ OP-2: a, and 1 other scenario',
    '≠ OP-18: c',
  ])
  expect(text).toContain('    child-first, since 3.0.0: The operator executes the child before')
})
