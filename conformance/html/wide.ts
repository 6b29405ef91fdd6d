import { type Content, type Html, html } from './html.ts'

/** A table that scrolls by itself in a narrow window, also by the keyboard. */
export const wide = (label: string, table: Content): Html =>
  html`<div class="wide" tabindex="0" role="group" aria-label="${label}">${table}</div>`
