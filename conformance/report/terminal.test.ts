import { expect, it } from 'vitest'
import { withKnown } from '../html/fixtures/reports.ts'
import { describeRun } from './terminal.ts'

it('a run with known failures begins with a failure that the list does not have, or with a problem of the list', () => {
  const { knownFailures } = withKnown
  if (knownFailures === undefined) throw new Error('the report has a list')
  const sound = describeRun({ ...withKnown, knownFailures: { ...knownFailures, problems: [] } })
  expect(sound).toMatch(/^✗ EC-29 not seen: epoch 1\n/)
  expect(sound).toContain('\n\nKnown failures: 3 ')
  expect(describeRun(withKnown)).toMatch(/^✗ cwc\.known-failures\.yaml:13:5: /)
})
