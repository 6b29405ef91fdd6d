import { counted } from '../../counted.ts'
import { placeIn } from '../../input/read-file.ts'
import { echoed } from '../../visible.ts'
import type { SinkTest } from '../telling/sink-tests.ts'
import type { HeldTests, KnownProblem } from './hold-tests.ts'

const placed = (file: string, { line, column }: KnownProblem['entry']) => placeIn(file, line, column)

/** A problem of the list in one line, without its place. */
export function describeKnownProblem(problem: KnownProblem, file: string): string {
  switch (problem.kind) {
    case 'no reason':
      return 'the entry has no reason (one is wanted in place of TODO)'
    case 'unmatched':
      return `no ${problem.key} of this run is "${echoed(problem.name)}" (remove it, or run with --fix)`
    case 'mended':
      return `"${echoed(problem.name)}" does not fail (remove it from the list, or run with --fix)`
    case 'changed':
      return problem.recorded === undefined
        ? `"${echoed(problem.name)}": the entry does not say what was observed (--fix records it): ${echoed(problem.seen)}`
        : `"${echoed(problem.name)}" fails otherwise than recorded: seen "${echoed(problem.seen)}"; recorded "${echoed(problem.recorded)}"`
    case 'listed twice':
      return `"${echoed(problem.name)}" is listed twice, also at ${placed(file, problem.earlier)} (one entry is wanted)`
  }
}

/** What is known in one line, if anything is, and one line per problem of the list. */
export function describeHeld({ known, problems }: HeldTests, file: string): readonly string[] {
  const many = counted(known.size, 'known failure')
  return [
    ...(known.size === 0 ? [] : [`${many}, as ${placeIn(file)} says`]),
    ...problems.map((problem) => `✗ ${placed(file, problem.entry)}: ${describeKnownProblem(problem, file)}`),
  ]
}

/** The tests with known failures as not told, and a failed one per problem of the list. If all failures are known, that of the claim is. */
export function withKnown(tests: readonly SinkTest[], held: HeldTests, file: string): readonly SinkTest[] {
  const isUnlisted = (test: SinkTest) =>
    test.result.kind === 'failed' && test.about.kind !== 'claim' && !held.known.has(test)
  const isClaimKnown = held.known.size > 0 && !tests.some(isUnlisted)
  return [
    ...held.problems.map(
      (problem): SinkTest => ({
        about: { kind: 'list', place: placed(file, problem.entry) },
        result: failedBy(describeKnownProblem(problem, file)),
      }),
    ),
    ...tests.map((test): SinkTest => {
      const entry = held.known.get(test)
      if (entry !== undefined) {
        const link = entry.link === undefined ? '' : ` (${entry.link})`
        return { ...test, result: { kind: 'not told', reason: `known failure: ${entry.reason}${link}` } }
      }
      return test.about.kind === 'claim' && test.result.kind === 'failed' && isClaimKnown
        ? { ...test, result: { kind: 'not told', reason: `by known failures only: ${test.result.headline}` } }
        : test
    }),
  ]
}

const failedBy = (says: string) => ({ kind: 'failed', headline: says, text: says, observed: says }) as const
