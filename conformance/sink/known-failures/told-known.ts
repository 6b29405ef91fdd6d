import type { KnownFailuresOfSink } from '../answer/known-failures-schema.ts'
import type { SinkTest } from '../telling/sink-tests.ts'
import { type HeldTests, listedAs } from './hold-tests.ts'

/** What the JSON has of a list of known failures: those that failed as listed, those that no entry lists, and what is wrong with the entries. */
export function toldKnown(tests: readonly SinkTest[], held: HeldTests, file: string): KnownFailuresOfSink {
  const failed = tests.flatMap((test) => {
    const { result } = test
    const as = listedAs(test)
    return result.kind === 'failed' && as !== undefined ? [{ test, as, observed: result.observed }] : []
  })
  const isChanged = ({ key, name }: { readonly key: string; readonly name: string }) =>
    held.problems.some((problem) => problem.kind === 'changed' && problem.key === key && problem.name === name)
  return {
    file,
    known: failed.flatMap(({ test, as, observed }) => {
      const entry = held.known.get(test)
      if (entry === undefined) return []
      const { at, reason, link } = entry
      return [{ entry: at, ...as, reason, ...(link === undefined ? {} : { link }), observed }]
    }),
    unlisted: failed.flatMap(({ test, as, observed }) =>
      held.known.has(test) || isChanged(as) ? [] : [{ ...as, observed }],
    ),
    problems: [...held.problems],
  }
}
