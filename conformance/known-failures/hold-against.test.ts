import { describe, expect, it } from 'vitest'
import { causesOf } from '../report/causes.ts'
import { conclusionOf, exitCodeOf } from '../report/conclusion.ts'
import { describeKnownEntries, describeListProblems } from '../report/describe-known-failures.ts'
import type { CaseReport } from '../report/report.ts'
import { reportSchema } from '../report/report-schema.ts'
import { describeRun } from '../report/terminal.ts'
import { aFailure, aFile, aRun, aScenario, aSearch } from './fixtures/runs.ts'
import { holdAgainst } from './hold-against.ts'

const passing = aScenario('one that passes', 1)
const failing = aFailure('one that fails', 2)
const listed = `
  - scenario: one that fails
    reason: a bug
    link: https://example.org/1
    observed: { requirement: EC-16, mismatch: "not seen: x" }
`

function held(
  text: string,
  cases: readonly CaseReport[],
  {
    suite = cases,
    isSeedChosen = true,
    ...parts
  }: Parameters<typeof aRun>[1] & {
    suite?: readonly CaseReport[]
    isSeedChosen?: boolean
  } = {},
) {
  const report = holdAgainst(aRun(cases, parts), aFile(text), { suite: () => suite, isSeedChosen })
  return { report, code: exitCodeOf(report), problems: report.knownFailures?.problems, text: describeRun(report) }
}

/** The line that a run prints about its only problem. */
function problemLine(text: string, ...rest: [readonly CaseReport[], Parameters<typeof held>[2]?]): string {
  const { report, problems, code } = held(text, ...rest)
  expect(problems).toHaveLength(1)
  expect(code).toBe(1)
  return [...describeListProblems(report), ...describeKnownEntries(report)][0]?.split('\n')[0] ?? ''
}

describe('a run in which every failure is listed', () => {
  it('has exit code 0, and its last line counts the known failures', () => {
    const { report, code, text } = held(listed, [passing, failing])
    expect(conclusionOf(report)).toEqual({ kind: 'only-known-failures' })
    expect(code).toBe(0)
    expect(text.split('\n').at(-1)).toBe(
      'Apache Spark 2.4.8 conforms to edition spark-2.4 but for 1 known failure, as listed: 1 scenario in 1.0 s.',
    )
  })

  it('shows a known failure in one line with its reason and link, and not in full', () => {
    const { report, text } = held(listed, [passing, failing])
    expect([...describeListProblems(report), ...describeKnownEntries(report)]).toEqual([
      [
        'Known failures: 1 (--no-known-failures shows them in full):',
        '  known.yaml:1:3: 1 failure: a bug (https://example.org/1)',
      ].join('\n'),
    ])
    expect(text).not.toContain('✗')
  })

  it('gives the entry to the case in a report that the schema accepts', () => {
    const { report } = held(listed, [passing, failing])
    expect(report.cases.map(({ known }) => known)).toEqual([
      undefined,
      { entry: { line: 1, column: 3 }, reason: 'a bug', link: 'https://example.org/1' },
    ])
    const written: unknown = JSON.parse(JSON.stringify(report.knownFailures))
    expect(reportSchema.shape.knownFailures.parse(written)).toEqual({
      file: 'known.yaml',
      entries: 1,
      ignored: 0,
      problems: [],
    })
  })

  it('still fails for a failure that is not listed', () => {
    const { report, code, text } = held(listed, [failing, aFailure('another', 3, 'EC-19')])
    expect(conclusionOf(report)).toEqual({ kind: 'does-not-conform' })
    expect(code).toBe(1)
    expect(text.split('\n').at(-1)).toContain('1 of 2 scenarios')
    expect(text.split('\n').at(-1)).toContain('1 known failure left out')
  })

  it('concludes with exit code 0 if all scenarios of a role are known failures', () => {
    expect(held(listed, [failing]).code).toBe(0)
  })

  it('is not complete if a case was not run', () => {
    const { report, code } = held(listed, [failing, aScenario('stopped', 3, { verdict: 'not-run' })])
    expect(conclusionOf(report)).toEqual({ kind: 'not-complete' })
    expect(code).toBe(4)
  })
})

