import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../package-root.ts'
import { withCells } from './cells-page.ts'
import { type MeasuredCells, readMeasured } from './measured-cells.ts'

const unharmed = { lost: [], doubled: [], isAsWritten: false }
const page = readFileSync(join(packageRoot, 'docs/audit-and-sinks.md'), 'utf8')

it('docs/audit-and-sinks.md has the measured cells as the data say', () => {
  expect(page).toBe(withCells(page, readMeasured()))
})

it('docs/audit-and-sinks.md names each schedule of the audit', () => {
  for (const { witness } of readMeasured().cells)
    if (witness !== undefined) expect(page).toContain(`| \`${witness}\` |`)
})

describe('a sink that does not do what the model foretells', () => {
  const measured = readMeasured()
  const unlike: MeasuredCells = {
    ...measured,
    sinks: measured.sinks.map((sink) => ({
      ...sink,
      witnesses: Object.fromEntries(Object.keys(sink.witnesses).map((token) => [token, unharmed])),
      sampled: sink.sampled.map((one) => ({ ...one, like: { ...one.like, [sink.kind]: one.ran - 1 } })),
    })),
  }

  it('is said to, in its cell', () => {
    const [line = ''] = withCells(page, unlike)
      .split('\n')
      .filter((each) => each.startsWith("| the query's thread is interrupted |"))
    expect(line).toContain('| **lost** (1), **twice** (2) | not **lost** (1), not **twice** (2); 29 of 30 as foretold')
  })

  it('counts as not measured in a cell whose circumstance was not finished', () => {
    const sinks = measured.sinks.map((sink) => ({ ...sink, sampled: [] }))
    expect(withCells(page, { ...measured, sinks })).toContain(
      '| nothing but stops and restarts | safe | not measured |',
    )
  })
})
