import type { Place } from './state.ts'
import type { Trail } from './trails.ts'

/** One kind of lines of a participant, on both sides of a place. */
export interface Jump extends Omit<Trail, 'steps'> {
  /** Nothing but the start of its run is before the place. */
  readonly isFromStart: boolean
  readonly last: number
  readonly lastAt: Place
  readonly next: number
  readonly nextAt: Place
  /** The line behind the place does not stand alone: it is not one with a wrong number. */
  readonly goesOn: boolean
}

/** What goes on behind the first lines of the file. */
export const jumpsBehind = (trails: readonly Trail[], line: number): readonly Jump[] =>
  trails.flatMap(({ steps, ...trail }) => {
    const last = steps.findLast(({ at }) => at.line <= line)
    const [next, second] = steps.filter(({ at }) => at.line > line)
    if (last === undefined || next === undefined) return []
    return [
      {
        ...trail,
        isFromStart: last.isStart,
        last: last.epoch,
        lastAt: last.at,
        next: next.epoch,
        nextAt: next.at,
        goesOn: second !== undefined && second.epoch > next.epoch,
      },
    ]
  })

export const lostBy = ({ last, next }: Pick<Jump, 'last' | 'next'>): number => next - last - 1

export const linesLostBy = (jumps: readonly Jump[]): number =>
  jumps.reduce((sum, one) => sum + Math.max(lostBy(one), 0) * one.lines, 0)

export const participantsIn = (jumps: readonly Jump[]): number =>
  [...Map.groupBy(jumps, ({ of }) => of).values()].reduce(
    (sum, own) => sum + new Set(own.map(({ participant }) => participant)).size,
    0,
  )

/** By so many epochs participants of one run may be ahead of each other. */
const mostApart = 3

/** In no run does a participant go back, and all of them go on with about the same epoch, or have lost about as many. */
export const areTogether = (jumps: readonly Jump[]): boolean =>
  [...Map.groupBy(jumps, ({ of }) => of).values()].every((own) => {
    const lost = own.map(lostBy)
    return Math.min(...lost) >= 0 && (spread(lost) <= mostApart || spread(own.map(({ next }) => next)) <= mostApart)
  })

/** So many epochs and lines are those of a hole also if one participant lacks them: no known fault leaves out so many at once. */
const fewestEpochs = 4
const fewestLines = 8

/** Whether one participant alone goes on far later than it stopped, with all its kinds of lines. The messages of partitions may be ahead. */
export function isOneFarAhead(jumps: readonly Jump[]): boolean {
  const behind = jumps.filter((one) => lostBy(one) > 0)
  const [first] = behind
  if (first === undefined || participantsIn(behind) > 1 || jumps.some((one) => lostBy(one) < 0)) return false
  const own = jumps.filter(
    ({ of, participant, isMessage }) => of === first.of && participant === first.participant && !isMessage,
  )
  const lost = own.map(lostBy)
  return (
    Math.min(...lost) >= fewestEpochs &&
    spread(lost) <= 1 &&
    linesLostBy(own) >= fewestLines &&
    own.every(({ goesOn }) => goesOn)
  )
}

const spread = (numbers: readonly number[]) => Math.max(...numbers) - Math.min(...numbers)
