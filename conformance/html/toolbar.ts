import { roles } from '../../src/contract/roles.ts'
import { type Content, type Html, html } from './html.ts'

/** What the filter of a page offers. */
export interface FilterWords {
  /** The verdicts that occur. */
  readonly verdicts: readonly string[]
  readonly requirements: readonly string[]
  /** The label of the box that leaves out what needs no attention. */
  readonly only: string
  readonly links: readonly (readonly [href: string, text: string])[]
}

/** The bar that stays in view: the sections, the filter, and the buttons. The page's script shows it: without it nothing is filtered. */
export function toolbarHtml({ verdicts, requirements, only, links }: FilterWords): Html {
  return html`<div class="toolbar">
<nav aria-label="Sections">${links.map(([href, text]) => html`<a href="${href}">${text}</a> `)}</nav>
<form role="search" aria-label="Filter" id="filter" hidden>
<label class="grow"><span class="hidden">Text</span><input type="search" name="text" placeholder="Text ( / )" autocomplete="off" spellcheck="false"></label>
<label><span class="hidden">Requirement</span><input name="requirement" list="ids" placeholder="EC-45" autocomplete="off" spellcheck="false" size="10"></label>
<datalist id="ids">${requirements.map((id) => html`<option value="${id}"></option>`)}</datalist>
${verdicts.length > 0 && select('verdict', 'every verdict', verdicts)}
${select('role', 'every role', roles)}
<label class="check"><input type="checkbox" name="only"> ${only}</label>
<button type="reset">Clear</button>
<button type="button" id="theme">Dark</button>
<button type="button" id="help" aria-haspopup="dialog" title="Keys">?</button>
<output id="shown" aria-live="polite"></output>
</form>
</div>`
}

const select = (name: string, every: string, values: readonly string[]): Html =>
  html`<label><span class="hidden">${name}</span><select name="${name}"><option value="">${every}</option>${values.map((value) => html`<option>${value}</option>`)}</select></label>`

const keys: readonly (readonly [string, string])[] = [
  ['/', 'go to the filter'],
  ['n, p', 'next and previous thing that did not pass'],
  ['j, k', 'next and previous thing that is shown'],
  ['o', 'open or close it'],
  ['x', 'show only what did not pass, or everything'],
  ['t', 'dark or light'],
  ['Esc', 'leave the filter, or close this'],
  ['?', 'show these keys'],
]

/** The list of keys. */
export const helpHtml: Content = html`<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys</h2><dl>${keys.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl><form method="dialog"><button>Close</button></form></dialog>`
