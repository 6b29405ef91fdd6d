import type { Tried } from '../sink/verdict/judge-sink.ts'
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
