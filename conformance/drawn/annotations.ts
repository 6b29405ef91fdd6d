import { conclusionOf } from '../report/conclusion.ts'
import { describeConclusion } from '../report/describe-conclusion.ts'
import type { RunReport } from '../report/report.ts'
import { visible, visibleLines } from '../visible.ts'
import { type Cause, causesIn } from './failures.ts'

/** Whether annotations were asked for or, if nothing was said, the run is a step of GitHub Actions. */
export function wantsAnnotations(
  { annotations: wanted }: { readonly annotations?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return wanted ?? env['GITHUB_ACTIONS'] === 'true'
}

/** GitHub shows ten errors per step. The last is kept for the conclusion. */
const most = 9

/**
 * Workflow commands of GitHub Actions, one line each: an error per cause, with the place of its shortest scenario, and the conclusion if
 * the run does not conform or has checked too little. A run with known failures only has its conclusion as a notice.
 */
export function annotations(report: RunReport): readonly string[] {
  const kind = conclusionOf(report).kind
  if (kind === 'conforms' || kind === 'good-shard') return []
  return [
    ...causesIn(report).slice(0, most).map(annotationOf),
    command({ title: 'Conformance' }, describeConclusion(report), kind === 'only-known-failures' ? 'notice' : 'error'),
  ]
}

function annotationOf({ headline, shown, failures }: Cause): string {
  const { title, place, again } = shown
  const others = failures.length - 1
  const more = others === 0 ? [] : [`${others} other ${others === 1 ? 'case fails' : 'cases fail'} by the same cause`]
  const message = [headline, ...(again === undefined ? [] : [`again: ${again}`]), ...more].join('\n')
  return command({ ...place, title }, message)
}

/** `::error file=a.feature,line=3,title=…::message`. GitHub reads a message up to the end of the line. */
function command(
  properties: Readonly<Record<string, string | number>>,
  message: string,
  level: 'error' | 'notice' = 'error',
): string {
  const words = Object.entries(properties).map(([name, value]) => `${name}=${inProperty(visible(String(value)))}`)
  return `::${level} ${words.join(',')}::${inMessage(visibleLines(message))}`
}

const inMessage = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const inProperty = (text: string) => inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
