import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { IdGenerator } from '@cucumber/messages'
import { roles } from '../../src/contract/roles.ts'
import { packageRoot } from '../package-root.ts'
import type { PlacedScenario } from './planned-case.ts'
import { requirementsIn } from './tags.ts'

/**
 * The scenarios of the suite, read from the features alone. This takes a tenth of the time of a plan by Cucumber, and does not
 * check that each step has a phrase. With a requirement, only its scenarios: files that do not name it are not parsed.
 */
export function readScenarios(requirement?: string): readonly PlacedScenario[] {
  const files = readdirSync(join(packageRoot, 'features'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.feature'))
    .map((file) => `features/${file.replaceAll('\\', '/')}`)
  const texts = files.toSorted().map((file) => ({ file, text: readFileSync(join(packageRoot, file), 'utf8') }))
  if (requirement === undefined) return texts.flatMap(readFeature)
  return texts
    .filter(({ text }) => text.includes(`@${requirement}`))
    .flatMap(readFeature)
    .filter(({ requirements }) => requirements.includes(requirement))
}

function readFeature({ file, text }: { readonly file: string; readonly text: string }): readonly PlacedScenario[] {
  const newId = IdGenerator.incrementing()
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher())
  const document = parser.parse(text)
  const rules = (document.feature?.children ?? []).flatMap(({ rule }) => (rule === undefined ? [] : [rule]))
  const ruleOf = (line: number) => rules.findLast((rule) => rule.location.line < line)?.name
  return compile({ ...document, uri: file }, file, newId).flatMap((pickle) => {
    const tags = pickle.tags.map(({ name }) => name)
    const role = roles.find((one) => tags.includes(`@${one}`))
    const line = pickle.location?.line ?? 0
    if (role === undefined) return []
    const feature = document.feature?.name ?? ''
    return [
      { name: pickle.name, feature, rule: ruleOf(line), role, requirements: requirementsIn(tags), tags, file, line },
    ]
  })
}
