import { firstSentence } from '../../first-sentence.ts'
import { visible } from '../../visible.ts'
import type { Broken, RowsSeen, SinkMoment } from '../run/try-schedule.ts'
import { isOutage, outageWords } from '../schedules/outside.ts'
import { namesOf } from './describe-left-overs.ts'

/** One line per step, with what the reader sees behind it where that has changed. At the end, what became of the rows. */
export function describeSteps<Action extends { readonly kind: string }>(
  result: RowsSeen<Action> | Broken<Action>,
  wordsOf: (action: Action) => string,
): string {
  const steps = result.moments.map((moment, at) => {
    const number = String(at + 1).padStart(4)
    return `${number} ${isOutage(moment.action) ? outageWords[moment.action.moment] : wordsOf(moment.action)}${describeRows(moment, result.moments[at - 1])}`
  })
  const warnings = (result.warnings ?? []).map((warning) => `     warning: ${visible(warning)}`)
  const leftOver = (result.kind === 'seen' && result.leftOver) || []
  const left = leftOver.length === 0 ? [] : [`     left over: ${namesOf(leftOver)}`]
  return [...steps, `     ${describeEnd(result)}`, ...left, ...warnings].join('\n')
}

type Rows = Pick<SinkMoment, 'rows'>

function describeRows({ rows }: Rows, before: Rows | undefined): string {
  const text = rows.join(', ')
  if (text === (before?.rows.join(', ') ?? '')) return ''
  return `: the reader sees ${text === '' ? 'nothing' : visible(text)}`
}

/** In one line. */
export function describeEnd(result: RowsSeen<unknown> | Broken<unknown>): string {
  if (result.kind === 'broken') return visible(`step ${result.moments.length + 1}: ${firstSentence(result.reason)}`)
  if (!result.isTold) return 'no row was committed'
  const said = [
    ...saying('lost', result.lost),
    ...saying('twice', result.doubled),
    ...saying('seen before the commit', result.early),
    ...saying('seen after an abort', result.afterAbort ?? []),
    ...saying('out of order', result.outOfOrder ?? []),
  ]
  return said.length === 0 ? 'each row is there once' : visible(said.join('; '))
}

const saying = (what: string, rows: readonly string[]) => (rows.length === 0 ? [] : [`${what}: ${rows.join(', ')}`])
