import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../../package-root.ts'
import { withRequirements } from './requirements-page.ts'

it('docs/sink.md has the requirements as their records say', () => {
  const page = readFileSync(join(packageRoot, 'docs/sink.md'), 'utf8')
  expect(page).toBe(withRequirements(page))
})
