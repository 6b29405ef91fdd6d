import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../src/contract/roles.ts'
import { checkCase } from '../generated/check-case.ts'
import { sortOf } from '../generated/counterevidence.ts'
import { regressionScenario } from '../generated/regression-scenario.ts'
import { packageRoot } from '../package-root.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import { editionOf } from '../requirements/edition.ts'
import { smallerBounds } from '../shrinking/shorten.ts'
import { shortestDifference } from '../shrinking/shortest-difference.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { referenceBounds, stateSpaceOf } from '../state-space/roles.ts'
import { readToken } from '../state-space/token.ts'
import { walk } from '../state-space/walk.ts'
import { type Found, find, sortOfDifference } from './fixtures/found.ts'
import { seededBugs } from './seeded-bugs/all.ts'

/** So many cases of seed 1 find it; with other seeds it takes about as many. `cwc run --runs` draws as many as it is told. */
const enough: Readonly<Record<string, number>> = {
  'planner-merges-nested-writes': 50,
  'planner-caches-by-name': 50,
  'operator-waits-for-last-started': 50,
  'operator-remembers-the-answer': 50,
  'task-shares-the-tracker': 50,
  'task-skips-an-empty-epoch': 50,
  'coordinator-loses-a-commit-between-reports': 50,
  // Two epochs have to wait, so a message has to be overtaken, and twice as many have to come before it.
  'coordinator-commits-one-waiting-epoch': 4_000,
  'coordinator-goes-back': 100,
  'query-loses-a-commit-behind-reports': 50,
  // A restart, and messages or offsets left over from the run before it.
  'query-keeps-the-mail-of-the-run-before': 1_000,
  'query-resumes-at-what-was-added': 1_000,
}

/** Bounds within which all participants act in turn, epoch by epoch. */
const large: Readonly<Record<Bounds['role'], Bounds>> = {
  planner: referenceBounds('planner'),
  operator: { ...referenceBounds('operator'), partitions: 4, executions: 3 },
  task: { ...referenceBounds('task'), partitions: 3, epochs: 4, rows: 2 },
  coordinator: { ...referenceBounds('coordinator'), writers: 3, readers: 3, epochs: 4 },
  query: { ...referenceBounds('query'), partitions: 3, epochs: 3, rows: 2 },
}

const found = new Map<string, Found>()
const foundOf = (id: string) => found.get(id) ?? nothingFound(id)
const shortestOf = (id: string) => foundOf(id).shortest ?? nothingFound(id)

beforeAll(async () => {
  for (const faulty of seededBugs) found.set(faulty.id, await find(faulty, enough[faulty.id] ?? 0))
}, 0)

describe('the seeded bugs', () => {
  it('are at least two per role, and one per role but the planner needs an interleaving to show', () => {
    for (const role of roles) {
      const those = seededBugs.filter((faulty) => faulty.role === role)
      expect(those.length, role).toBeGreaterThanOrEqual(2)
      expect(
        those.some(({ needsInterleaving }) => needsInterleaving),
        role,
      ).toBe(role !== 'planner')
    }
    expect(new Set(seededBugs.map(({ id }) => id)).size).toBe(seededBugs.length)
  })
})

describe.each(seededBugs.map(({ id, name }) => [id, name] as const))('%s, which %s', (id) => {
  it('is found by generated checks', () => {
    expect(foundOf(id).findings).not.toHaveLength(0)
    expect(foundOf(id).shortest).toBeDefined()
  })

  it('shows in no shorter case than the counterexample, within its bounds or smaller ones', () => {
    const { faulty, model } = foundOf(id)
    const { against, token } = shortestOf(id)
    const { bounds, choices } = readToken(token)
    const search = (within: Bounds, atMost: number) =>
      shortestDifference({
        space: stateSpaceOf(within),
        edition: editionOf(faulty.edition),
        faulty: model,
        properties: propertiesOf(faulty.role, editionOf(faulty.edition).deviations),
        atMost,
        isWanted: (difference) => sortOfDifference(difference) === sortOf(against),
      })
    expect(search(bounds, choices.length)?.choices).toHaveLength(choices.length)
    for (const smaller of smallerBounds(bounds)) expect(search(smaller, choices.length - 1)).toBeUndefined()
  })
})

describe.each(seededBugs.filter((one) => one.needsInterleaving).map(({ id }) => id))('%s', (id) => {
  it('shows without an injected fault', () => {
    expect(readToken(shortestOf(id).token).bounds.faults).toEqual([])
  })

  it('does not show in any case in which all participants act in turn', async () => {
    const { faulty, driver } = foundOf(id)
    for (const within of smallerBounds(large[faulty.role])) {
      const inTurn = walk(stateSpaceOf(within), () => 0, editionOf(faulty.edition).deviations)
      const { outcome } = await checkCase(
        driver,
        inTurn,
        propertiesOf(faulty.role, editionOf(faulty.edition).deviations),
        editionOf(faulty.edition),
      )
      expect(outcome.kind).toBe('agrees')
    }
  })
})

describe('the scenarios made from the findings', () => {
  it('fail on the seeded bug and pass on the model', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kept-'))
    try {
      const pairs = seededBugs.flatMap(({ id, edition }) => {
        const { walk: walked, token, against } = shortestOf(id)
        const file = join(folder, `${id}.feature`)
        writeFileSync(file, regressionScenario(walked, token, against, editionOf(edition)))
        return [id, file]
      })
      const script = join(packageRoot, 'conformance/mutation/fixtures/run-kept.ts')
      const printed = execFileSync(process.execPath, [script, ...pairs], { encoding: 'utf8' })
      expect(JSON.parse(printed)).toEqual(Object.fromEntries(seededBugs.map(({ id }) => [id, ['failed', 'passed']])))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

function nothingFound(id: string): never {
  throw new Error(`${id}: no finding`)
}
