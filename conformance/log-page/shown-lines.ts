import { type Html, html, linesOf } from '../html/html.ts'
import type { CheckReport, ShownLine } from '../production-logs/report/check-report.ts'
import type { Place } from '../production-logs/runs/state.ts'
import { placeText } from '../production-logs/telling/describe-finding.ts'

/** The lines whose texts a page has: each has a place of its own that links lead to. */
export interface ShownLines {
  /** The id of the line in the page; undefined if the page has no text of it. */
  readonly idOf: (place: Place) => string | undefined
  /** The place of a line, as a link to its text. */
  readonly link: (place: Place) => Html
  readonly section: Html | undefined
}

/** @param number that of the application: ids are those of a page */
export function shownLines({ lines = [] }: CheckReport, number: number): ShownLines {
  const files = new Map([...Map.groupBy(lines, ({ file }) => file)].map(([file, own], at) => [file, { own, at }]))
  const known = new Set(lines.map(({ file, line }) => `${line} ${file}`))
  const idOf = ({ file, line }: Place) =>
    known.has(`${line} ${file}`) ? `line-${number}-${files.get(file)?.at ?? 0}-${line}` : undefined
  return {
    idOf,
    link(place) {
      const id = idOf(place)
      return id === undefined ? html`${placeText(place)}` : html`<a href="#${id}">${placeText(place)}</a>`
    },
    section:
      lines.length === 0
        ? undefined
        : html`<h2 id="lines-${number}">Lines</h2>
<p class="soft">The lines that the findings and the marks of the timeline name, with their numbers. Links lead here.</p>
${[...files].map(([file, { own }]) => html`<h3>${file}</h3><pre class="lines" tabindex="0" role="group" aria-label="Lines of ${file}">${own.map((line) => lineHtml(line, idOf(line)))}</pre>`)}`,
  }
}

const lineHtml = ({ line, text = '' }: ShownLine, id: string | undefined): Html =>
  html`<span id="${id ?? ''}"><b>${line}</b> <span>${linesOf([text])}</span></span>\n`