describe('a list of known failures fails the run', () => {
  it('if a listed case passes', () => {
    expect(problemLine(listed, [aScenario('one that fails', 2), passing])).toBe(
      '✗ known.yaml:1:3: a listed case does not fail: features/coordinator/a.feature:2 (one that fails) is passed (remove it from the list, or run with --fix)',
    )
  })

  it('if a listed case fails with another mismatch than recorded', () => {
    expect(problemLine(listed, [passing, aFailure('one that fails', 2, 'EC-16', 'not seen: y')])).toBe(
      '✗ known.yaml:1:3: features/coordinator/a.feature:2 (one that fails) fails for another reason than recorded: seen EC-16: not seen: y; recorded EC-16: not seen: x',
    )
  })

  it('if a listed case violates another requirement than recorded, with the same mismatch', () => {
    const other = { ...aFailure('one that fails', 2, 'EC-19'), requirements: ['EC-19'] }
    expect(problemLine(listed, [passing, other])).toContain('another reason')
  })

  it('but not if the run names another requirement for all failures of one cause, and the case has the recorded one', () => {
    // Alone, the case is named by EC-16; beside three scenarios of EC-19 with the same mismatch, by EC-19.
    const others = [4, 5, 6].map((line) => ({ ...aFailure(`other ${line}`, line, 'EC-19'), requirements: ['EC-19'] }))
    const all = [passing, failing, ...others]
    expect(causesOf({ cases: all, generated: [] }).map((cause) => cause.requirements)).toEqual([['EC-19']])
    const { report } = held(listed, all)
    expect(report.cases.map(({ known }) => known !== undefined)).toEqual([false, true, false, false, false])
  })

  it('but not if an older version recorded two causes, and the run takes them for one', () => {
    const wrong = (name: string, line: number, requirement: string, problem: 'too-much' | 'forbidden'): CaseReport => {
      const mismatch = `${problem}: x`
      const events = ['epoch-committed'] as const
      return {
        ...aFailure(name, line),
        requirements: ['EC-35'],
        diagnosis: { kind: 'behaviour', requirements: [requirement], says: mismatch, mismatch, problem, events },
      }
    }
    const all = [passing, wrong('too early', 2, 'EC-29', 'too-much'), wrong('forbidden', 3, 'EC-35', 'forbidden')]
    expect(causesOf({ cases: all, generated: [] })).toHaveLength(1)
    const text = `
      - scenario: too early
        reason: a bug
        observed: { requirement: EC-29, mismatch: "too-much: x" }
      - scenario: forbidden
        reason: the same bug
        observed: { requirement: EC-35, mismatch: "forbidden: x" }
    `
    const { problems, code } = held(text, all)
    expect(problems).toEqual([])
    expect(code).toBe(0)
  })

  it('if a listed case crashes where a mismatch was recorded, and shows that failure in full', () => {
    const crashed = aScenario('one that fails', 2, {
      verdict: 'crashed',
      diagnosis: { kind: 'crashed', requirements: [], says: 'exit 1', mismatch: 'exit #' },
    })
    expect(problemLine(listed, [passing, crashed])).toContain('seen exit #; recorded EC-16: not seen: x')
    expect(held(listed, [passing, crashed]).text).toContain('✗ driver: exit 1\n  crashed: one that fails')
  })

  it('if an entry does not say what was observed', () => {
    expect(problemLine('- scenario: one that fails\n  reason: a bug', [passing, failing])).toBe(
      '✗ known.yaml:1:3: features/coordinator/a.feature:2 (one that fails): the entry does not say what was observed (--fix records it): EC-16: not seen: x',
    )
  })

  it.each([
    ['a requirement', 'requirement: EC-999', 'EC-999'],
    ['a place', 'case: features/no-such.feature:1', 'features/no-such.feature:1'],
    ['a line', 'case: features/coordinator/a.feature:99', 'features/coordinator/a.feature:99'],
    ['a title', 'scenario: no such title', 'no such title'],
    ['a role', 'role: planner', 'planner'],
    ['a generated requirement', 'generated: true\n  requirement: EC-999', 'EC-999'],
  ])('if an entry matches nothing that was planned: %s', (_, pattern, named) => {
    const text = `- ${pattern}\n  reason: a bug\n  observed: { mismatch: x }`
    expect(problemLine(text, [passing])).toBe(
      `✗ known.yaml:1:3: the entry matches nothing in the suite: ${named} (remove it, or run with --fix)`,
    )
  })

  it('if one of the places of an entry matches nothing, and names the place of that one', () => {
    const text = `
      - scenario: [one that fails, gone]
        reason: a bug
        observed: { requirement: EC-16, mismatch: "not seen: x" }
    `
    expect(problemLine(text, [passing, failing])).toContain('✗ known.yaml:1:30: the entry matches nothing')
  })

  it('if two entries match the same case', () => {
    const twice = `${listed}
  - requirement: EC-16
    case: "**/a.feature:2"
    reason: again
    observed: { requirement: EC-16, mismatch: "not seen: x" }
`
    expect(problemLine(twice, [passing, failing])).toBe(
      '✗ known.yaml:6:3: features/coordinator/a.feature:2 (one that fails) is listed twice, also at known.yaml:1:3 (one entry is wanted)',
    )
  })

  it.each(['reason: TODO', 'reason: "todo: ask"', 'reason: ""', 'reason: "  "', 'reason:', ''])(
    'if nobody has written its reason: %j',
    (reason) => {
      const text = `- scenario: one that fails\n  observed: { requirement: EC-16, mismatch: "not seen: x" }\n  ${reason}`
      expect(problemLine(text, [passing, failing])).toBe(
        '✗ known.yaml:1:3: the entry has no reason (one is wanted in place of TODO)',
      )
      expect(held(text, [passing, failing]).text.split('\n').at(-1)).toBe(
        'Apache Spark 2.4.8 conforms to edition spark-2.4 but for 1 known failure, as listed. The list of known failures is wrong: 1 entry has no reason.',
      )
    },
  )

  it('if the driver supports none of the listed cases', () => {
    expect(problemLine(listed, [passing, aScenario('one that fails', 2, { verdict: 'not-supported' })])).toContain(
      'no listed case fails, because the driver supports none of them',
    )
  })

  it('shows five lines per entry and counts the others', () => {
    const text = '- role: coordinator\n  reason: a bug\n  observed: { mismatch: x }'
    const { report } = held(
      text,
      Array.from({ length: 12 }, (_, at) => aScenario(`passing ${at}`, at + 1)),
    )
    const lines = [...describeListProblems(report), ...describeKnownEntries(report)][0]?.split('\n')
    expect(lines).toHaveLength(6)
    expect(lines?.at(-1)).toBe('  and 7 more cases of this entry')
  })

  it('in words without control characters, whatever the file holds', () => {
    const text = '- scenario: "\\e[31m\\u202egone"\n  reason: a bug'
    expect(problemLine(text, [passing])).toContain('\\u{1b}[31m\\u{202e}gone')
  })
})

