import type { Driver } from '../../src/adapters/driver.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import { SuiteError } from '../errors.ts'
import type { Edition } from '../requirements/edition.ts'
import { runFeatures } from './cucumber.ts'
import { Catalogue, type PlacedScenario, type Scenario } from './plan.ts'
import { type JudgedCase, Session, withSession } from './session.ts'

/** One case of a run. */
export interface CaseResult extends JudgedCase {
  readonly scenario: Scenario
}

export interface SuiteRun {
  readonly driver: Driver
  readonly identity: Identity
  readonly edition: Edition
  readonly tags: string
  /** Feature files to run instead of the suite. */
  readonly features?: readonly string[]
  /** The scenarios that `tags` selects. Each gets exactly one result. */
  readonly planned: readonly Scenario[]
  /** The files of Cucumber's formatters: absolute path → formatter. */
  readonly reports: Readonly<Record<string, string>>
  onCase(result: CaseResult, done: number): void
  /** Called if all scenarios have run and Cucumber's reports could not be written. Without it, the error is thrown. */
  onUnwritten?(error: unknown): void
  /** After an abort, no further case begins. */
  readonly signal: AbortSignal
}

/**
 * Runs the planned scenarios one after the other, and judges each. Returns one result per planned scenario, in their order.
 *
 * @throws SuiteError if the features contain a mistake
 */
export async function runSuite(run: SuiteRun): Promise<readonly CaseResult[]> {
  const which = run.features === undefined ? {} : { features: run.features }
  const session = new Session(run.driver, run.identity, run.edition)
  const stop = () => session.stop('the run was stopped')
  run.signal.addEventListener('abort', stop)
  if (run.signal.aborted) stop()
  const results = new Map<string, CaseResult>()
  const planned = new Map(run.planned.map((scenario) => [place(scenario), scenario]))
  const catalogue = new Catalogue()
  const faults: string[] = []

  try {
    const running = withSession(session, () =>
      runFeatures({ tags: run.tags, dryRun: false, reports: run.reports, ...which }, (envelope) => {
        catalogue.update(envelope)
        if (envelope.testCaseFinished === undefined) return
        const finished = catalogue.finished(envelope.testCaseFinished)
        if (finished === undefined) return
        const { pickleId, status, message } = finished
        const scenario = planned.get(place(finished.scenario))
        if (scenario === undefined) return
        const judged = session.cases.get(pickleId) ?? notRun
        // A failure for Cucumber that is none for the judge is a fault of a step or of the kit.
        if (judged.verdict.kind === 'passed' && status !== 'PASSED') {
          faults.push(`${place(scenario)}: ${status.toLowerCase()}: ${message}`)
        }
        const result = { scenario, ...judged }
        results.set(place(scenario), result)
        run.onCase(result, results.size)
      }),
    )
    const complaints = await running.catch((error: unknown) => {
      // The formatters fail last, when all scenarios have run.
      if (results.size < run.planned.length || run.onUnwritten === undefined) throw error
      run.onUnwritten(error)
      return []
    })
    const problems = [...complaints, ...catalogue.problems(), ...faults]
    if (problems.length > 0) throw new SuiteError(problems.join('\n'))
  } finally {
    run.signal.removeEventListener('abort', stop)
  }
  return run.planned.map((scenario) => results.get(place(scenario)) ?? { scenario, ...notRun })
}

/** A planned case that has not ended. */
const notRun: JudgedCase = {
  verdict: { kind: 'not-run', reason: 'the run ended before it' },
  trace: [],
  checked: [],
}

const place = ({ file, line }: PlacedScenario) => `${file}:${line}`
