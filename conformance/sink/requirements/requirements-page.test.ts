import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../../package-root.ts'
import { sinkErrata } from './errata.ts'
import { notJudged } from './not-judged.ts'
import { sinkRequirements } from './registry.ts'
import { withErrata, withRequirements } from './requirements-page.ts'

const read = (name: string) => readFileSync(join(packageRoot, 'docs', name), 'utf8')

it('docs/sink.md has the requirements as their records say', () => {
  const page = read('sink.md')
  expect(page).toBe(withRequirements(page))
  for (const { id } of [...sinkRequirements, ...notJudged]) expect(page).toContain(`\n| ${id} | `)
})

it('docs/errata.md has what Spark does against its own documentation of sinks', () => {
  const page = read('errata.md')
  expect(page).toBe(withErrata(page))
  for (const { id } of sinkErrata) expect(page).toContain(`\n| ${id} | `)
})

it('An erratum is about what Spark owes', () => {
  for (const erratum of sinkErrata)
    expect(sinkRequirements.find(({ id }) => id === erratum.id)).toMatchObject({ owedBy: 'spark', level: 'must' })
})
