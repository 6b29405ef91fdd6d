import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'

const read = (file: string) => readFileSync(join(packageRoot, file), 'utf8')
const row = /^\| (?<minutes>\d+) \| `(?<file>[^`]+)` \| (?<names>[^|]+) \|/gm
const rows = [...read('ARCHITECTURE.md').matchAll(row)].map(({ groups = {} }) => ({
  minutes: Number(groups['minutes']),
  file: `src/reference/${groups['file']}`,
  names: [...(groups['names'] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
}))

describe('the reading order of the model', () => {
  it('The minutes of the reading order add up to a quarter of an hour.', () => {
    expect(rows.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(15)
  })

  it.each(rows)(
    'The functions $names stand in $file in the order in which the reading order names them.',
    ({ file, names }) => {
      const functions = [...read(file).matchAll(/^(?:export )?function (\w+)/gm)].map(([, name = '']) => name)
      expect(names.length).toBeGreaterThan(0)
      expect(functions.filter((name) => names.includes(name))).toEqual(names)
    },
  )
})
