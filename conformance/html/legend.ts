import { type Html, html } from './html.ts'
import type { Sign } from './signs.ts'

/** A sign, its word, and what the word means. */
interface Meaning extends Sign {
  readonly word: string
  readonly meaning: string
}

/** What signs and words mean; nothing if there are none. */
export const legendHtml = (meanings: readonly Meaning[]): Html | undefined =>
  meanings.length === 0
    ? undefined
    : html`<ul class="legend">${meanings.map(({ sign, tone, word, meaning }) => html`<li><span class="sign ${tone}" aria-hidden="true">${sign}</span><span><b>${word}</b>: ${meaning}</span></li>`)}</ul>`
