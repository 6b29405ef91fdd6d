import { expect, it, vi } from 'vitest'
import { aTried } from '../sink/fixtures/trials.ts'
import type { Tried } from '../sink/verdict/judge-sink.ts'
import { isRefused, tryScenarios } from './sink-scenarios.ts'

const scenarios = ['one', 'two', 'three'].map((name) => aTried({}, { name }).scenario)
const broken = { kind: 'broken', moments: [], reason: 'parquet is of version 1' } as const

/** The names of the scenarios that were tried, where the first one ends so. */
async function triedAfter(first: Tried['result']): Promise<readonly string[]> {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const results = [first]
  const tried = await tryScenarios(
    scenarios,
    async () => results.shift() ?? aTried().result,
    new AbortController().signal,
  )
  expect(isRefused(tried)).toBe(tried.length === 1)
  return tried.map(({ scenario }) => scenario.name)
}

it('A sink that is refused in the first scenario is not put through the others, and the number of those is told', async () => {
  expect(await triedAfter({ ...broken, isRefused: true })).toEqual(['one'])
  expect(console.error).toHaveBeenLastCalledWith('the sink cannot be tried (further scenarios that were not run: 2)')
})

it('A sink that hangs or ends the JVM in the first scenario is put through the others', async () => {
  expect(await triedAfter(broken)).toEqual(['one', 'two', 'three'])
})
