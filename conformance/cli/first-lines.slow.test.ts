import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Driver } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import { importByNode } from '../mutation/fixtures/import-by-node.ts'
import type { Mutant } from '../mutation/mutant.ts'
import { mutants } from '../mutation/mutants/mutants.ts'
import { loadMutant } from '../mutation/mutated-model.ts'
import { caseReport } from '../report/case-report.ts'
import { causesOf } from '../report/causes.ts'
import type { CaseReport, CauseReport } from '../report/report.ts'
import { type Edition, editionOf } from '../requirements/edition.ts'
import { requirementById } from '../requirements/registry.ts'
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

async function reportsOf(driver: Driver, planned: readonly PlannedCase[], edition: Edition) {
  const { signal } = new AbortController()
  const identity = await driver.initialize()
  const results = await runSuite({ driver, identity, edition, planned, signal, onCase: () => undefined })
  const rerun = { choice: { kind: 'reference' }, options: [] } as const
  return results.map((result) => caseReport(result, edition, rerun))
}

type Call = (driver: Driver) => Promise<unknown>
const answerOf = (driver: Driver, call: Call) => call(driver).catch((error: unknown) => String(error))

/** A case of the model: its calls with the events or the error of each, and its report. */
interface SoundCase {
  readonly calls: readonly { readonly call: Call; readonly answer: unknown }[]
  readonly report: CaseReport
}

async function soundCase(planned: PlannedCase, edition: Edition): Promise<SoundCase> {
  const model = referenceDriver(edition.name)
  const calls: { call: Call; answer: unknown }[] = []
  async function record<T>(call: (driver: Driver) => Promise<T>): Promise<T> {
    const answer = call(model)
    calls.push({ call, answer: await answerOf(model, () => answer) })
    return await answer
  }
  const recording: Driver = {
    ...model,
    open: (opening) => record((driver) => driver.open(opening)),
    apply: (actions) => record((driver) => driver.apply(actions)),
    close: () => record((driver) => driver.close()),
  }
  const [report] = await reportsOf(recording, [planned], edition)
  if (report === undefined) throw new Error(`${planned.scenario.name}: no report`)
  return { calls, report }
}

const soundCases = new Map<string, Promise<SoundCase>>()
function soundOnce(planned: PlannedCase, edition: Edition): Promise<SoundCase> {
  const key = `${edition.name} ${planned.scenario.id} ${planned.scenario.line}`
  const sound = soundCases.get(key) ?? soundCase(planned, edition)
  soundCases.set(key, sound)
  return sound
}

async function answersTheSame(driver: Driver, { calls }: SoundCase): Promise<boolean> {
  for (const { call, answer } of calls) if (!isDeepStrictEqual(await answerOf(driver, call), answer)) return false
  return true
}

/** The first cause that a run of the scenarios of its role reports. A case with the events of the model has the report of the model. */
async function firstCause(mutant: Mutant, planned: readonly PlannedCase[]): Promise<CauseReport | undefined> {
  const edition = editionOf(claimed(mutant))
  const driver = referenceDriver(edition.name, await loadMutant(mutant, importByNode))
  const cases: CaseReport[] = []
  for (const one of planned) {
    const sound = await soundOnce(one, edition)
    cases.push(...((await answersTheSame(driver, sound)) ? [sound.report] : await reportsOf(driver, [one], edition)))
  }
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
