import type { SinkTrial } from '../answer/sink-trial.ts'
import { isWhole } from '../answer/sink-trial.ts'
import { sinkRequirements } from '../requirements/registry.ts'
import type { SinkTest } from '../telling/sink-tests.ts'
import { isHeldIn, type KnownEntry, type ListedKey } from './known-file.ts'

/** An entry and the run do not fit together. Each fails the run. */
export type KnownProblem = { readonly entry: KnownEntry['at'] } & (
  | { readonly kind: 'no reason' }
  | (Listed & { readonly kind: 'unmatched' })
  | (Listed & { readonly kind: 'mended' })
  /** It fails otherwise than recorded, if anything is. */
  | (Listed & { readonly kind: 'changed'; readonly recorded?: string; readonly seen: string })
  | (Listed & { readonly kind: 'listed twice'; readonly earlier: KnownEntry['at'] })
)

/** How an entry names what fails. */
type Listed = Pick<KnownEntry, 'key'> & { readonly name: string }

export interface HeldTests {
  /** By test that has failed as an entry says. */
  readonly known: ReadonlyMap<SinkTest, KnownEntry>
  readonly problems: readonly KnownProblem[]
}

export interface RunOfTests extends Pick<SinkTrial, 'mode' | 'release'> {
  readonly isWhole: boolean
  /** The run had scenarios of its own, or some of the kit's: an entry may be about the others. */
  readonly isSelected: boolean
  /** The seed was given. With another one, a schedule may just not be generated. */
  readonly isSeedChosen: boolean
}

export const runOf = (trial: SinkTrial, given: Pick<RunOfTests, 'isSelected' | 'isSeedChosen'>): RunOfTests => {
  const { mode, release } = trial
  return { mode, ...(release === undefined ? {} : { release }), isWhole: isWhole(trial), ...given }
}

/** How an entry names a test; undefined for the claim, which follows from the others. */
export function listedAs({ about }: SinkTest): Listed | undefined {
  switch (about.kind) {
    case 'scenario':
      return { key: 'scenario', name: about.scenario }
    case 'generated':
      return { key: 'token', name: about.token }
    case 'requirement':
      return { key: 'requirement', name: about.id }
    case 'claim':
    case 'list':
      return undefined
  }
}

export const testsNamed = (tests: readonly SinkTest[], key: ListedKey, name: string): readonly SinkTest[] =>
  tests.filter((test) => {
    const listed = listedAs(test)
    return listed?.key === key && listed.name === name
  })

/** Whether somebody has written a reason. */
const isReasoned = ({ reason }: KnownEntry): boolean => reason !== '' && !/^todo\b/i.test(reason)

/** Which tests have failed as entries say, and what is wrong with the entries. */
export function holdTests(tests: readonly SinkTest[], entries: readonly KnownEntry[], run: RunOfTests): HeldTests {
  const held = entries.filter((entry) => isHeldIn(entry, run))
  const known = new Map<SinkTest, KnownEntry>()
  const problems = held.flatMap((entry, at): readonly KnownProblem[] => [
    ...(isReasoned(entry) ? [] : [{ kind: 'no reason', entry: entry.at } as const]),
    ...entry.names.flatMap((name): readonly KnownProblem[] => {
      const listed = { entry: entry.at, key: entry.key, name }
      const earlier = held.slice(0, at).find((other) => other.key === entry.key && other.names.includes(name))
      if (earlier !== undefined) return [{ kind: 'listed twice', ...listed, earlier: earlier.at }]
      const named = testsNamed(tests, entry.key, name)
      if (named.length === 0) return isUnmatched(entry.key, name, run) ? [{ kind: 'unmatched', ...listed }] : []
      const failed = named.flatMap((test) => (test.result.kind === 'failed' ? [{ test, result: test.result }] : []))
      for (const { test, result } of failed) if (result.observed === entry.observed) known.set(test, entry)
      const [other] = failed.filter(({ test }) => !known.has(test))
      if (other !== undefined) {
        const recorded = entry.observed === undefined ? {} : { recorded: entry.observed }
        return [{ kind: 'changed', ...listed, ...recorded, seen: other.result.observed }]
      }
      const isDecided = run.isWhole || named.every(({ result }) => result.kind === 'passed')
      return failed.length === 0 && isDecided ? [{ kind: 'mended', ...listed }] : []
    }),
  ])
  return { known, problems }
}

/** Whether the name is of nothing that any run would have. */
function isUnmatched(key: ListedKey, name: string, { isSelected, isSeedChosen, isWhole }: RunOfTests): boolean {
  switch (key) {
    case 'scenario':
      return !isSelected
    case 'requirement':
      return !sinkRequirements.some(({ id }) => id === name)
    case 'token':
      return isSeedChosen && isWhole
  }
}
