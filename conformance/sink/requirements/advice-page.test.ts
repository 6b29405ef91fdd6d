import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../../package-root.ts'
import { advice } from './advice.ts'
import { withAdvice } from './advice-page.ts'

it('docs/sink.md has what an author can do, as the data say, under the heading to which each answer leads', () => {
  const page = readFileSync(join(packageRoot, 'docs/sink.md'), 'utf8')
  expect(page).toBe(withAdvice(page))
  expect(page).toContain('\n## What an author can do\n')
  const pages = new Set(Object.values(advice).map(({ more }) => more))
  expect([...pages]).toEqual(['docs/sink.md#what-an-author-can-do', 'docs/lost-rows.md'])
})
