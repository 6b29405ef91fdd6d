import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Unreadable } from '../../input/read-file.ts'
import { packageRoot } from '../../package-root.ts'
import { sinkReportSchema } from '../answer/sink-report-schema.ts'
import { findingsOf } from '../answer/sink-trial.ts'
import { toldSink } from '../answer/told-sink.ts'
import { aTrial, aTried } from '../fixtures/trials.ts'
import { sinkTests } from '../telling/sink-tests.ts'
import { fixKnownFile, newKnownFile } from './fix-known-file.ts'
import { holdTests, type RunOfTests, runOf } from './hold-tests.ts'
import { knownOfSinkJsonSchema, parseKnownFile } from './known-file.ts'
import { describeHeld, withKnown } from './tell-known.ts'
import { toldKnown } from './told-known.ts'

const scenario = (
  name: string,
  rows: { readonly lost?: readonly string[]; readonly doubled?: readonly string[] } = {},
) => aTried(rows, { name })
const twice = { doubled: ['row-0-1', 'row-0-0'] }
const trial = aTrial([scenario('one', twice), scenario('two', twice), scenario('three')], {
  claim: 'exactly-once',
  release: '3.5.8',
})
const tests = sinkTests(trial, findingsOf(trial))
const whole = runOf(trial, { isSelected: false, isSeedChosen: true })

const heldBy = (text: string, run: RunOfTests = whole) => holdTests(tests, parseKnownFile('k.yaml', text).entries, run)
const problemsOf = (text: string, run?: RunOfTests) =>
  describeHeld({ ...heldBy(text, run), known: new Map() }, 'k.yaml')
const listed = (fields: string) => `- { mode: continuous, reason: a bug, ${fields} }\n`
const observed = "observed: 'twice: row-0-0, row-0-1'"

