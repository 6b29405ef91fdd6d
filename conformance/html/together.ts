import { describeAction } from '../gherkin/describe-action.ts'
import { describeEvent } from '../gherkin/describe-event.ts'
import type { ClosestOrder } from '../report/report.ts'
import { type Html, html, linesOf } from './html.ts'

/** For actions at the same time that no order explains: the order that explains most, where it stops, and what should have come. */
export function closestOrderHtml(closest: ClosestOrder | undefined): Html | undefined {
  if (closest === undefined) return undefined
  const { taken, stopped } = closest
  const actions = stopped.kind === 'left-over' ? taken : [...taken, stopped.action]
  return html`<figure class="diff"><figcaption>No order of these actions leads to what was seen. The order that explains most:</figcaption><pre>${actions.map((action, at) => html`<span>${at + 1}. ${linesOf([describeAction(action)])}</span>`)}${stopHtml(stopped)}</pre></figure>`
}

function stopHtml(stopped: ClosestOrder['stopped']): Html {
  switch (stopped.kind) {
    case 'event': {
      const seen = stopped.instead === undefined ? 'nothing more' : describeEvent(stopped.instead)
      return html`<del>- ${linesOf([describeEvent(stopped.expected)])}</del><ins>+ ${linesOf([seen])}</ins>`
    }
    case 'not-enabled':
      return html`<span>the model does not allow this action: ${linesOf([stopped.reason])}</span>`
    case 'left-over':
      return html`${stopped.seen.map((event) => html`<ins>+ ${linesOf([describeEvent(event)])}</ins>`)}`
  }
}
