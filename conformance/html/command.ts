import { type Html, html } from './html.ts'

/** A command line, with a button that copies it (where the page's script runs). */
export const commandHtml = (label: string, command: string): Html =>
  html`<p class="again"><span>${label}</span> <code>${command}</code> <button type="button" data-copy hidden>Copy</button></p>`
