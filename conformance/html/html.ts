import { echoed, visible, visibleLines } from '../visible.ts'

/** Markup that is safe to put into a page. Only `html` makes it. */
export class Html {
  readonly markup: string

  constructor(markup: string) {
    this.markup = markup
  }
}

/** A value in a template. Text and numbers are escaped; `undefined` and `false` leave nothing. */
export type Content = Html | string | number | undefined | false | readonly Content[]

/**
 * Markup with its values escaped, so that no text becomes markup, in an element or in a quoted attribute. Characters that a page would
 * obey instead of show (controls, bidirectional overrides) become visible escapes, and a text stays in one line.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(parts.map((part, at) => `${part}${markupOf(values[at])}`).join(''))
}

/** Several values, with this markup between them. */
export function joined(values: readonly Content[], between: Html): Html {
  return new Html(values.map(markupOf).join(between.markup))
}

/** Text that keeps its line feeds. */
export const multiline = (text: string): Html => new Html(escaped(visibleLines(text)))

/** Text with code between pairs of backticks. */
export function withCode(text: string): Html {
  const parts = text.split(/`([^`]+)`/)
  return html`${parts.map((part, at) => (at % 2 === 0 ? part : html`<code>${part}</code>`))}`
}

/** Lines longer than this are cut in a page; report.json has them whole. */
const longest = 600

/** Lines of text, each in one line and none of them longer than a page can show. */
export const linesOf = (lines: readonly string[]): Html =>
  new Html(lines.map((line) => escaped(echoed(line, longest))).join('\n'))

function markupOf(value: Content): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Html) return value.markup
  if (typeof value === 'string') return escaped(visible(value))
  if (typeof value === 'number') return String(value)
  return value.map(markupOf).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)
