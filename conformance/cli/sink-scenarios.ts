import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { Guarantee } from '../sink/guarantees.ts'
import { type FoundGuarantees, keepsClaim, type Tried } from '../sink/judge-sink.ts'
import { progress } from './progress.ts'

/** Tries scenarios one after the other, with a bar on standard error, until the signal comes. */
export async function tryScenarios<Scenario extends Tried['scenario'], Result>(
  scenarios: readonly Scenario[],
  tryOne: (scenario: Scenario) => Promise<Result>,
  signal: AbortSignal,
): Promise<readonly { readonly scenario: Scenario; readonly result: Result }[]> {
  const tried: { readonly scenario: Scenario; readonly result: Result }[] = []
  const bar = progress(scenarios.length, process.stderr, 'scenarios')
  try {
    for (const scenario of scenarios) {
      if (signal.aborted) break
      bar.update(tried.length, 'passed', scenario.name)
      const result = await tryOne(scenario)
      if (!signal.aborted) tried.push({ scenario, result })
    }
  } finally {
    bar.clear()
  }
  if (signal.aborted) console.error(`interrupted: ${scenarios.length - tried.length} scenarios were not run`)
  return tried
}

/** Whether each scenario was run to its end, with a row that was committed. */
export const areAllTold = (tried: readonly Tried[], scenarios: readonly unknown[]): boolean =>
  tried.length === scenarios.length && tried.every(({ result }) => result.kind === 'seen' && result.isTold)

/** The exit code of what was found, and on standard error the reason where the claim is broken. */
export function codeOfSink(found: FoundGuarantees, claim: Guarantee | undefined, isWhole: boolean): ExitCode {
  if (claim !== undefined && found.sinkAlone !== undefined && !keepsClaim(claim, found.sinkAlone)) {
    console.error(`the sink claims ${claim}, and guarantees ${found.sinkAlone}`)
    return exitCodes.doesNotConform
  }
  return isWhole ? exitCodes.conforms : exitCodes.ranTooLittle
}
