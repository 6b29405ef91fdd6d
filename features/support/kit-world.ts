import { type ITestCaseHookParameter, setWorldConstructor, World } from '@cucumber/cucumber'
import { caseReport } from '../../conformance/report/case-report.ts'
import { describeCaseAlone } from '../../conformance/report/describe-cause.ts'
import { textOfLines } from '../../conformance/report/lines.ts'
import { unpainted } from '../../conformance/report/paint.ts'
import type { PlacedStep } from '../../conformance/suite/planned-case.ts'
import type { JudgedCase } from '../../conformance/suite/session.ts'
import { isAgainst } from '../../conformance/suite/verdict.ts'
import { runPickle } from './whole-suite.ts'

/** What cucumber-js shows of a step: nothing if it passed. */
type Shown = 'skipped' | undefined

/** A scenario under cucumber-js: the kit has run and judged it as a whole before its first step, and the steps show what came of it. */
export class KitWorld extends World {
  #judged: JudgedCase | undefined
  #failedAt: number | undefined
  #text = ''
  #at = -1

  async run({ pickle }: ITestCaseHookParameter): Promise<Shown> {
    const { judged, steps, scenario, edition, choice } = await runPickle(pickle)
    this.#judged = judged
    const { kind } = judged.verdict
    if (kind === 'not-supported' || kind === 'not-run') return 'skipped'
    if (!isAgainst(kind)) return undefined
    this.#failedAt = failedStep(steps, judged)
    const report = caseReport({ scenario, ...judged }, edition, { choice, options: [] })
    this.#text = textOfLines(describeCaseAlone(report), unpainted)
    return undefined
  }

  next(): void {
    this.#at++
  }

  /** @throws Error at the step that failed; cucumber-js skips the others */
  show(): void {
    if (this.#at === this.#failedAt) throw new Error(this.#text)
  }

  /** @throws Error if no step failed, and the trace as a whole breaks an invariant or is not one of the model */
  end(): void {
    if (this.#judged === undefined || this.#failedAt !== undefined || this.#text === '') return
    throw new Error(this.#text)
  }
}

setWorldConstructor(KitWorld)

/** The number of the step of the feature at which the case failed; undefined if it is none of them. */
function failedStep(steps: readonly PlacedStep[], { trace, checked, verdict }: JudgedCase): number | undefined {
  const failure = 'failure' in verdict ? verdict.failure : undefined
  if (failure === undefined) return undefined
  const isMismatch = failure.kind === 'mismatch'
  // The step of the trace that is wrong; a failed call has none, and comes after all others.
  const wrong = 'at' in failure ? failure.at : trace.length
  let expected = 0
  let taken = 0
  let at = -1
  let opening = ''
  for (const step of steps) {
    // An opening may come with actions: both are one step of the feature.
    if (step.text !== opening) at++
    switch (step.kind) {
      case 'open':
        opening = step.text
        taken++
        break
      case 'act':
        taken += step.actions.length
        break
      case 'expect':
        expected++
        break
    }
    if (isMismatch ? expected === checked.length : taken > wrong) return at
  }
  return undefined
}
