import { firstSentence } from '../../first-sentence.ts'
import { visible } from '../../visible.ts'
import type { Tried } from '../verdict/judge-sink.ts'

/** The most left-overs of a scenario that are named. `--json` has all of them. */
const mostNamed = 3

/** Whether anybody has looked for left-overs. */
export const areLookedFor = (tried: readonly Tried[]): boolean => tried.some((each) => leftOverIn(each) !== undefined)

/** The number of left-overs behind a scenario, where somebody has looked. */
export const countLeftOvers = (tried: Tried): string => `${leftOverIn(tried)?.length ?? ''}`

/** One line per scenario that has left something behind. */
export const describeLeftOvers = (tried: readonly Tried[]): readonly string[] =>
  tried.flatMap((each) => {
    const leftOver = leftOverIn(each) ?? []
    return leftOver.length === 0 ? [] : [`left over behind "${each.scenario.name}": ${namesOf(leftOver)}`]
  })

export function namesOf(leftOver: readonly string[]): string {
  const named = leftOver.slice(0, mostNamed).map((text) => visible(firstSentence(text)))
  const others = leftOver.length - named.length
  return [named.join(', '), ...(others === 0 ? [] : [`${others} more`])].join(' and ')
}

const leftOverIn = ({ result }: Tried) => (result.kind === 'seen' ? result.leftOver : undefined)
