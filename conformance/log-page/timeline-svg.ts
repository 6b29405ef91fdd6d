import { counted } from '../counted.ts'
import { type Html, html } from '../html/html.ts'
import { placeText } from '../production-logs/describe-finding.ts'
import type { Lane, Mark, MarkKind, QueryTimeline } from '../production-logs/timeline.ts'
import { echoed } from '../visible.ts'
import { timesOf } from './moments.ts'
import { type TimeAxis, timeAxis } from './time-axis.ts'

/** Sizes in CSS pixels. */
const size = { row: 24, head: 24 }

/**
 * The timeline of a query: a row for the query, for each of its two logs and for each partition. Places along the time are per cent of the
 * width, so that the script makes it wider without drawing it again. Each mark says its file and its line.
 */
export function timelineHtml(query: QueryTimeline, number: number): Html {
  const lanes = query.lanes.filter(({ marks }) => marks.length > 0)
  const timeOf = timesOf(lanes)
  const axis = timeAxis(
    lanes.flatMap(({ marks }) => marks.flatMap(({ from, to }) => [timeOf(from), timeOf(to ?? from)])),
  )
  const place = (mark: Mark): Placed => ({
    mark,
    x: xOf(axis, timeOf(mark.from)),
    end: xOf(axis, timeOf(mark.to ?? mark.from)),
  })
  const height = size.head + lanes.length * size.row + 4
  const name = query.name === '' ? `query ${query.queryId ?? number}` : `query ${query.name}`
  const left = lanes.filter(({ leftOut }) => leftOut > 0)
  return html`<figure class="timeline">
<figcaption><b>${name}</b>${query.queryId !== undefined && html` <small>${query.queryId}</small>`}</figcaption>
<p class="tools" hidden><button type="button" data-zoom="2" title="key +">Wider</button> <button type="button" data-zoom="0.5" title="key -">Narrower</button> <button type="button" data-zoom="0" title="key 0">Whole</button> <span class="soft">arrow keys: from mark to mark</span></p>
<div class="lanes"><ul aria-hidden="true">${lanes.map(({ name: lane }) => html`<li>${lane}</li>`)}</ul>
<div class="scroll" tabindex="0" role="group" aria-label="Timeline of ${name}: arrow keys go from mark to mark, plus and minus zoom"><svg role="img" aria-label="Timeline of ${name}" width="100%" height="${height}">
${axis.breaks.map(({ at, width, milliseconds }) => html`<rect class="break" x="${percent(0.015 + at * 0.97)}" y="0" width="${percent(width)}" height="100%"><title>${durationText(milliseconds)} without a mark</title></rect>`)}
${lanes.map((lane, row) => html`<line class="lane" x1="0" x2="100%" y1="${yOf(row)}" y2="${yOf(row)}"/>${laneHtml(lane, row, place)}`)}
</svg></div></div>
<p class="chosen"><output aria-live="polite">Choose a mark to see its line.</output></p>
${left.length > 0 && html`<p class="soft">Not drawn one by one, as they lie between the first and the last epochs: ${left.map((lane) => `${lane.name} ${lane.leftOut}`).join(', ')}.</p>`}
${query.tasksLeftOut > 0 && html`<p class="soft">There are too many tasks to draw: ${counted(query.tasksLeftOut, 'line')} of other tasks.</p>`}
</figure>`
}

interface Placed {
  readonly mark: Mark
  readonly x: string
  readonly end: string
}

function laneHtml({ name, marks }: Lane, row: number, place: (mark: Mark) => Placed): Html {
  return html`${marks.map((mark) => markHtml(place(mark), name, yOf(row)))}`
}

const signs: Readonly<Record<MarkKind, { readonly sign: string; readonly tone: string }>> = {
  'run started': { sign: '▶', tone: 'none' },
  'run ended': { sign: '■', tone: 'none' },
  'run failed': { sign: '✗', tone: 'bad' },
  'epoch started': { sign: '|', tone: 'none' },
  'offsets logged': { sign: '○', tone: 'none' },
  'epoch committed': { sign: '●', tone: 'good' },
  'writer commits': { sign: '', tone: 'good' },
  'writer aborted': { sign: '×', tone: 'known' },
  'error ignored': { sign: '!', tone: 'bad' },
  violation: { sign: '✗', tone: 'bad' },
}

function markHtml({ mark, x, end }: Placed, lane: string, y: number): Html {
  const { sign, tone } = signs[mark.kind]
  const title = html`<title>${textOfMark(mark, lane)}</title>`
  if (mark.kind !== 'writer commits')
    return html`<text class="mark ${tone}" x="${x}" y="${y + 5}">${sign}${title}</text>`
  // A writer that does not say that it has committed has an open bar.
  const kind = mark.to === undefined ? 'open' : tone
  return html`<g class="mark ${kind}"><line class="bar" x1="${x}" x2="${end}" y1="${y}" y2="${y}"/><circle cx="${x}" cy="${y}" r="3.5"/>${title}</g>`
}

/** What a mark stands for, with its lines. */
export function textOfMark({ kind, epoch, from, to, text }: Mark, lane: string): string {
  const what = lane.startsWith('partition') ? `${lane}: ${kind}` : kind
  const which = epoch === undefined ? '' : ` (epoch ${epoch})`
  const end =
    to === undefined
      ? kind === 'writer commits'
        ? '; no line says that it has committed'
        : ''
      : ` to ${placeText(to)}`
  const when = from.time === undefined ? '' : `, ${stampText(from.time)}`
  return `${what}${which} at ${placeText(from)}${end}${when}${text === undefined ? '' : `: ${echoed(text, 200)}`}`
}

const stampText = (time: number) => new Date(time).toISOString().slice(0, 19).replace('T', ' ')

function durationText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  return seconds < 120
    ? `${seconds} s`
    : seconds < 7200
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 3600)} h`
}

const yOf = (row: number) => size.head + row * size.row
const percent = (share: number) => `${(share * 100).toFixed(3)}%`
/** A margin at both ends, so that no mark is cut. */
const xOf = ({ at }: TimeAxis, time: number) => percent(0.015 + at(time) * 0.97)
