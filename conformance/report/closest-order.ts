import { describeAction } from '../gherkin/describe-action.ts'
import { describeEvent } from '../gherkin/describe-event.ts'
import { indented, type Line, line } from './lines.ts'
import type { ClosestOrder } from './report.ts'

/** The line above the lines of `closestOrderLines`. */
export const closestOrderTitle = 'no order of these actions leads to what was seen; the order that explains most:'

/**
 * The order of actions at the same time that explains most: each action with the events that follow from it, the action at which the
 * order stops, there the difference of expected and seen, and the actions that it does not reach.
 */
export function closestOrderLines({ taken, stopped, left }: ClosestOrder): readonly Line[] {
  return [
    ...taken.flatMap(({ action, events }, at) => [
      line(`${at + 1}. ${describeAction(action)}`),
      ...inside(events.map((event) => line(`  ${describeEvent(event)}`))),
    ]),
    ...stopLines(stopped, taken.length + 1),
    ...(left.length === 0 ? [] : [line(`not reached: ${left.map(describeAction).join('; ')}`, 'faint')]),
  ]
}

function stopLines(stopped: ClosestOrder['stopped'], next: number): readonly Line[] {
  switch (stopped.kind) {
    case 'event':
      return [
        line(`${next}. ${describeAction(stopped.action)}   <- it stops here`, 'marked'),
        ...inside([
          ...stopped.before.map((event) => line(`  ${describeEvent(event)}`)),
          line(`- ${describeEvent(stopped.expected)}`, 'expected'),
          line(`+ ${stopped.instead === undefined ? 'nothing more' : describeEvent(stopped.instead)}`, 'seen'),
        ]),
      ]
    case 'not-enabled':
      return [
        line(`${next}. ${describeAction(stopped.action)}   <- it stops here`, 'marked'),
        ...inside([line(`the model does not allow this action: ${stopped.reason}`)]),
      ]
    case 'left-over':
      return [
        line('it explains all actions, and these events remain:', 'marked'),
        ...inside(stopped.seen.map((event) => line(`+ ${describeEvent(event)}`, 'seen'))),
      ]
  }
}

const inside = (lines: readonly Line[]) => indented(lines, 3)
