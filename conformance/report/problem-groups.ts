import { describeProblem } from './describe-known-failures.ts'
import { describeGroup } from './describe-list-conclusion.ts'
import type { EntryPlace, KnownFailureProblem, KnownFailuresReport } from './known-failures.ts'

/** The problems of one kind that one entry of the list of known failures has. */
export interface ProblemGroup {
  readonly kind: KnownFailureProblem['kind']
  readonly entry: EntryPlace
  /** What is wrong, in one line: the problem itself if there is one, else how many cases have it. */
  readonly says: string
  /** Each problem in a line. */
  readonly each: readonly string[]
}

/** The problems of a list by entry and kind: an entry that lists thirty mended cases has one problem, not thirty. */
export function problemGroups({ file, problems }: KnownFailuresReport): readonly ProblemGroup[] {
  const groups = Map.groupBy(problems, ({ kind, entry: { line, column } }) => `${line}:${column} ${kind}`)
  return [...groups.values()].flatMap((own): readonly ProblemGroup[] => {
    const [first] = own
    if (first === undefined) return []
    const { kind, entry } = first
    const each = own.map((problem) => describeProblem(problem, file))
    const says = own.length === 1 ? describeProblem(first, file) : describeGroup(kind, own)
    return [{ kind, entry, says, each }]
  })
}
