import { visible } from '../visible.ts'
import { type Change, changeKinds, type ReportDiff } from './diff-reports.ts'

const headings: Readonly<Record<Change['kind'], string>> = {
  'newly-failing': 'Newly failing',
  fixed: 'Fixed',
  'changed-reason': 'Failing for another reason',
  'no-longer-checked': 'No longer checked',
  added: 'Added',
  removed: 'Removed',
}

/** The changes between two reports as text, each kind by requirement. */
export function describeDiff({ differing, changes }: ReportDiff): string {
  const lines = [
    ...differing.map((what) => `The reports have another ${what}.`),
    ...changeKinds.flatMap((kind) => {
      const own = changes.filter((change) => change.kind === kind)
      if (own.length === 0) return []
      const groups = Map.groupBy(own, ({ requirements }) => requirements.join(', ') || 'no requirement')
      return [
        `${headings[kind]} (${own.length}):`,
        ...[...groups].flatMap(([ids, group]) => [`  ${visible(ids)}`, ...group.map((one) => `    ${describe(one)}`)]),
      ]
    }),
    ...(changes.length === 0 ? ['No verdict has changed.'] : []),
  ]
  return lines.join('\n')
}

function describe({ title, place, before, after, says }: Change): string {
  const verdicts = [before, after].flatMap((verdict) => verdict ?? []).join(' → ')
  return visible(`${place} ${title} (${verdicts})${says === undefined ? '' : `: ${says}`}`)
}
