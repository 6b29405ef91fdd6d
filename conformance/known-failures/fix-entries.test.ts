import { describe, expect, it } from 'vitest'
import { causesOf } from '../report/causes.ts'
import type { CaseReport } from '../report/report.ts'
import { fixEntries } from './fix-entries.ts'
import { aFailure, aFile, aRun, aScenario, aSearch, unindented } from './fixtures/runs.ts'
import { holdAgainst } from './hold-against.ts'
import { parseEntries } from './parse-entries.ts'

const given = { isSeedChosen: true, suite: () => [] }
const passing = aScenario('passing', 1)

function fixed(text: string, cases: readonly CaseReport[], parts: Parameters<typeof aRun>[1] = {}) {
  const report = aRun(cases, parts)
  const mended = fixEntries(aFile(text), report, given)
  // Whatever it was, the file fits afterwards: no problem is left but a missing reason, and nothing is left to mend.
  const { entries } = parseEntries('known.yaml', mended.text)
  const problems = holdAgainst(report, { file: 'known.yaml', entries }, given).knownFailures?.problems ?? []
  expect(problems.filter(({ kind }) => kind !== 'no-reason')).toEqual([])
  expect(fixEntries(parseEntries('known.yaml', mended.text), report, given)).toEqual({
    text: mended.text,
    added: 0,
    updated: 0,
    removed: 0,
  })
  return mended
}

