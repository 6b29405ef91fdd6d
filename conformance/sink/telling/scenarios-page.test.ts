import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../../package-root.ts'
import { withScenarios } from './scenarios-page.ts'

it('docs/sink.md says how many scenarios there are by fault, as the features have them', () => {
  const page = readFileSync(join(packageRoot, 'docs/sink.md'), 'utf8')
  expect(page).toContain('| all | ')
  expect(page).toBe(withScenarios(page))
})