describe('an entry', () => {
  it.each([
    ['version: "<2.4"', 'no'],
    ['version: ">=2.4 <2.5"', 'yes'],
    ['edition: spark-3.0', 'no'],
    ['edition: [spark-2.4, spark-3.0]', 'yes'],
    ['version: ">=2.4", edition: document', 'no'],
  ])('with the condition { %s } is looked at for Spark 2.4.8 in edition spark-2.4: %s', (condition, isHeld) => {
    const text = `- scenario: gone\n  reason: a bug\n  when: { ${condition} }`
    const { problems, report } = held(text, [passing])
    expect(problems).toHaveLength(isHeld === 'yes' ? 1 : 0)
    expect(report.knownFailures?.ignored).toBe(isHeld === 'yes' ? 0 : 1)
  })

  it('that does not hold leaves the failure unlisted', () => {
    const text = `${listed}    when: { edition: spark-3.0 }\n`
    expect(conclusionOf(held(text, [passing, failing]).report).kind).toBe('does-not-conform')
  })

  it('that matches only scenarios outside the selection is no problem', () => {
    const { code, problems } = held(listed, [passing], { tags: '@EC-2', suite: [passing, failing] })
    expect(problems).toEqual([])
    expect(code).toBe(0)
  })

  it('that matches nothing in the whole suite fails a run with a selection, too', () => {
    expect(problemLine(listed, [passing], { tags: '@EC-2', suite: [passing] })).toContain('matches nothing')
  })
})

