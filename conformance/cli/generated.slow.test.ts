import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readReport as readReportFile } from '../report/read-report.ts'
import { cwc } from './fixtures/cwc.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cwc-generated-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const readReport = (name: string) => readReportFile(join(folder, name, 'report.json'))
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const fixture = (name: string, fault: string) => ['--', process.execPath, `conformance/cli/fixtures/${name}.ts`, fault]

const feature = `@coordinator
Feature: One epoch
  Scenario: The first is committed
    Given a coordinator whose first epoch is 1
    And the number of writers is set to 1
    And the number of readers is set to 0
    When writer 0 commits epoch 1 as "commit-0-1"
    Then this happens, and nothing else:
      | the sink commits epoch 1 with "commit-0-1" |
      | the query commits epoch 1                  |
`

describe('cwc run --runs', () => {
  it('runs generated cases of each role of the model, counts them, and names the properties that were not exercised', async () => {
    const words = ['run', '--requirement', 'PL-1', '--runs', '60', '--seed', '3', '--report', join(folder, 'model')]
    const { code, out, err } = await cwc(words)
    expect(err).not.toMatch(/error/i)
    const { generated } = readReport('model')
    expect(generated.map(({ role, cases, seed }) => [role, cases, seed])).toEqual(
      ['planner', 'operator', 'task', 'coordinator', 'query'].map((role) => [role, 60, 3]),
    )
    const unseen = generated.flatMap((one) => one.unseen)
    expect(code).toBe(unseen.length === 0 ? 0 : 4)
    for (const name of unseen) expect(out).toContain(`\n  ${name}\n`)
    expect(err).toContain('300/300 generated cases\n')
    expect(out).toMatch(/coordinator, 2 writers, .* of 256 states, \d+ of 768 edges/)
  })

  it('runs the same cases with the seed of the report, and exits with 0 if all properties were exercised', async () => {
    const run = (name: string, ...seed: readonly string[]) =>
      cwc(['run', '--tags', '@EC-1', '--runs', 'coordinator=300', ...seed, '--report', join(folder, name)])
    const first = await run('first')
    const seed = String(readReport('first').generated[0]?.seed)
    expect((await run('second', '--seed', seed)).code).toBe(first.code)
    expect(readReport('second').generated).toEqual(readReport('first').generated)
    const { code, out } = await run('third', '--seed', '1')
    expect(out).toContain('conforms to edition document: ')
    expect(out).toContain(' and 300 generated cases in ')
    expect(code).toBe(0)
  })

  it.each([
    [['--runs', 'nonsense'], 'A number of cases is wanted, or one per role'],
    [['--runs', 'cook=3'], 'The roles are planner, operator, task, coordinator, query.'],
    [['--runs', 'coordinator=0'], '"0": not a number of cases'],
    [['--runs', 'coordinator'], '"": not a number of cases'],
    [['--runs', '-5'], 'A number of cases is wanted'],
    [['--seed', 'x'], 'A whole number between'],
    [['--seed', '4294967296'], 'A whole number between'],
    [['--runs', 'task=10', '--role', 'coordinator'], '--runs: has no cases of role coordinator'],
  ])('%j is refused, with the reason', async (words, why) => {
    const { code, err } = await cwc(['run', ...words])
    expect(err).toContain(why)
    expect(code).toBe(2)
  })
})

