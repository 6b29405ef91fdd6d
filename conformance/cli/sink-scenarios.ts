import type { Tried } from '../sink/verdict/judge-sink.ts'
import { progress } from './progress.ts'

interface TimedCase<Scenario, Result> {
  readonly scenario: Scenario
  readonly result: Result
  /** By the clock, for readers: no verdict depends on it. */
  readonly seconds: number
}

/** Tries scenarios one after the other, with a bar on standard error, until the signal comes. */
export async function tryScenarios<Scenario extends Tried['scenario'], Result>(
  scenarios: readonly Scenario[],
  tryOne: (scenario: Scenario) => Promise<Result>,
  signal: AbortSignal,
): Promise<readonly TimedCase<Scenario, Result>[]> {
  const tried: TimedCase<Scenario, Result>[] = []
  const bar = progress(scenarios.length, process.stderr, 'scenarios')
  try {
    for (const scenario of scenarios) {
      if (signal.aborted) break
      bar.update(tried.length, 'passed', scenario.name)
      const begin = performance.now()
      const result = await tryOne(scenario)
      if (!signal.aborted) tried.push({ scenario, result, seconds: Math.round(performance.now() - begin) / 1000 })
    }
  } finally {
    bar.clear()
  }
  if (signal.aborted) console.error(`interrupted: ${scenarios.length - tried.length} scenarios were not run`)
  return tried
}
