import { describe, expect, it } from 'vitest'
import type { Driver } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import type { Model } from '../../src/reference/model.ts'
import { equalData } from '../assertions/equal-data.ts'
import type { Trace } from '../assertions/trace.ts'
import { importByNode } from '../mutation/fixtures/import-by-node.ts'
import type { Mutant } from '../mutation/mutant.ts'
import { mutants } from '../mutation/mutants/mutants.ts'
import { loadMutant } from '../mutation/mutated-model.ts'
import { caseReport } from '../report/case-report.ts'
import { causesOf } from '../report/causes.ts'
import type { CauseReport } from '../report/report.ts'
import { type Edition, editionOf } from '../requirements/edition.ts'
import { requirementById } from '../requirements/registry.ts'
import { replay } from '../suite/model-trace.ts'
import { planSuite } from '../suite/plan.ts'
import type { PlannedCase } from '../suite/planned-case.ts'
import { runSuite } from '../suite/run-suite.ts'

/** The edition that the mutant claims; for a requirement that was only observed, one in which it binds. */
function claimed({ edition, breaks }: Mutant): EditionName {
  if (edition !== undefined) return edition
  const observed = breaks.flatMap((id) => {
    const { basis } = requirementById(id)
    return basis.kind === 'observed' ? [basis.in.includes('spark-2.4') ? 'spark-2.4' : (basis.in[0] ?? 'document')] : []
  })
  return observed[0] ?? 'document'
}

const roleOf = ({ breaks }: Mutant): Role => requirementById(breaks[0]).role

async function run(driver: Driver, planned: readonly PlannedCase[], edition: Edition) {
  const { signal } = new AbortController()
  const identity = await driver.initialize()
  const results = await runSuite({ driver, identity, edition, planned, signal, onCase: () => undefined })
  const rerun = { choice: { kind: 'reference' }, options: [] } as const
  return results.map((result) => ({ trace: result.trace, report: caseReport(result, edition, rerun) }))
}

const ofModel = new Map<string, ReturnType<typeof run>>()
/** What the model itself shows in these cases, once per edition and role. */
function runOnModel(planned: readonly PlannedCase[], edition: Edition): ReturnType<typeof run> {
  const key = `${edition.name} ${planned[0]?.scenario.role}`
  const ran = ofModel.get(key) ?? run(referenceDriver(edition.name), planned, edition)
  ofModel.set(key, ran)
  return ran
}

function showsTheSame(trace: Trace, model: Model, { deviations }: Edition): boolean {
  try {
    return equalData(replay(trace, model, deviations), trace)
  } catch {
    return false
  }
}

/** The first cause that a run of the scenarios of its role reports. A case with the events of the model has the report of the model. */
async function firstCause(mutant: Mutant, planned: readonly PlannedCase[]): Promise<CauseReport | undefined> {
  const edition = editionOf(claimed(mutant))
  const model = await loadMutant(mutant, importByNode)
  const before = await runOnModel(planned, edition)
  const isChanged = before.map(({ trace }) => !showsTheSame(trace, model, edition))
  const changed = planned.filter((_, at) => isChanged[at])
  const after = (await run(referenceDriver(edition.name, model), changed, edition)).values()
  const cases = before.map(({ report }, at) => (isChanged[at] ? (after.next().value?.report ?? report) : report))
  return causesOf({ cases, generated: [] })[0]
}

describe('the first line over all mutants of the model', () => {
  it('It names a requirement that the mutant breaks in nine of ten, with the values, in 400 characters.', async () => {
    const planned = await planSuite('')
    const suites = Map.groupBy(planned, ({ scenario }) => scenario.role)
    const first = { own: 0, named: 0, of: 0 }
    for (const mutant of mutants) {
      const cause = await firstCause(mutant, suites.get(roleOf(mutant)) ?? [])
      if (cause === undefined) continue
      first.of += 1
      const broken = (ids: readonly string[] = []) => ids.some((id) => mutant.breaks.includes(id))
      if (broken(cause.requirements)) first.own += 1
      if (broken([...cause.requirements, ...(cause.alsoBroken ?? [])])) first.named += 1
      expect.soft(cause.says.length, cause.says).toBeLessThan(400)
    }
    console.log(`${first.own} of ${first.of} named first, ${first.named} named`)
    expect(first.of).toBeGreaterThan(590)
    expect(first.own / first.of).toBeGreaterThan(0.83)
    expect(first.named / first.of).toBeGreaterThan(0.9)
  }, 300_000)
})
