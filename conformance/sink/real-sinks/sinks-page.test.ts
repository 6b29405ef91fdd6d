import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../../package-root.ts'
import { inWords } from './fate-table.ts'
import { readMeasuredSinks } from './measured-sinks.ts'
import { withMeasured } from './sinks-page.ts'

const page = readFileSync(join(packageRoot, 'docs/sinks.md'), 'utf8')

it('docs/sinks.md has the tables of docs/sinks.json (npm run sinks:draw)', () => {
  expect(withMeasured(page, readMeasuredSinks())).toBe(page)
})

it('a page without the place of a table is refused', () => {
  expect(() => withMeasured(page.replace('<!-- /generated -->', ''), [])).toThrow('<!-- /generated --> is wanted')
})

it('a harm that no command has run again is named', () => {
  const [measured] = readMeasuredSinks().filter(({ generated }) => generated !== undefined)
  if (measured === undefined) throw new Error('a sink with generated schedules is wanted')
  const [first, ...others] = measured.repeated
  expect(withMeasured(page, [measured])).not.toContain('still to be repeated')
  expect(withMeasured(page, [{ ...measured, repeated: others }])).toContain(
    `- \`iceberg@3.5.8:continuous\`: \`${first?.of}\` is still to be repeated.`,
  )
})

it('rows that two tasks wrote at the same time are told in one order, so releases of Spark share a cell', () => {
  const rows = { kind: 'seen' as const, lost: [], early: [] }
  expect(inWords({ ...rows, doubled: ['row-1-0', 'row-0-0'] })).toBe(
    inWords({ ...rows, doubled: ['row-0-0', 'row-1-0'] }),
  )
})
