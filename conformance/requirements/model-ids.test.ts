import { globSync, readFileSync } from 'node:fs'
import { type Node, Project, SyntaxKind } from 'ts-morph'
import { describe, expect, it } from 'vitest'
import { eventKinds } from '../../src/contract/events.ts'
import { packageRoot } from '../package-root.ts'
import { requirements } from './registry.ts'
import { requirementIdsIn } from './requirement-ids.ts'

const files = globSync('src/reference/**/*.ts', { cwd: packageRoot }).filter((file) => !file.endsWith('.test.ts'))

/** The places of a file where the model makes an event, each with the text of its lines. */
function eventsMadeIn(file: string) {
  const source = new Project({ compilerOptions: { allowJs: false } }).addSourceFileAtPath(`${packageRoot}${file}`)
  const lines = source.getFullText().split('\n')
  return source
    .getDescendantsOfKind(SyntaxKind.ObjectLiteralExpression)
    .filter((made) => {
      const kind = textOf(made.getProperty('kind'))
      return made.getProperty('actor') !== undefined && eventKinds.some((known) => known === kind)
    })
    .map((made) => ({
      place: `${file}:${made.getStartLineNumber()}`,
      text: lines.slice(made.getStartLineNumber() - 1, made.getEndLineNumber()).join('\n'),
    }))
}

const textOf = (property: Node | undefined) =>
  property?.asKind(SyntaxKind.PropertyAssignment)?.getInitializerIfKind(SyntaxKind.StringLiteral)?.getLiteralText()

describe('requirement ids in the model', () => {
  it('The model names no requirement that the registry does not have.', () => {
    const known = new Set(requirements.map((one) => one.id))
    const named = files.flatMap((file) => requirementIdsIn(readFileSync(`${packageRoot}${file}`, 'utf8')))
    expect(named.length).toBeGreaterThan(100)
    expect(named.filter((one) => !known.has(one))).toEqual([])
  })

  it('Each event that the model makes stands beside the id of a requirement.', () => {
    const made = files.flatMap(eventsMadeIn)
    expect(made.length).toBeGreaterThan(30)
    expect(made.filter(({ text }) => requirementIdsIn(text).length === 0).map(({ place }) => place)).toEqual([])
  })
})
