import { counted } from '../counted.ts'
import { echoed, visible } from '../visible.ts'
import type { Cause } from './cause.ts'
import type { EntryPlace, Known, KnownFailureProblem, KnownFailuresReport, ListedCase } from './known-failures.ts'
import type { RunReport } from './report.ts'

/** How many lines of one kind are shown of one entry. */
const shownOfEntry = 5

/** `3 known failures`; undefined if there are none. */
export function countKnown(report: RunReport): string | undefined {
  const known = knownIn(report)
  return known.length === 0 ? undefined : counted(known.length, 'known failure')
}

function knownIn({ cases, generated }: RunReport): readonly Known[] {
  return [...cases, ...generated.flatMap(({ findings }) => findings)].flatMap(({ known }) => known ?? [])
}

/** The problems of the list, one line each; empty if there is none. */
export function describeListProblems({ knownFailures }: RunReport): readonly string[] {
  return knownFailures === undefined ? [] : describeProblems(knownFailures)
}

/** One text with a line per entry that lists failures of the run; empty if there is none. */
export function describeKnownEntries(report: RunReport): readonly string[] {
  return report.knownFailures === undefined ? [] : describeKnown(report, report.knownFailures)
}

function describeProblems({ file, problems }: KnownFailuresReport): readonly string[] {
  if (problems.length === 0) return []
  const shown = problems.filter(
    (one, at) => problems.slice(0, at).filter((other) => isAlike(one, other)).length < shownOfEntry,
  )
  const lines = shown.flatMap((one) => {
    const alike = problems.filter((other) => isAlike(one, other))
    const more = alike[shownOfEntry - 1] === one ? alike.length - shownOfEntry : 0
    return [
      `✗ ${placed(file, one.entry)}: ${describeProblem(one, file)}`,
      ...(more === 0 ? [] : [`  and ${counted(more, 'more case')} of this entry`]),
    ]
  })
  return [lines.join('\n')]
}

const isAlike = (one: KnownFailureProblem, other: KnownFailureProblem) =>
  one.kind === other.kind && one.entry.line === other.entry.line && one.entry.column === other.entry.column

/** A problem of the list in one line, without its place. */
export function describeProblem(problem: KnownFailureProblem, file: string): string {
  switch (problem.kind) {
    case 'no-reason':
      return 'the entry has no reason (one is wanted in place of TODO)'
    case 'unmatched':
      return `the entry matches nothing in the suite: ${echoed(problem.pattern, 200)} (remove it, or run with --fix)`
    case 'passes':
      return `a listed case does not fail: ${describeCase(problem.case)} is ${problem.verdict} (remove it from the list, or run with --fix)`
    case 'not-supported':
      return 'no listed case fails, because the driver supports none of them (remove the entry, or run with --fix)'
    case 'other-reason':
      return `${describeCase(problem.case)} fails for another reason than recorded: seen ${describeCause(problem.seen)}; recorded ${problem.recorded.map(describeCause).join(', or ')}`
    case 'not-recorded':
      return `${describeCase(problem.case)}: the entry does not say what was observed (--fix records it): ${describeCause(problem.seen)}`
    case 'not-found':
      return `no generated case shows the listed finding any more, in ${counted(problem.cases, 'case')} (remove the entry, or run with --fix)`
    case 'listed-twice':
      return `${describeCase(problem.case)} is listed twice, also at ${placed(file, problem.earlier)} (one entry is wanted)`
  }
}

function describeKnown(report: RunReport, { file, ignored }: KnownFailuresReport): readonly string[] {
  const known = knownIn(report)
  const entries = [...new Map(known.map((one) => [placed(file, one.entry), one]))]
  const lines = entries.map(([place, { reason, link }]) => {
    const own = known.filter((one) => placed(file, one.entry) === place)
    const where = link === undefined ? '' : ` (${echoed(link, 200)})`
    return `  ${place}: ${counted(own.length, 'failure')}: ${echoed(reason, 200)}${where}`
  })
  if (lines.length === 0 && ignored === 0) return []
  const without =
    ignored === 0 ? '' : `; ${ignored} ${ignored === 1 ? 'entry is' : 'entries are'} for other versions or editions`
  return [[`Known failures: ${known.length}${without} (--no-known-failures shows them in full):`, ...lines].join('\n')]
}

const describeCase = (one: ListedCase | undefined) =>
  one === undefined
    ? 'a finding of generated cases'
    : `${visible(`${one.file}:${one.line}`)} (${echoed(one.name, 200)})`

const describeCause = ({ requirements, mismatch }: Cause) =>
  `${requirements.length === 0 ? '' : `${requirements.join(', ')}: `}${echoed(mismatch, 300)}`

const placed = (file: string, { line, column }: EntryPlace) => `${echoed(file, 300)}:${line}:${column}`
