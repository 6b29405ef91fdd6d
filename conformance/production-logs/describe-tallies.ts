import { visible } from '../visible.ts'
import type { Place } from './state.ts'
import type { Tally } from './tally.ts'

/** A line per requirement, those that were violated first, with both lines that contradict each other. */
export function describeTallies(tallies: readonly (readonly [requirement: string, tally: Tally])[]): string {
  const worstFirst = tallies.toSorted(([, one], [, other]) => Number(other.violated > 0) - Number(one.violated > 0))
  return worstFirst.flatMap(([requirement, tally]) => linesOf(requirement, tally)).join('\n')
}

function linesOf(requirement: string, { held, violated, violations, unknown }: Tally): readonly string[] {
  const [why] = unknown.keys()
  const first =
    violated > 0
      ? `violated (${times(violated)})`
      : why !== undefined
        ? `cannot tell (${why})`
        : `held (${times(held)})`
  return [
    `${requirement}: ${first}`,
    ...violations.map(({ at, contradicts, expected }) => {
      const other = contradicts === undefined ? '' : `, contradicts ${placeText(contradicts)}`
      return `  ${placeText(at)}: ${visible(expected)}${other}`
    }),
  ]
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`)

const placeText = ({ file, line }: Place) => `${visible(file)}:${line}`
