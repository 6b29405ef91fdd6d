import type { Driver } from '../../src/adapters/driver.ts'
import type { Edition } from '../requirements/edition.ts'
import { planSuite } from './plan.ts'
import { type CaseResult, runSuite } from './run-suite.ts'

/** Runs the whole suite, or these feature files, without oracle and reports, and returns the results. */
export async function runWithoutOracle(
  driver: Driver,
  edition: Edition,
  features?: readonly string[],
  tags = '',
): Promise<readonly CaseResult[]> {
  return await runSuite({
    driver,
    identity: await driver.initialize(),
    edition,
    planned: await planSuite(tags, features),
    signal: new AbortController().signal,
  })
}
