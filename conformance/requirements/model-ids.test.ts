import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { requirements } from './registry.ts'

const files = globSync('src/reference/**/*.ts', { cwd: packageRoot }).filter((file) => !file.endsWith('.test.ts'))
const namedIn = (file: string) =>
  readFileSync(`${packageRoot}${file}`, 'utf8').match(/\b(?:OP|RDD|EC|ET|CE|PL|REF)-\d+\b/g) ?? []

describe('requirement ids in the model', () => {
  it('Every requirement id that the model names is in the registry.', () => {
    const known = new Set(requirements.map(({ id }) => id))
    const named = files.flatMap((file) => namedIn(file).map((id) => ({ file, id })))
    expect(named.length).toBeGreaterThan(40)
    expect(named.filter(({ id }) => !known.has(id))).toEqual([])
  })
})
