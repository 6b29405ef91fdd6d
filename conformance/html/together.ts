import { closestOrderLines, closestOrderTitle } from '../report/closest-order.ts'
import type { Line } from '../report/lines.ts'
import type { ClosestOrder } from '../report/report.ts'
import { type Html, html, linesOf } from './html.ts'

/** For actions at the same time that no order explains: the order that explains most, where it stops, and what should have come. */
export function closestOrderHtml(closest: ClosestOrder | undefined): Html | undefined {
  if (closest === undefined) return undefined
  const title = `${closestOrderTitle.slice(0, 1).toUpperCase()}${closestOrderTitle.slice(1)}`
  return html`<figure class="diff order"><figcaption>${title}</figcaption><pre>${closestOrderLines(closest).map(lineHtml)}</pre></figure>`
}

function lineHtml({ tone, text }: Line): Html {
  const words = linesOf([text])
  switch (tone) {
    case 'expected':
      return html`<del>${words}</del>`
    case 'seen':
      return html`<ins>${words}</ins>`
    case 'marked':
      return html`<span><b>${words}</b></span>`
    default:
      return html`<span>${words}</span>`
  }
}