describe('--fix', () => {
  it('keeps the ends of lines of a file from Windows', () => {
    const before = '# two\r\n# lines\r\n\r\n- scenario: one # why\r\n  reason: x\r\n'
    const { text } = fixed(before, [passing, aFailure('one', 2), aFailure('two', 3, 'EC-19', 'not seen: 7 "y"')])
    expect(text).toMatch(/^# two\r\n# lines\r\n\r\n- scenario: one # why\r\n/)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it('adds one entry per cause, with reason TODO', () => {
    const cases = [
      passing,
      aFailure('one', 2),
      aFailure('two', 3),
      { ...aFailure('three', 4, 'EC-19', 'not seen: 7 "y"'), requirements: ['EC-19'] },
    ]
    expect(fixed('', cases)).toEqual({
      text: unindented(`
        - scenario:
            - one
            - two
          reason: TODO
          observed:
            requirement: EC-16
            mismatch: "not seen: x"

        - scenario: three
          reason: TODO
          observed:
            requirement: EC-19
            mismatch: 'not seen: 7 "y"'
      `)
        .trimEnd()
        .concat('\n'),
      added: 2,
      updated: 0,
      removed: 0,
    })
  })

  it('records the requirement that the run names for the cause, and not the one of each failure', () => {
    const order = (name: string, line: number, own: string) => ({
      ...aFailure(name, line, own, 'not expected: the sink commits epoch #'),
      requirements: ['EC-35'],
    })
    const cases = [passing, order('one', 2, 'EC-29'), order('two', 3, 'EC-31')]
    const finding = aSearch([['EC-29', 'not expected: the sink commits epoch #']])
    const { text } = fixed('', cases, { generated: [finding] })
    const [shown] = causesOf({ cases, generated: [finding] })
    expect(shown?.requirements).toEqual(['EC-35'])
    expect(text).toBe(
      unindented(`
        # Nothing but entries.
        - scenario:
            - one
            - two
          reason: TODO
          observed:
            requirement: EC-35
            mismatch: "not expected: the sink commits epoch #"

        - generated: true
          role: coordinator
          reason: TODO
          observed:
            requirement: EC-35
            mismatch: "not expected: the sink commits epoch #"
      `)
        .replace('# Nothing but entries.\n', '')
        .trimEnd()
        .concat('\n'),
    )
  })

  it('leaves an older file as it is, whose requirements are those of each failure', () => {
    const text = `
      - scenario: one
        reason: a bug
        observed: {requirement: EC-29, mismatch: "not seen: x"}
    `
    const failing = { ...aFailure('one', 2, 'EC-29'), requirements: ['EC-35'] }
    expect(fixed(text, [failing]).text).toBe(unindented(text))
  })

  it('lists scenarios that share a title by their places', () => {
    const { text } = fixed('', [aFailure('one', 2), aScenario('one', 3)])
    expect(text).toContain('- case: features/coordinator/a.feature:2\n')
  })

  it('leaves a file that fits as it is, to the letter', () => {
    const text = `
      #  odd   layout
      -   scenario:   'one'
          reason:   >-
                a
                bug
          observed: {requirement:   EC-16, mismatch: "not seen: x"}
    `
    expect(fixed(text, [aFailure('one', 2)]).text).toBe(unindented(text))
  })

  it('removes an entry whose case passes, and keeps order, comments and other entries', () => {
    const entry = (title: string) => `
      # about ${title}
      - scenario: ${title} # here
        reason: a bug # there
        observed: {requirement: EC-16, mismatch: "not seen: x"}
`
    const { text, removed } = fixed(
      `      # All of the file.\n${entry('passing')}\n      # The second part.\n${entry('two')}${entry('one')}`,
      [passing, aFailure('one', 2), aFailure('two', 3)],
    )
    expect(removed).toBe(1)
    expect(text).toBe(
      unindented(`      # All of the file.\n\n      # The second part.\n${entry('two')}${entry('one')}`),
    )
  })

  it('removes several entries, and only those whose cases pass', () => {
    const entry = (title: string) => `
- scenario: ${title}
  reason: a bug
  observed: {requirement: EC-16, mismatch: "not seen: x"}
`
    const { text, removed } = fixed([entry('passing'), entry('two'), entry('other'), entry('four')].join(''), [
      passing,
      aFailure('two', 2),
      aScenario('other', 3),
      aFailure('four', 4),
    ])
    expect(removed).toBe(2)
    expect([...text.matchAll(/- scenario: (.*)/g)].map(([, title]) => title)).toEqual(['two', 'four'])
  })

  it('narrows an entry to the cases that fail', () => {
    const text = `
      - requirement: EC-16
        reason: a bug
        observed: {requirement: EC-16, mismatch: "not seen: x"}
    `
    expect(fixed(text, [passing, aFailure('one', 2)])).toMatchObject({
      text: unindented(text).replace('- requirement', '- scenario: one\n  requirement').trimEnd().concat('\n'),
      updated: 1,
    })
  })

  it('takes single titles and places out of a list', () => {
    const text = `
      - case:
          # the first
          - features/coordinator/a.feature:1
          # the second
          - features/coordinator/a.feature:2
          - features/coordinator/a.feature:99
        reason: a bug
        observed: {requirement: EC-16, mismatch: "not seen: x"}
    `
    const { text: after } = fixed(text, [passing, aFailure('one', 2)])
    expect(after).toContain('    # the second\n    - features/coordinator/a.feature:2\n  reason')
  })

  it('records what is seen, and keeps the reason while the same requirement is violated', () => {
    const text = `
      - scenario: one
        reason: a bug
        observed: {requirement: EC-16, mismatch: "not seen: old words"}
    `
    const { text: after } = fixed(text, [aFailure('one', 2)])
    expect(after).toContain('reason: a bug\n')
    expect(after).toContain('mismatch: "not seen: x"')
  })

  it('keeps the reason of an entry that has recorded nothing yet', () => {
    expect(fixed('- scenario: one\n  reason: a bug\n', [aFailure('one', 2)]).text).toContain('reason: a bug\n')
  })

  it('asks for a new reason if another requirement is violated, and keeps the old one as a comment', () => {
    const text = `
      - scenario: one
        reason: a bug
        observed: {requirement: EC-19, mismatch: "not seen: x"}
    `
    expect(fixed(text, [aFailure('one', 2)]).text).toContain('reason: TODO # before: a bug\n')
  })

  it('takes the entry of a scenario along that was renamed or moved', () => {
    const text = `
      - scenario: the old title
        reason: a bug
        observed: {requirement: EC-16, mismatch: "not seen: x"}
      - case: features/coordinator/a.feature:99
        reason: another
        observed: {requirement: EC-19, mismatch: y}
    `
    const { text: after } = fixed(text, [aFailure('new', 2), aFailure('moved', 3, 'EC-19', 'y')])
    expect(after).toContain('- scenario: new\n  reason: a bug')
    expect(after).toContain('- case: features/coordinator/a.feature:3\n  reason: another')
  })

  it('leaves one entry per case, and prefers one with a reason', () => {
    const text = `
      - scenario: one
        reason: TODO
        observed: {requirement: EC-16, mismatch: "not seen: x"}
      - case: features/coordinator/a.feature:2
        reason: a bug
        observed: {requirement: EC-16, mismatch: "not seen: x"}
    `
    const { text: after, removed } = fixed(text, [aFailure('one', 2)])
    expect(removed).toBe(1)
    expect(after).toContain('reason: a bug')
  })

  it('leaves entries for other versions and editions', () => {
    const text = '- scenario: gone\n  reason: a bug\n  when: {edition: spark-4.2}\n'
    expect(fixed(text, [passing]).text).toBe(text)
  })

  it('adds a finding of generated cases by role, requirement and mismatch', () => {
    const { text } = fixed('', [passing], { generated: [aSearch([['EC-29', 'too early']])] })
    expect(text).toBe(
      unindented(`
        - generated: true
          role: coordinator
          requirement: EC-29
          reason: TODO
          observed:
            requirement: EC-29
            mismatch: too early
      `)
        .trimEnd()
        .concat('\n'),
    )
  })

  it.each([
    ['records another mismatch', [['EC-29', 'too late']] as const, 'mismatch: too late', { updated: 1 }],
    ['removes what a chosen seed no longer shows', [], 'nothing', { removed: 1 }],
  ])('%s of generated cases', (_, found, _wanted, counts) => {
    const text = `
      - generated: true
        requirement: EC-29
        reason: a bug
        observed: {requirement: EC-29, mismatch: too early}
    `
    expect(fixed(text, [passing], { generated: [aSearch(found)] })).toMatchObject(counts)
  })

  it('leaves entries for generated cases alone in a run without such cases', () => {
    const text = '- generated: true\n  requirement: EC-29\n  reason: a bug\n'
    expect(fixed(text, [passing]).text).toBe(text)
  })
})
