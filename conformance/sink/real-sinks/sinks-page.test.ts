import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../../package-root.ts'
import { readMeasuredSinks } from './measured-sinks.ts'
import { withMeasured } from './sinks-page.ts'

const page = readFileSync(join(packageRoot, 'docs/sinks.md'), 'utf8')

it('docs/sinks.md has the tables of docs/sinks.json (npm run sinks:draw)', () => {
  expect(withMeasured(page, readMeasuredSinks())).toBe(page)
})

it('a page without the place of a table is refused', () => {
  expect(() => withMeasured(page.replace('<!-- /generated -->', ''), [])).toThrow('<!-- /generated --> is wanted')
})
