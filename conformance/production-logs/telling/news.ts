import { echoed } from '../../visible.ts'
import { type LogReport, losesRows } from '../report/check-report.ts'
import { describeLogFinding, placeText } from './describe-finding.ts'

/** What ends a check that follows a log. */
export const exitsOn = ['never', 'violation', 'finding'] as const
export type ExitOn = (typeof exitsOn)[number]

/** Something that was not told yet. */
export interface News {
  readonly kind: 'violation' | 'finding' | 'remark'
  readonly text: string
}

/** What has come since the last time. `told` remembers it. A remark is a finding that loses no row, such as a normal stop. */
export function describeNews(report: LogReport, told: Set<string>): readonly News[] {
  const news: News[] = []
  const tell = (key: string, one: News) => {
    if (told.has(key)) return
    told.add(key)
    news.push(one)
  }
  for (const { findings, requirements } of report.applications) {
    for (const finding of findings) {
      // In the middle of an epoch, a log always looks so.
      if (finding.kind === 'nothing-to-check' || finding.kind === 'ahead-so-far') continue
      const text = describeLogFinding(finding).join('; ')
      const kind = losesRows(finding) ? 'finding' : 'remark'
      // Its figures grow with each epoch.
      const key = finding.kind === 'offsets-ahead' ? finding.run : placeText(finding.at)
      tell(`${finding.kind} ${key}`, { kind, text: `${kind === 'finding' ? '!' : '-'} ${text}` })
    }
    for (const [id, verdict] of Object.entries(requirements)) {
      if (verdict.kind !== 'violated') continue
      for (const { at, expected } of verdict.violations) {
        tell(`${id} ${placeText(at)}`, {
          kind: 'violation',
          text: `✗ ${id} violated at ${placeText(at)}: expected: ${echoed(expected, 300)}`,
        })
      }
    }
  }
  return news
}
