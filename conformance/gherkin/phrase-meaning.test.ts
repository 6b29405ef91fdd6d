import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { absencePhrases } from './absence-phrases.ts'
import { eventPhrases } from './event-phrases.ts'
import { of } from './events/table.ts'
import { isEvent, meaningOf, meaningOfAbsence, meaningOfEvent } from './phrase-meaning.ts'

const lines = globSync('features/**/*.feature', { cwd: packageRoot })
  .flatMap((file) => readFileSync(join(packageRoot, file), 'utf8').split('\n'))
  .map((line) => line.replace(/^\s*(?:Then|And|But|\*|\|) /, '').replace(/ *\|\s*$/, ''))

/** The phrases of the features that are said with one of these expressions, one for each expression. */
function said(phrases: readonly { readonly expression: RegExp }[]): readonly string[] {
  return phrases.flatMap(({ expression }) => lines.find((line) => expression.test(line)) ?? [])
}

describe('the meaning of a phrase', () => {
  it.each([
    ['events', said(eventPhrases), meaningOfEvent],
    ['absences', said(absencePhrases), meaningOfAbsence],
  ] as const)('is told apart from that of each other phrase by the probe events, among %s', (_, phrases, meaning) => {
    expect(phrases.length).toBeGreaterThan(20)
    const accepts = (phrase: string) => JSON.stringify(meaning(phrase).accepts)
    // A phrase that accepts no probe could mean anything: probe-events.ts lacks an event that it accepts.
    expect(phrases.filter((phrase) => accepts(phrase) === '{}')).toEqual([])
    const alike = [...Map.groupBy(phrases, accepts).values()].filter((same) => same.length > 1)
    expect(alike).toEqual([])
  })

  it('has the values of the phrase, and the same probes for other values', () => {
    const [one, other] = [meaningOfEvent('task 0 commits epoch 3'), meaningOfEvent('task 7 commits epoch 0')]
    expect(one.values).toEqual(['0', '3', null])
    expect(other.values).toEqual(['7', '0', null])
    expect(one.accepts).toEqual(other.accepts)
  })
})

describe('a reworded phrase', () => {
  it('keeps its meaning', () => {
    const before = meaningOfEvent('task 0 commits epoch 3')
    const entry = eventPhrases.find(({ expression }) => expression.test('task 0 commits epoch 3'))
    const reworded = {
      pattern: () => of('child-executed', 'operator'),
      ...entry,
      expression: /^epoch: task (\d+), (\d+)(x)?$/,
    }
    expect(meaningOf('epoch: task 0, 3', [reworded], isEvent)).toEqual(before)
  })

  it('has another meaning with another pattern', () => {
    const phrase = { expression: /^the child is executed$/, pattern: () => of('child-executed', 'operator') }
    const other = { ...phrase, pattern: () => of('job-submitted', 'operator') }
    const [one, two] = [phrase, other].map((entry) => meaningOf('the child is executed', [entry], isEvent))
    expect(one).not.toEqual(two)
  })
})
