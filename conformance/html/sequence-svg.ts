import type { Trace } from '../assertions/trace.ts'
import { type Chart, chartOf, type Mark, type Participant } from '../report/chart.ts'
import { echoed } from '../visible.ts'
import { type Html, html } from './html.ts'

/** Sizes in the units of the drawing, which are CSS pixels. */
const size = { column: 84, row: 22, head: 30, letter: 7.3, longest: 160 }

/** Rows of a chart that are drawn; report.json has the whole trace. */
const longest = 150

/**
 * A trace as a sequence chart: a lifeline per participant, an arrow per message, a dot per event that stays at its participant, and the
 * words of each at the right, where they cannot run into each other. `marked` is the step that goes wrong.
 */
export const sequenceSvg = (trace: Trace, marked?: number): Html => chartSvg(chartOf(trace), marked)

/** The same of a chart that was made already. */
export function chartSvg(chart: Chart, marked?: number): Html {
  const marks = chart.marks.slice(0, longest)
  const left = chart.marks.length - marks.length
  const words = marks.map(({ text }) => echoed(text, size.longest))
  const textAt = chart.participants.length * size.column + 12
  const width = Math.ceil(textAt + Math.max(0, ...words.map((one) => one.length)) * size.letter)
  const height = size.head + (marks.length + 1) * size.row
  return html`<div class="chart" tabindex="0" role="group" aria-label="Sequence chart"><svg role="img" aria-label="Sequence chart: ${chart.participants.map((one) => nameOf(one)).join(', ')}. The trace has the same in words." width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${marks.map((mark, row) => mark.at === marked && html`<rect class="hit" x="0" y="${yOf(row) - size.row / 2}" width="${width}" height="${size.row}"/>`)}
${chart.participants.map((one, at) => html`<text class="who" x="${xOf(at)}" y="18">${nameOf(one)}</text><line class="life" x1="${xOf(at)}" y1="26" x2="${xOf(at)}" y2="${height - 6}"/>`)}
${marks.map((mark, row) => rowSvg({ mark, words: words[row] ?? '', y: yOf(row), textAt, chart }))}
</svg>${left > 0 && html`<p class="soft">… ${left} more rows</p>`}</div>`
}

interface Placed {
  readonly mark: Mark
  readonly words: string
  readonly y: number
  readonly textAt: number
  readonly chart: Chart
}

function rowSvg({ mark: { from, to, kind }, words, y, textAt, chart }: Placed): Html {
  const text = html`<text class="${to === undefined ? 'note' : 'say'}" x="${textAt}" y="${y + 4}">${words}</text>`
  const start = xOf(chart.participants.indexOf(from))
  if (to === undefined || to === from) return html`<circle class="dot" cx="${start}" cy="${y}" r="3.5"/>${text}`
  const end = xOf(chart.participants.indexOf(to))
  const back = end > start ? -7 : 7
  return html`<line class="${kind}" x1="${start}" y1="${y}" x2="${end}" y2="${y}"/><path class="tip" d="M${end} ${y}l${back} -4v8z"/>${text}`
}

const xOf = (column: number) => (column + 0.5) * size.column
const yOf = (row: number) => size.head + (row + 0.75) * size.row
const nameOf = (one: Participant) => one.replace('-', ' ')
