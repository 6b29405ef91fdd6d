import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Opening } from '../../src/contract/setups.ts'
import { deviationsOf } from '../../src/reference/editions.ts'
import { packageRoot } from '../package-root.ts'
import { stateSpaceOf } from '../state-space/roles.ts'
import { choosing, walk } from '../state-space/walk.ts'
import { gherkinOf } from './gherkin.ts'
import { openingPhrase } from './opening-phrase.ts'

/** Every combination of the values of each field. */
function every<T extends object>(fields: { readonly [K in keyof T]: readonly T[K][] }): readonly T[] {
  return Object.entries<readonly unknown[]>(fields).reduce<readonly object[]>(
    (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  ) as readonly T[]
}

const ids = [null, 'run--1', 'another'] as const
const openings: readonly Opening[] = [
  { role: 'planner', setup: {} } as const,
  ...every({ startEpoch: [0, 2 ** 31], epochBacklogQueueSize: [10_000, 3] }).map(
    (setup): Opening => ({ role: 'coordinator', setup }),
  ),
  ...every({
    partitions: [0, 1, 2],
    epochCoordinatorId: ids,
    coordinator: ['answers', 'holds', 'missing'] as const,
    writer: ['Sink', 'Other "sink"'],
  }).map((setup): Opening => ({ role: 'operator', setup })),
  ...every({
    partitions: [1, 2],
    partitioner: [null, 'by-key'],
    startEpoch: [null, 0, 7],
    epochCoordinatorId: ids,
    coordinator: ['answers', 'missing'] as const,
  }).map((setup): Opening => ({ role: 'task', setup })),
  ...every({
    partitions: [1, 2],
    startEpoch: [0, 7],
    epochBacklogQueueSize: [10_000, 3],
    delivery: ['immediate', 'held'] as const,
    trigger: ['kit', 'spark'] as const,
    polls: ['free', 'held'] as const,
  }).map((setup): Opening => ({ role: 'query', setup })),
]

/** Fields that the phrase leaves out have a default. */
const spelledOut = ({ role, setup }: Opening) => [
  role,
  role === 'query' ? { trigger: 'kit', polls: 'free', ...setup } : setup,
]

/** A scenario that does nothing but open it, as it would be written of a case. */
function scenario(opening: Opening, number: number): string {
  const bounds = { role: 'planner', plans: 1, depth: 0, faults: [], times: 1 } as const
  const opened = walk(stateSpaceOf(bounds), choosing([]), deviationsOf('document'))
  const text = gherkinOf({
    walk: { ...opened, space: { ...opened.space, opening } },
    token: '',
    at: 0,
    requirements: [],
    name: `case ${number}`,
    withLogs: false,
    loggedBy: [],
  })
  return text.slice(text.indexOf('  Scenario')).replace('Scenario', `@${opening.role}\n  Scenario`)
}

describe('the phrase that opens a subject', () => {
  it('the phrase is a sentence of the suite if there is one, and carries the setup otherwise', () => {
    const [, plain, small] = openings
    expect(plain && openingPhrase(plain)).toEqual({ text: 'a coordinator whose first epoch is 0' })
    expect(small && openingPhrase(small)).toMatchObject({ setup: { epochBacklogQueueSize: 3 } })
    const inWords = openings.filter((opening) => openingPhrase(opening).setup === undefined)
    expect(new Set(inWords.map(({ role }) => role)).size).toBe(5)
  })

  it('the suite reads the phrase back as the same setup', () => {
    const folder = mkdtempSync(join(tmpdir(), 'openings-'))
    try {
      const file = join(folder, 'openings.feature')
      writeFileSync(file, ['Feature: Openings', '', ...openings.map(scenario)].join('\n'))
      const script = join(packageRoot, 'conformance/mutation/fixtures/openings-seen.ts')
      const printed = execFileSync(process.execPath, [script, file], { encoding: 'utf8' })
      expect((JSON.parse(printed) as readonly Opening[]).map(spelledOut)).toEqual(openings.map(spelledOut))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
