import type { Tried } from '../sink/verdict/judge-sink.ts'
import { progress } from './progress.ts'

interface TimedCase<Scenario, Result> {
  readonly scenario: Scenario
  readonly result: Result
  /** By the clock, for readers: no verdict depends on it. */
  readonly seconds: number
}

/**
 * Tries scenarios one after the other, with a bar on standard error, until the signal comes. If the first one shows that the sink cannot be tried at
 * all, the others are not: each would say the same.
 */
export async function tryScenarios<Scenario extends Tried['scenario'], Result extends Tried['result']>(
  scenarios: readonly Scenario[],
  tryOne: (scenario: Scenario) => Promise<Result>,
  signal: AbortSignal,
): Promise<readonly TimedCase<Scenario, Result>[]> {
  const tried: TimedCase<Scenario, Result>[] = []
  const bar = progress(scenarios.length, process.stderr, 'scenarios')
  try {
    for (const scenario of scenarios) {
      if (signal.aborted) break
      if (isRefused(tried)) break
      bar.update(tried.length, 'passed', scenario.name)
      const begin = performance.now()
      const result = await tryOne(scenario)
      if (!signal.aborted) tried.push({ scenario, result, seconds: Math.round(performance.now() - begin) / 1000 })
    }
  } finally {
    bar.clear()
  }
  const left = scenarios.length - tried.length
  if (signal.aborted) console.error(`interrupted: ${left} scenarios were not run`)
  else if (left > 0) console.error(`the sink cannot be tried (further scenarios that were not run: ${left})`)
  return tried
}

/** Whether the first case has shown that none can be run. */
export function isRefused([first]: readonly Pick<Tried, 'result'>[]): boolean {
  return first?.result.kind === 'broken' && first.result.isRefused === true
}
