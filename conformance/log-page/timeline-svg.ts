import { counted } from '../counted.ts'
import { type Html, html } from '../html/html.ts'
import {
  type Lane,
  type Mark,
  type MarkKind,
  markKinds,
  type QueryTimeline,
  type Timeline,
} from '../production-logs/report/timeline.ts'
import { placeText } from '../production-logs/telling/describe-finding.ts'
import { echoed } from '../visible.ts'
import { timesOf } from './moments.ts'
import type { ShownLines } from './shown-lines.ts'
import { type TimeAxis, timeAxis } from './time-axis.ts'

/** Sizes in CSS pixels. */
const size = { row: 24, head: 24 }

/**
 * The timeline of a query: a row for the query, for each of its two logs and for each partition. Places along the time are per cent of the
 * width, so that the script makes it wider without drawing it again. Each mark says its file and its line.
 */
export function timelineHtml(query: QueryTimeline, number: number, lines: ShownLines): Html {
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
  const moments = lanes.flatMap(({ marks }) => marks.map(({ from }) => from))
  // Without a stamp, marks stand in their order only.
  const clockTimes = moments.every(({ time }) => time !== undefined) ? moments.map(timeOf) : []
  const height = size.head + lanes.length * size.row + 4
  const name = query.name === '' ? `query ${query.queryId ?? number}` : `query ${query.name}`
  const left = lanes.filter(({ leftOut }) => leftOut > 0)
  return html`<figure class="timeline">
<figcaption><b>${name}</b>${query.queryId !== undefined && html` <small>${query.queryId}</small>`}</figcaption>
<p class="tools" hidden><button type="button" data-zoom="2" title="key +">Wider</button> <button type="button" data-zoom="0.5" title="key -">Narrower</button> <button type="button" data-zoom="0" title="key 0">Whole</button> <span class="soft">Arrow keys go from mark to mark, <kbd>n</kbd> to the next trouble, <kbd>Enter</kbd> to the line.</span></p>
<div class="lanes"><ul aria-hidden="true">${lanes.map(({ name: lane }) => html`<li>${lane}</li>`)}</ul>
<div class="scroll" tabindex="0" role="group" aria-label="Timeline of ${name}: arrow keys go from mark to mark, n to the next trouble, Enter to the line, plus and minus zoom"><svg role="img" aria-label="Timeline of ${name}" width="100%" height="${height}">
${axis.breaks.map(({ at, width, milliseconds }) => html`<rect class="break" x="${percent(0.015 + at * 0.97)}" y="0" width="${percent(width)}" height="100%"><title>${durationText(milliseconds)} without a mark</title></rect>`)}
${ticksOf(axis, clockTimes).map(
  ({ x, text }) =>
    html`<text class="tick" x="${x}" y="${size.head - 10}">${text}</text><line class="tick" x1="${x}" x2="${x}" y1="${size.head - 6}" y2="100%"/>`,
)}
${lanes.map((lane, row) => html`<line class="lane" x1="0" x2="100%" y1="${yOf(row)}" y2="${yOf(row)}"/>${laneHtml(lane, row, place, lines)}`)}
</svg></div></div>
<div class="chosen"><output aria-live="polite">Choose a mark to see its line.</output></div>
${left.length > 0 && html`<p class="soft">Not drawn one by one, as they lie between the first and the last epochs: ${left.map((lane) => `${lane.name} ${lane.leftOut}`).join(', ')}.</p>`}
${query.tasksLeftOut > 0 && html`<p class="soft">There are too many tasks to draw: ${counted(query.tasksLeftOut, 'line')} of other tasks.</p>`}
</figure>`
}

interface Placed {
  readonly mark: Mark
  readonly x: string
  readonly end: string
}

function laneHtml({ name, marks }: Lane, row: number, place: (mark: Mark) => Placed, lines: ShownLines): Html {
  return html`${marks.map((mark) => markHtml(place(mark), name, yOf(row), lines))}`
}

const signs: Readonly<Record<MarkKind, { readonly sign: string; readonly tone: string }>> = {
  'run started': { sign: '▶', tone: 'none' },
  'run ended': { sign: '■', tone: 'none' },
  'run failed': { sign: '✗', tone: 'bad' },
  'epoch started': { sign: '|', tone: 'none' },
  'offsets logged': { sign: '○', tone: 'none' },
  'epoch committed': { sign: '●', tone: 'good' },
  'epoch committed with old offsets': { sign: '◐', tone: 'bad' },
  'writer commits': { sign: '', tone: 'good' },
  'writer aborted': { sign: '×', tone: 'known' },
  'error ignored': { sign: '!', tone: 'bad' },
  violation: { sign: '✗', tone: 'bad' },
}

/** What the signs stand for, as far as they occur. */
export function legendHtml({ queries }: Timeline): Html {
  const seen = new Set(queries.flatMap(({ lanes }) => lanes.flatMap(({ marks }) => marks.map(({ kind }) => kind))))
  const own = markKinds.filter((kind) => kind !== 'writer commits' && seen.has(kind))
  return html`<p class="soft">Times are those of the logs. Lines of one second stand in the order of the log.${seen.has('writer commits') && html` A bar is a writer’s commit, from <i>is committing</i> to <i>committed</i>; an empty circle has no end.`} Each mark leads to its line.</p>
<ul class="legend">${own.map((kind) => html`<li><b class="${signs[kind].tone}" aria-hidden="true">${signs[kind].sign}</b> ${kind}</li>`)}</ul>`
}

function markHtml({ mark, x, end }: Placed, lane: string, y: number, lines: ShownLines): Html {
  const sign = signHtml({ mark, x, end }, lane, y)
  const id = lines.idOf(mark.from)
  // The arrow keys go from mark to mark: thousands of stops of the tab key would be of no use.
  return id === undefined ? sign : html`<a href="#${id}" tabindex="-1">${sign}</a>`
}

function signHtml({ mark, x, end }: Placed, lane: string, y: number): Html {
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

/** How many times are written above a timeline, and where the last one begins at most. */
const [mostTicks, lastTick] = [6, 0.92]

/** Times to be written: those of marks near to places at equal distances. The first one has the date. */
function ticksOf(axis: TimeAxis, times: readonly number[]): readonly { readonly x: string; readonly text: string }[] {
  const sorted = [...new Set(times)].toSorted((one, other) => one - other)
  const ticks: number[] = []
  for (const time of sorted) {
    const last = ticks.at(-1)
    if (last === undefined || axis.at(time) - axis.at(last) >= 1 / mostTicks) ticks.push(time)
  }
  return ticks
    .map((time, at) => ({ x: xOf(axis, time), at: axis.at(time), text: stampText(time).slice(at === 0 ? 0 : 11) }))
    .filter(({ at, text }, index, all) => at < lastTick && !all.slice(0, index).some((one) => one.text.endsWith(text)))
}
