import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { matrixMarkdown } from './markdown.ts'
import { readMatrix } from './read.ts'

describe('docs/matrix.md', () => {
  // Whether the measurement is still of this suite is no matter of this test: `npm run matrix:check` says so.
  it('is what docs/matrix.json draws', () => {
    const expected = matrixMarkdown(readMatrix(join(packageRoot, 'docs/matrix.json')), '../')
    const isSame = readFileSync(join(packageRoot, 'docs/matrix.md'), 'utf8') === expected
    expect(isSame, 'docs/matrix.md is not what docs/matrix.json draws: npm run matrix:draw').toBe(true)
  })
})