describe('generated cases of a driver', () => {
  const run = (name: string, fault: string, how: string, ...more: readonly string[]) =>
    cwc([
      ...['run', '--requirement', 'EC-5', '--runs', 'coordinator=3', '--seed', '1'],
      ...[...more, '--report', join(folder, how), ...fixture(name, fault)],
    ])

  it('with a fault show a requirement, with a scenario in the report', async () => {
    const { code, out } = await run('faulty-driver', 'tells the query of an epoch before the sink', 'faulty')
    expect(code).toBe(1)
    expect(out).toMatch(/^✗ EC-3\d /m)
    expect(out).toContain(
      'does not conform to edition document: none of 1 scenario fails, 1 finding in generated cases, requirements broken: EC-3',
    )
    const { requirements, generated } = readReport('faulty')
    const failing = requirements.filter(({ standing }) => standing === 'fails').map(({ id }) => id)
    expect(failing).toEqual(generated[0]?.findings[0]?.requirements)
    expect(generated[0]).toMatchObject({ verdict: 'differs', cases: 3 })
  })

  it.each([
    ['crashes', 'the driver crashed: it exited with code 3', []],
    ['hangs', 'no answer to apply within 4 s', ['--timeout', '4']],
  ])('that %s end with the failure and its step, and keep all results', async (way, what, more) => {
    const { code, out } = await run('unruly-driver', way, way, ...more)
    expect(code).toBe(1)
    expect(out).toMatch(/^✗ driver: .*, when (writer|reader) \d (commits|reports) epoch \d /m)
    expect(out).toContain(what)
    expect(out).toContain('✗ driver: ')
    const { cases, generated, complete } = readReport(way)
    expect(complete).toBe(true)
    expect(cases.map(({ verdict }) => verdict)).toEqual(['passed'])
    expect(generated[0]).toMatchObject({ verdict: 'differs', findings: [{ requirements: [] }] })
    expect(generated[0]?.findings[0]?.trace.length).toBe(generated[0]?.findings[0]?.step)
  })

  it('that is not deterministic end with both traces', async () => {
    const { code, out } = await run('unruly-driver', 'wavers', 'wavers')
    expect(code).toBe(1)
    expect(out).toContain('✗ not deterministic: one case of role coordinator')
    expect(out.match(/given role coordinator/g)).toHaveLength(2)
    expect(readReport('wavers').generated[0]).toMatchObject({ verdict: 'not-deterministic', cases: 0 })
  })

  it('that supports only some actions end with its reason', async () => {
    const { code, out } = await run('unruly-driver', 'refuses', 'refuses')
    expect(code).toBe(4)
    expect(out).toMatch(/not-supported, \d+ generated cases of role coordinator: a second epoch/)
  })

  it('keep their findings when the run is stopped, and name what was not run', async () => {
    const words = ['run', '--requirement', 'EC-5', '--runs', '20000', '--report', join(folder, 'stopped')]
    let isStopped = false
    const { code, out } = await cwc(words, {
      onError(text, kill) {
        if (!isStopped && text.includes('generated cases')) {
          isStopped = true
          kill('SIGINT')
        }
      },
    })
    expect(isStopped).toBe(true)
    expect(code).toBe(4)
    const { generated } = readReport('stopped')
    expect(generated.map(({ role }) => role)).toEqual(['planner', 'operator', 'task', 'coordinator', 'query'])
    expect(generated.at(-1)?.verdict).toBe('not-run')
    expect(generated.flatMap(({ findings }) => findings)).toEqual([])
    expect(out).toMatch(/ query +│ +0 of 20000 │ +0 │ not-run /)
  })
})

describe('cwc run --features', () => {
  it.each(['plain.feature', 'with spaces [and] {brackets} (1) + @2 !x *.feature'])(
    'runs another file than the suite: %s',
    async (name) => {
      const { code, err } = await cwc(['run', '--features', write(name, feature)])
      expect(err).toContain('1/1 scenarios\n')
      expect(code).toBe(0)
    },
  )

  it.each([
    ['missing.feature', undefined, 2, 'no such file'],
    ['notes.txt', feature, 2, 'not a feature file (FILE.feature or FILE.feature:LINE is wanted; '],
    [
      'broken.feature',
      'Feature: x\n  Scenario: y\n    Given a planner\n  nonsense\n',
      2,
      'broken.feature:4:3: "nonsense" where ',
    ],
    ['unknown.feature', feature.replace('a coordinator', 'a cook'), 2, 'no phrase matches "a cook whose first epoch'],
    ['roleless.feature', feature.replace('@coordinator', '@cook'), 2, 'has no tag of a role'],
    ['empty.feature', '@coordinator\nFeature: nothing\n', 2, 'no scenario (at least one is wanted)'],
  ])('refuses a wrong file with the place of the mistake: %s', async (name, text, exitCode, why) => {
    const file = text === undefined ? join(folder, name) : write(name, text)
    const { code, err } = await cwc(['run', '--features', file])
    expect(err).toContain(why)
    expect(code).toBe(exitCode)
  })
})
