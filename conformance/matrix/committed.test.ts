import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sparkLines } from '../../src/adapters/spark/releases.ts'
import { packageRoot } from '../package-root.ts'
import { matrixMarkdown } from './markdown.ts'
import type { Matrix } from './matrix.ts'
import { readMatrix } from './read.ts'
import { staleIn } from './stale.ts'

const columns = Object.values(sparkLines).map(({ tried, edition }) => ({ name: `spark@${tried}`, edition }))
const cases = { coordinator: 10_000, operator: 300, task: 300, query: 300 }

const measureAgain = [
  'measure it again:',
  `  npx cwc matrix --drivers ${columns.map(({ name }) => name).join(',')} \\`,
  `    --runs ${Object.entries(cases).map(([role, count]) => `${role}=${count}`)}`,
  '  npx cwc matrix --from reports/matrix --out docs',
].join('\n')

function kept(): Matrix {
  const file = join(packageRoot, 'docs/matrix.json')
  if (!existsSync(file)) throw new Error(`there is no docs/matrix.json; ${measureAgain}`)
  return readMatrix(file)
}

describe('the matrix in docs', () => {
  it('is of this suite, of each release against its edition, in scenarios and in generated cases', () => {
    expect(staleIn(kept(), { columns, cases }), `docs/matrix.json is stale; ${measureAgain}`).toEqual([])
  })

  it('reads in docs/matrix.md as it stands in docs/matrix.json', () => {
    const expected = matrixMarkdown(kept(), '../')
    const isSame = readFileSync(join(packageRoot, 'docs/matrix.md'), 'utf8') === expected
    expect(isSame, 'draw it again: npx cwc matrix --from docs/matrix.json --out docs').toBe(true)
  })
})
