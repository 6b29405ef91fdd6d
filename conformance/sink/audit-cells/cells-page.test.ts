import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../../package-root.ts'
import { withCells } from './cells-page.ts'
import { readMeasured } from './measured-cells.ts'

const page = readFileSync(join(packageRoot, 'docs/audit-and-sinks.md'), 'utf8')

it('docs/audit-and-sinks.md has the measured cells as the data say', () => {
  expect(page).toBe(withCells(page, readMeasured()))
})

it('docs/audit-and-sinks.md names each schedule of the audit', () => {
  for (const { witness } of readMeasured().cells)
    if (witness !== undefined) expect(page).toContain(`| \`${witness}\` |`)
})

it('A sink that does not do what the model foretells is said to, in its cell', () => {
  const measured = readMeasured()
  const sinks = measured.sinks.map((sink) => ({
    ...sink,
    witnesses: Object.fromEntries(Object.keys(sink.witnesses).map((token) => [token, unharmed])),
  }))
  const text = withCells(page, { ...measured, sinks })
  const [line = ''] = text.split('\n').filter((each) => each.startsWith("| the query's thread is interrupted |"))
  expect(line).toContain('| **lost** (2), **twice** (3) | not **lost** (2), not **twice** (3); 10 of 10 as foretold')
})

const unharmed = { lost: [], doubled: [], isAsWritten: false }
