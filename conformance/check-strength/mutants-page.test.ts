import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { importByNode } from '../mutation/fixtures/import-by-node.ts'
import { packageRoot } from '../package-root.ts'
import { heldMutants } from './held-mutants.ts'
import { mutantsLine, nameOf } from './mutants-page.ts'
import { measureMutantSample } from './sample.ts'

const sample = await measureMutantSample(importByNode)

it('docs/check-strength-mutants.md has the verdicts of the rules as they are (if not, run npm run check-strength:mutants)', () => {
  expect(readFileSync(`${packageRoot}docs/check-strength-mutants.md`, 'utf8')).toContain(mutantsLine(sample))
})

it('a mutant whose log differs is held only if held-mutants.ts says why', () => {
  const held = sample.filter(({ fate }) => fate === 'held').map(nameOf)
  expect(held.filter((one) => heldMutants[one] === undefined)).toEqual([])
})
