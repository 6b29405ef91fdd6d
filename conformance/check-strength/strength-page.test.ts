import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { measureSample } from './sample.ts'
import { sampleLine } from './strength-page.ts'

const page = readFileSync(`${packageRoot}docs/check-strength.md`, 'utf8')
const sample = measureSample()

it('docs/check-strength.md has the strength of the rules as they are (if not, run npm run check-strength)', () => {
  expect(page).toContain(sampleLine(sample))
})

it('a change of a recording survives only if docs/check-strength.md says so', () => {
  const survivors = sample
    .filter(({ fate }) => fate === 'survived')
    .map(({ requirement, what }) => `| ${requirement}: ${what} |`)
  expect(survivors.filter((one) => !page.includes(one))).toEqual([])
})