describe('findings of generated cases', () => {
  const entry = `
    - generated: true
      role: coordinator
      requirement: EC-29
      reason: a bug
      observed: { requirement: EC-29, mismatch: too early }
  `
  it('are known by requirement and mismatch, whatever the seed', () => {
    const { code, report } = held(entry, [passing], { generated: [aSearch([['EC-29', 'too early']], { seed: 77 })] })
    expect(code).toBe(0)
    expect(report.generated[0]?.findings[0]?.known?.reason).toBe('a bug')
  })

  it('that are listed only for scenarios are not known', () => {
    const text = entry.replace('generated: true', 'case: "**"').replace('EC-29\n      reason', 'EC-16\n      reason')
    const { report } = held(text, [passing], { generated: [aSearch([['EC-29', 'too early']])] })
    expect(report.generated[0]?.findings[0]?.known).toBeUndefined()
  })

  it('fail the run with another mismatch than recorded', () => {
    expect(problemLine(entry, [passing], { generated: [aSearch([['EC-29', 'too late']])] })).toBe(
      '✗ known.yaml:1:3: a finding of generated cases fails for another reason than recorded: seen EC-29: too late; recorded EC-29: too early',
    )
  })

  it('fail the run if a second one is not listed', () => {
    const found = aSearch([
      ['EC-29', 'too early'],
      ['EC-29', 'too late'],
    ])
    const { report, problems } = held(entry, [passing], { generated: [found] })
    expect(problems).toEqual([])
    expect(conclusionOf(report).kind).toBe('does-not-conform')
  })

  it('fail the run if a chosen seed no longer shows them', () => {
    expect(problemLine(entry, [passing], { generated: [aSearch([])] })).toBe(
      '✗ known.yaml:1:3: no generated case shows the listed finding any more, in 300 cases (remove the entry, or run with --fix)',
    )
  })

  it.each([
    ['the seed is a random one', { generated: [aSearch([])], isSeedChosen: false }],
    ['there were no generated cases', {}],
    ['those of the role were not run', { generated: [aSearch([], { role: 'task' })] }],
  ])('may be missing where %s', (_, parts) => {
    expect(held(entry, [passing], parts)).toMatchObject({ problems: [], code: 0 })
  })

  it('may be missing where the search ended early, which is too little', () => {
    const generated = [aSearch([], { verdict: 'not-run', cases: 10 })]
    expect(held(entry, [passing], { generated })).toMatchObject({ problems: [], code: 4 })
  })

  it('fail the run if two entries have recorded one of them', () => {
    const generated = [aSearch([['EC-29', 'too early']])]
    expect(problemLine(`${entry}${entry}`, [passing], { generated })).toContain('listed twice')
  })

  it('leave the other cases to show enough: a known finding in a vacuous run is too little', () => {
    const generated = [aSearch([['EC-29', 'too early']], { unseen: ['some property'] })]
    expect(held(entry, [passing], { generated }).code).toBe(4)
  })

  it('do not make a driver that is not deterministic a known failure', () => {
    const generated = [aSearch([['EC-29', 'too early']], { verdict: 'not-deterministic' })]
    expect(held(entry, [passing], { generated }).code).toBe(1)
  })
})
