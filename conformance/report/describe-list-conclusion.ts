import { counted } from '../counted.ts'
import { conclusionOf } from './conclusion.ts'
import { countKnown } from './describe-known-failures.ts'
import type { KnownFailureProblem, KnownFailuresReport } from './known-failures.ts'
import type { RunReport } from './report.ts'

/** The conclusion of a run in which nothing is wrong but the list of known failures: what is wrong with it, with its numbers. */
export function describeListConclusion(report: RunReport, list: KnownFailuresReport, who: string): string {
  const { problems } = list
  const groups = [...Map.groupBy(problems, ({ kind }) => kind)]
  const parts = groups.map(([kind, own]) => describeGroup(kind, own))
  const advice = problems.every(({ kind }) => isStale[kind]) ? ' (remove them, or run with --fix)' : ''
  return `${describeRest(report, list, who)}. The list of known failures is wrong: ${parts.join(', ')}${advice}.`
}

/** What the run shows apart from the list. */
function describeRest(report: RunReport, list: KnownFailuresReport, who: string): string {
  const known = countKnown(report)
  switch (conclusionOf({ ...report, knownFailures: { ...list, problems: [] } }).kind) {
    case 'conforms':
      return `${who} conforms to edition ${report.edition}`
    case 'only-known-failures':
      return `${who} conforms to edition ${report.edition} but for ${known ?? 'known failures'}, as listed`
    default:
      return `${who}: nothing fails${known === undefined ? '' : ` but ${known}`}`
  }
}

/** Whether the entry, or a part of it, lists nothing any more. */
const isStale: Readonly<Record<KnownFailureProblem['kind'], boolean>> = {
  passes: true,
  unmatched: true,
  'not-supported': true,
  'not-found': true,
  'no-reason': false,
  'other-reason': false,
  'not-recorded': false,
  'listed-twice': false,
}

/** The problems of one kind in a few words, with their number and that of their entries. */
export function describeGroup(kind: KnownFailureProblem['kind'], own: readonly KnownFailureProblem[]): string {
  const count = new Set(own.map(({ entry }) => `${entry.line}:${entry.column}`)).size
  const entries = count === 1 ? '1 entry' : `${count} entries`
  const isOne = count === 1
  switch (kind) {
    case 'passes':
      return `${counted(own.length, 'listed case')} of ${entries} no longer ${own.length === 1 ? 'fails' : 'fail'}`
    case 'unmatched':
      return `${counted(own.length, 'pattern')} of ${entries} ${own.length === 1 ? 'matches' : 'match'} nothing`
    case 'not-supported':
      return `${entries} ${isOne ? 'lists' : 'list'} only cases that the driver does not support`
    case 'not-found':
      return `${entries} ${isOne ? 'lists' : 'list'} a finding that no generated case shows any more`
    case 'no-reason':
      return `${entries} ${isOne ? 'has' : 'have'} no reason`
    case 'other-reason':
      return `${counted(own.length, 'failure')} of ${entries} ${own.length === 1 ? 'has' : 'have'} another reason than recorded`
    case 'not-recorded':
      return `${entries} ${isOne ? 'does' : 'do'} not say what was observed`
    case 'listed-twice':
      return `${counted(own.length, 'failure')} of ${entries} ${own.length === 1 ? 'is' : 'are'} listed twice`
  }
}
