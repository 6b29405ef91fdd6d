import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { refused } from './fixtures/refused.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-bad-features-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const under = (role: string, ...steps: readonly string[]) =>
  `@${role}\nFeature: f\n  Scenario: s\n${steps.map((step) => `    ${step}\n`).join('')}`
const coordinator = (...steps: readonly string[]) =>
  under('coordinator', 'Given a coordinator whose first epoch is 0, with 1 writer and 1 reader', ...steps)
const planning = (...lines: readonly string[]) =>
  under('planner', 'Given a planner', 'When this is planned:', '"""', ...lines, '"""', 'Then the planner makes a plan')
const setUp = (json: string) => under('task', 'Given the role task, set up like this:', '"""', json, '"""')

const texts: Readonly<Record<string, readonly [content: string | Uint8Array, says: string]>> = {
  // What is no feature.
  empty: ['', 'empty.feature: no scenario (at least one is wanted)'],
  comment: ['# nothing\n', 'comment.feature: no scenario'],
  bare: ['Feature: f\n', 'bare.feature: no scenario'],
  latin: [Buffer.from('Feature: é\n', 'latin1'), 'latin.feature:1: not UTF-8'],
  binary: [Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 0, 0]), 'binary.feature:1:1: "\\u{7f}": not text'],
  null: ['Feature: f\n  Scenario: \0\n', 'null.feature:2:13: "\\u{0}": not text'],
  escape: ['Feature: \x1b[2J\n', 'escape.feature:1:10: "\\u{1b}": not text'],
  // What Gherkin does not read.
  keyword: ['Featur: f\n', 'keyword.feature:1:1: "Featur: f" where one of a tag, "Feature:" is wanted'],
  language: ['# language: xx\nFeature: f\n', 'language.feature:1:1: "xx": no language of Gherkin'],
  prototype: ['\n  # language: __proto__\nFeature: f\n', 'prototype.feature:2:1: "__proto__": no language of Gherkin'],
  'of-objects': [
    '# language: constructor\nFeature: f\n',
    'of-objects.feature:1:1: "constructor": no language of Gherkin',
  ],
  cells: [
    coordinator('Then this happens, in this order:', '| a | b |', '| c |'),
    'cells.feature:7:5: the row has another number of cells',
  ],
  end: [coordinator('Then the planner plans:', '"""', 'x'), 'end.feature:8:1: the end of the file where """ is wanted'],
  step: [coordinator('also this'), 'step.feature:5:5: "also this" where one of a row of a table, """, a step'],
  tag: ['@a b\nFeature: f\n', 'tag.feature:1:1: a tag contains white space'],
  'lone-tag': ['@a\n', 'lone-tag.feature:2:1: the end of the file where one of a tag, "Feature:" is wanted'],
  // What the kit does not read.
  role: ['Feature: f\n  Scenario: s\n    Given a planner\n', 'role.feature:2: the scenario "s" has no tag of a role'],
  steps: ['@task\nFeature: f\n  Scenario: s\n', 'steps.feature:3: the scenario has no steps'],
  phrase: [coordinator('Then a cake'), 'phrase.feature:5: no phrase matches "a cake"'],
  below: [coordinator('When at the same time:'), 'below.feature:5: a table is wanted below "at the same time:"'],
  'needless-table': [
    coordinator('When the epoch is advanced', '| a |'),
    'needless-table.feature:5: neither a table nor a text is wanted below "the epoch is advanced"',
  ],
  row: [coordinator('When at the same time:', '| a cake |'), 'row.feature:5: unknown action "a cake"'],
  plan: [planning('A', 'B'), 'plan.feature:5: no parent for the line "B"'],
  json: [setUp('{"partitions": 1,}'), 'json.feature:4: not JSON: line 1, column 18: "}" where a name'],
  setup: [setUp('{"partitions": "1"}'), 'setup.feature:4: setup.partitions: "1" where a whole number is wanted'],
  quotes: [coordinator('Then the sink commits epoch 0 with "\\q"'), 'quotes.feature:5: "\\q": not a text as JSON'],
  negative: [
    under('coordinator', 'Given a coordinator whose first epoch is -1'),
    'negative.feature:4: setup.startEpoch: -1 where a number of at least 0 is wanted',
  ],
  range: [coordinator('When every writer commits epochs 5 to 2'), 'range.feature:5: epochs 5 to 2: none'],
  // What asks for too much.
  writers: [
    coordinator('When the number of writers is set to 1000000', 'And every writer commits epoch 0'),
    'writers.feature:6: 1,000,000 actions: too many (at most 10,000 are wanted)',
  ],
  epochs: [
    coordinator('When every reader reports epochs 0 to 1000000000'),
    'epochs.feature:5: 1,000,000,001 actions: too many',
  ],
  both: [
    coordinator('When the number of writers is set to 200', 'And every writer commits epochs 0 to 200'),
    'both.feature:6: 40,200 actions: too many',
  ],
  exact: [
    coordinator('When writer 0 commits epoch 9007199254740993'),
    'exact.feature:5: 9007199254740993: too large (a number of at most 2^53 - 1 is wanted)',
  ],
  expected: [coordinator(`Then the sink commits epoch ${'9'.repeat(400)}`), 'expected.feature:5: 9999999999'],
  first: [
    under('coordinator', 'Given a coordinator whose first epoch is 9007199254740993'),
    'first.feature:4: 9007199254740993: too large (a number of at most 2^53 - 1 is wanted)',
  ],
  partitions: [
    under('query', 'Given a query over 1000000 partitions'),
    'partitions.feature:4: 1,000,000 partitions: too many (at most 1,000 are wanted)',
  ],
  rows: [
    under('task', 'Given a write RDD over 1 partition', 'When task 0 gets 1000000000 rows, "row 1" and so on'),
    'rows.feature:5: 1,000,000,000 actions: too many',
  ],
  characters: [
    under('task', 'Given a write RDD over 1 partition', 'When task 0 gets a row of 1000000000 characters'),
    'characters.feature:5: 1,000,000,000 characters: too many (at most 1,000,000 are wanted)',
  ],
  times: [
    under('query', 'Given a query over 1 partition', 'When the next message of task 0 is delivered 1000000000 times'),
    'times.feature:5: 1,000,000,000 deliveries: too many',
  ],
  advance: [
    under('query', 'Given a query over 1 partition', "When the query's epoch is advanced 1000000000 times"),
    'advance.feature:5: 1,000,000,000 actions: too many',
  ],
  repeated: [
    `${coordinator()}${'When the epoch is advanced\n'.repeat(5_000)}`,
    'repeated.feature:3: 5,001 steps: too many (at most 5,000 are wanted)',
  ],
  'many-steps': [
    `${coordinator()}${'* a\n'.repeat(100_000)}`,
    'many-steps.feature: 100,001 steps: too many (at most 100,000 are wanted)',
  ],
  table: [
    `${coordinator('Then this happens, in this order:')}${'|a|\n'.repeat(10_001)}`,
    'table.feature:5: 10,001 rows: too many (at most 10,000 are wanted)',
  ],
  examples: [
    `${coordinator('When <a>')}    Examples:\n|a|\n${'|1|\n'.repeat(10_001)}`,
    'examples.feature: 10,001 scenarios: too many (at most 10,000 are wanted)',
  ],
  all: [
    `${coordinator('When every writer commits epochs 0 to 9000', 'Then <a>')}    Examples:\n|a|\n${'|nothing happens|\n'.repeat(30)}`,
    'all.feature:5: 207,069 actions in all scenarios: too many (at most 200,000 are wanted)',
  ],
  deep: [
    planning(...Array.from({ length: 1_000 }, (_, depth) => `${'  '.repeat(depth)}A`)),
    'deep.feature:5: the plan has more than 100 levels below its root',
  ],
  'deep-line': [
    under('planner', 'Given a planner', `When this is planned: ${'A('.repeat(100_000)}`),
    'deep-line.feature:5: the plan has more than 100 levels below its root',
  ],
  docstring: [planning('A'.repeat(2 ** 21)), 'docstring.feature: too large (at most 2 MiB are read)'],
  // Many mistakes of one kind.
  mistakes: [`${coordinator()}${'Then a cake\n'.repeat(4_000)}`, '… and 3980 other mistakes'],
}

