import type { ChooseStep } from './plan-schedule.ts'
import type { SinkMove } from './sink-space.ts'

/** How often each kind of move is chosen where all are offered: a schedule that seldom ends an epoch or restarts loses nothing. */
const weights: Readonly<Record<string, number>> = {
  execute: 6,
  'clean-log': 6,
  row: 4,
  'advance-epoch': 4,
  deliver: 5,
  fail: 3,
  stop: 2,
  'no-row': 1,
}
const weightOfOthers = 2

/** Decodes numbers below 2^16: the low byte picks a kind of move, the high byte picks within that kind. */
export function weighted<Move>(
  numbers: readonly number[],
  kindOf: (move: Move) => string,
): (moves: readonly Move[]) => number | undefined {
  let at = 0
  return (moves) => {
    const number = numbers[at++]
    if (number === undefined || moves.length === 0) return undefined
    const kinds = [...new Set(moves.map(kindOf))]
    const drawn = kinds.flatMap((kind) => Array.from({ length: weights[kind] ?? weightOfOthers }, () => kind))
    const kind = drawn[(number & 0xff) % drawn.length]
    const ofKind = moves.flatMap((move, index) => (kindOf(move) === kind ? [index] : []))
    return ofKind[(number >>> 8) % ofKind.length]
  }
}

/** Of moves in continuous mode. */
export const weightedChoices = (numbers: readonly number[]): ChooseStep => weighted(numbers, kindOf)

function kindOf({ step }: SinkMove): string {
  if (step.kind === 'act') return step.action.kind
  return step.kind === 'strike' ? 'fail' : step.kind
}
