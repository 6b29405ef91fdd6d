import { echoed, visible } from '../visible.ts'
import { type Change, changeKinds, type ReportDiff } from './diff-reports.ts'

/** The heading of each kind of change. */
export const changeHeadings: Readonly<Record<Change['kind'], string>> = {
  'newly-failing': 'Newly failing',
  fixed: 'Fixed',
  'changed-reason': 'Failing for another reason',
  'no-longer-checked': 'No longer checked',
  'now-checked': 'Now checked',
  'other-verdict': 'Another verdict, and no failure',
  added: 'Added',
  removed: 'Removed',
}

/** The most characters of a value that are shown; the JSON has it whole. */
const longest = 500

/** The changes between two reports as text: first what else differs between the runs, then each kind of change by requirement. */
export function describeDiff({ differing, changes }: ReportDiff): string {
  const lines = [
    ...differing.flatMap(({ what, before, after }) => [
      `The runs differ in the ${what}, not only in what the implementation does:`,
      ...bothLines(before, after, '  '),
    ]),
    ...changeKinds.flatMap((kind) => {
      const own = changes.filter((change) => change.kind === kind)
      if (own.length === 0) return []
      const groups = Map.groupBy(own, ({ requirements }) => requirements.join(', ') || 'no requirement')
      return [
        `${changeHeadings[kind]} (${own.length}):`,
        ...[...groups].flatMap(([ids, group]) => [`  ${visible(ids)}`, ...group.flatMap(describe)]),
      ]
    }),
    ...(changes.length === 0 ? ['No verdict has changed.'] : []),
  ]
  return lines.join('\n')
}

function describe({ title, place, before, after, says, said }: Change): readonly string[] {
  const verdicts = [before, after].flatMap((verdict) => verdict ?? []).join(' → ')
  const line = `    ${echoed(`${place} ${title} (${verdicts})`, longest)}`
  if (said !== undefined && says !== undefined) return [`${line}:`, ...bothLines(said, says, '      ')]
  return [says === undefined ? line : `${line}: ${echoed(says, longest)}`]
}

/** `-` before, `+` after. */
const bothLines = (before: string, after: string, indent: string): readonly string[] => [
  `${indent}- ${echoed(before, longest)}`,
  `${indent}+ ${echoed(after, longest)}`,
]