/** One clear line, or one for each mistake of a file. */
function expectClear({ code, said }: { readonly code: number; readonly said: string }, says: string): void {
  expect(said.replaceAll(`${folder}/`, '')).toContain(`error: ${says}`)
  expect(said).not.toMatch(/^ {4}at /m)
  expect(said.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  expect(said.length).toBeLessThan(5_000)
  expect(code).toBe(2)
}

describe('a feature that cannot be run gives the line, the mistake and what is wanted, and exit code 2', () => {
  it.each(Object.entries(texts).map(([name, [content, says]]) => ({ file: `${name}.feature`, content, says })))(
    '$file',
    async ({ file, content, says }) => {
      expectClear(await refused(['run', written(file, content)]), says)
    },
  )

  it.each([
    ['folder.feature', () => mkdirSync(join(folder, 'folder.feature')), 'folder.feature: a folder (a file is wanted)'],
    ['pipe.feature', () => execFileSync('mkfifo', [join(folder, 'pipe.feature')]), 'pipe.feature: not a regular file'],
    [
      'dangling.feature',
      () => symlinkSync('nowhere', join(folder, 'dangling.feature')),
      'dangling.feature: cannot be read: there is no such file',
    ],
    [
      'circle.feature',
      () => symlinkSync('circle.feature', join(folder, 'circle.feature')),
      'circle.feature: cannot be read: its links lead in a circle',
    ],
    ['missing.feature', () => undefined, 'missing.feature: cannot be read: there is no such file'],
    [
      'huge.feature',
      () => truncateSync(written('huge.feature', ''), 2 ** 30),
      'huge.feature: too large (at most 2 MiB are read)',
    ],
    ['no-feature.txt', () => written('no-feature.txt', ''), '"no-feature.txt": not a feature file'],
    ['word.feature:seven', () => undefined, '"word.feature:seven": not a feature file'],
  ])('%s, which is no file of a feature', async (name, make, says) => {
    make()
    expectClear(await refused(['run', '--features', join(folder, name)]), says)
  })
})