describe('known failures of a sink', () => {
  it('A listed scenario that fails as recorded is known, whatever the order of its rows', () => {
    const { known, problems } = heldBy(listed(`scenario: one, ${observed}`))
    expect([...known].map(([test, { reason }]) => [test.about, reason])).toEqual([
      [{ kind: 'scenario', scenario: 'one', mode: 'continuous', fault: 'Nothing fails' }, 'a bug'],
    ])
    expect(problems).toEqual([])
  })

  it.each([
    [listed(`scenario: three, ${observed}`), '"three" does not fail (remove it from the list, or run with --fix)'],
    [listed(`scenario: four, ${observed}`), 'no scenario of this run is "four" (remove it, or run with --fix)'],
    [
      listed("requirement: SK-999, observed: 'x'"),
      'no requirement of this run is "SK-999" (remove it, or run with --fix)',
    ],
    [listed("requirement: SK-34, observed: 'x'"), '"SK-34" does not fail (remove it from the list, or run with --fix)'],
    [listed("token: 'sink:p1', observed: 'x'"), 'no token of this run is "sink:p1" (remove it, or run with --fix)'],
    [
      listed("scenario: one, observed: 'lost: row-0-0'"),
      '"one" fails otherwise than recorded: seen "twice: row-0-0, row-0-1"; recorded "lost: row-0-0"',
    ],
    [
      listed('scenario: one'),
      '"one": the entry does not say what was observed (--fix records it): twice: row-0-0, row-0-1',
    ],
    [
      `- { scenario: one, mode: continuous, reason: TODO, ${observed} }\n`,
      'the entry has no reason (one is wanted in place of TODO)',
    ],
  ])('The entry %s fails the run: %s', (text, says) => {
    expect(problemsOf(text)).toEqual([`✗ k.yaml:1:3: ${says}`])
  })

  it('A name in two entries fails the run, with both places', () => {
    expect(problemsOf(listed(`scenario: one, ${observed}`).repeat(2))).toEqual([
      '✗ k.yaml:2:3: "one" is listed twice, also at k.yaml:1:3 (one entry is wanted)',
    ])
  })

  it.each([
    ['another mode', `- { scenario: three, mode: micro-batch, reason: a bug, ${observed} }`, whole],
    ['another release', listed(`scenario: three, when: { version: '<3.5' }, ${observed}`), whole],
    ['a scenario that was not chosen', listed(`scenario: four, ${observed}`), { ...whole, isSelected: true }],
    ['a schedule of another seed', listed("token: 'sink:p1', observed: 'x'"), { ...whole, isSeedChosen: false }],
    [
      'an installed Spark',
      listed(`scenario: three, when: { version: '>=3.5' }, ${observed}`),
      { ...whole, release: '' },
    ],
  ])('An entry for %s is ignored', (_, text, run) => {
    expect(heldBy(text, run).problems).toEqual([])
  })

  it('A listed scenario that could not be run to its end is no problem of the list', () => {
    const broken = aTrial([aTried({ kind: 'broken', moments: [], reason: 'no' }, { name: 'one' })], {
      claim: 'exactly-once',
    })
    const { problems } = holdTests(
      sinkTests(broken, findingsOf(broken)),
      parseKnownFile('k.yaml', listed(`scenario: one, ${observed}`)).entries,
      runOf(broken, { isSelected: false, isSeedChosen: true }),
    )
    expect(problems).toEqual([])
  })

  it('The claim is known only if each failure is, and a problem of the list is a failed test', () => {
    const resultsBy = (text: string) =>
      withKnown(tests, heldBy(text), 'k.yaml').flatMap(({ about, result }) =>
        result.kind === 'failed' ? [about.kind] : [],
      )
    expect(resultsBy(listed(`scenario: [one, two], ${observed}`))).toEqual([])
    expect(resultsBy(listed(`scenario: one, ${observed}`))).toEqual(['scenario', 'claim'])
    expect(resultsBy(listed(`scenario: [one, two, three], ${observed}`))).toEqual(['list'])
  })

  it('The JSON says which failures are known, which are mended or changed, and which no entry lists', () => {
    const told = (text: string) => {
      const known = toldKnown(tests, heldBy(text), 'k.yaml')
      const json: unknown = JSON.parse(JSON.stringify(toldSink(trial, findingsOf(trial), known)))
      expect(sinkReportSchema.safeParse(json).error).toBeUndefined()
      return known
    }
    const at = (line: number) => ({ entry: { line, column: 3 }, key: 'scenario' })
    const rows = 'twice: row-0-0, row-0-1'
    const lost = "observed: 'lost: row-0-0'"
    expect(
      told(
        [listed(`scenario: one, link: 'https://x', ${observed}`), listed(`scenario: [two, three], ${lost}`)].join(''),
      ),
    ).toEqual({
      file: 'k.yaml',
      known: [{ ...at(1), name: 'one', reason: 'a bug', link: 'https://x', observed: rows }],
      unlisted: [],
      problems: [
        { ...at(2), kind: 'changed', name: 'two', recorded: 'lost: row-0-0', seen: rows },
        { ...at(2), kind: 'mended', name: 'three' },
      ],
    })
    const wrong = [listed(`scenario: [one, four], ${observed}`), `- { scenario: one, mode: continuous }\n`].join('')
    expect(told(wrong)).toMatchObject({
      known: [{ name: 'one' }],
      unlisted: [{ key: 'scenario', name: 'two', observed: rows }],
      problems: [
        { ...at(1), kind: 'unmatched', name: 'four' },
        { entry: { line: 2, column: 3 }, kind: 'no reason' },
        { ...at(2), kind: 'listed twice', name: 'one', earlier: { line: 1, column: 3 } },
      ],
    })
  })

  it('A claim that only rows out of order break is not known by failures of other scenarios', () => {
    const both = aTrial([scenario('one', twice), aTried({ outOfOrder: ['row-0-0'] }, { name: 'two' })], {
      claim: 'exactly-once',
    })
    const ofBoth = sinkTests(both, findingsOf(both))
    const failedBy = (text: string) =>
      withKnown(
        ofBoth,
        holdTests(ofBoth, parseKnownFile('k.yaml', text).entries, runOf(both, whole)),
        'k.yaml',
      ).flatMap(({ about, result }) => (result.kind === 'failed' ? [about.kind] : []))
    const one = listed(`scenario: one, ${observed}`)
    expect(failedBy(one)).toEqual(['scenario', 'claim'])
    expect(failedBy(`${one}${listed("scenario: two, observed: 'out of order: row-0-0'")}`)).toEqual([])
  })

  it('--fix lists exactly what fails, one entry per observation, and keeps comments and entries of other modes', () => {
    const before = [
      '# ours',
      `- { scenario: three, mode: continuous, reason: was a bug, ${observed} }`,
      '# of batches',
      `- { scenario: one, mode: micro-batch, reason: a bug, ${observed} }`,
      '',
    ].join('\n')
    const fixed = fixKnownFile(parseKnownFile('k.yaml', before), tests, whole)
    expect(fixed).toBe(
      [
        '# of batches',
        `- { scenario: one, mode: micro-batch, reason: a bug, ${observed} }`,
        '',
        '- scenario:',
        '    - one',
        '    - two',
        '  mode: continuous',
        '  reason: TODO',
        '  observed: "twice: row-0-0, row-0-1"',
        '',
      ].join('\n'),
    )
  })

  it('--fix leaves a file that fits as it is, and what it writes fits but for reasons', () => {
    const text = fixKnownFile(parseKnownFile('k.yaml', newKnownFile), tests, whole)
    expect(text.startsWith(newKnownFile)).toBe(true)
    expect(fixKnownFile(parseKnownFile('k.yaml', text), tests, whole)).toBe(text)
    expect(heldBy(text).problems.map(({ kind }) => kind)).toEqual(['no reason'])
  })

  it('--fix records what was observed, and narrows an entry to the names that fail so', () => {
    const text = fixKnownFile(parseKnownFile('k.yaml', listed('scenario: [one, three]')), tests, whole)
    expect(text).toContain('- { mode: continuous, reason: a bug, scenario: one, observed: "twice: row-0-0, row-0-1" }')
    expect(text).toContain('- scenario: two\n')
  })

  it.each([
    ['- { reason: a bug }', 'k.yaml:1:3: one of scenario, requirement and token is wanted'],
    [
      '- { scenario: a, requirement: SK-1, mode: continuous }',
      'k.yaml:1:3: one of scenario, requirement and token is wanted',
    ],
    ['- { scenario: a }', 'k.yaml:1:3: the mode of the scenario is wanted, too (continuous or micro-batch)'],
  ])('The entry %s is refused with its place', (text, message) => {
    expect(() => parseKnownFile('k.yaml', text)).toThrow(new Unreadable(message))
  })

  it('schema/sink-known-failures.schema.json is the schema of the code', () => {
    const written: unknown = JSON.parse(
      readFileSync(join(packageRoot, 'schema/sink-known-failures.schema.json'), 'utf8'),
    )
    expect(written).toEqual(JSON.parse(JSON.stringify(knownOfSinkJsonSchema())))
  })
})
