import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import type { Model } from '../../src/reference/model.ts'
import { check } from '../expect/expectation.ts'
import { firstViolation } from '../expect/invariants.ts'
import type { Trace } from '../expect/trace.ts'
import { replay } from '../run/as-modelled.ts'
import { planSuite, type Scenario } from '../run/plan.ts'
import { runSuite } from '../run/run-suite.ts'
import type { Checked } from '../run/session.ts'

/** A scenario as it was run once: what it does and what it expects, to be run again without cucumber. */
export interface Program {
  readonly scenario: Scenario
  readonly trace: Trace
  readonly checked: readonly Checked[]
}

/** Runs the suite on the model, and keeps what each scenario does and expects. @throws Error if a scenario fails */
export async function recordPrograms(): Promise<readonly Program[]> {
  const driver = referenceDriver('document')
  const results = await runSuite({
    driver,
    identity: await driver.initialize(),
    edition: 'document',
    tags: '',
    planned: await planSuite(''),
    reports: {},
    signal: new AbortController().signal,
    onCase: () => undefined,
  })
  const failed = results.filter(({ verdict }) => verdict.kind !== 'passed')
  if (failed.length > 0) {
    throw new Error(`the model itself fails: ${failed.map(({ scenario }) => scenario.name).join('; ')}`)
  }
  return results.map(({ scenario, trace, checked }) => ({ scenario, trace, checked }))
}

/**
 * The requirements by which the program catches the model given: its scenario's, if the model would not take an action or
 * does not meet an expectation, and that of whatever was seen on the way that no trace may hold.
 * What the oracle would find behind the scenario counts for nobody: it would catch almost every fault, and hide that the
 * requirement's own check does not.
 */
export function caughtBy({ scenario, trace, checked }: Program, model: Model): readonly string[] {
  const seen = replayed(trace, model)
  // It would not take an action, or threw: a faulty implementation may throw whatever it likes.
  if (seen === undefined) return scenario.requirements
  const failed = checked.some(({ expectation, from, to }) => check(expectation, seen.slice(from, to)) !== undefined)
  const violated = firstViolation(seen)?.requirement
  return [...(failed ? scenario.requirements : []), ...(violated === undefined ? [] : [violated])]
}

function replayed(trace: Trace, model: Model): Trace | undefined {
  try {
    return replay(trace, model, new Set())
  } catch {
    return undefined
  }
}
