import type { DiffLine } from '../assertions/diff.ts'
import type { Trace } from '../assertions/trace.ts'
import { counted } from '../counted.ts'
import { describeDiff } from '../gherkin/describe-mismatch.ts'
import { describeTrace } from '../gherkin/describe-trace.ts'
import { type Html, html, linesOf } from './html.ts'
import { sequenceSvg } from './sequence-svg.ts'

/** Lines of a text that a page shows; report.json has it whole. */
const longest = 300

/** The lines that differ: `-` expected, `+` seen, each in a colour of its own. */
export function diffHtml(difference: readonly DiffLine[]): Html | undefined {
  if (difference.every(({ kind }) => kind === 'both')) return undefined
  const nothing = difference.some(({ kind }) => kind !== 'expected') ? [] : ['+ nothing']
  const lines = [...describeDiff(difference), ...nothing]
  return html`<figure class="diff"><figcaption>− expected, + seen</figcaption><pre>${shortened(lines).map(diffLine)}</pre></figure>`
}

function diffLine(line: string): Html {
  const words = linesOf([line])
  if (line.startsWith('-')) return html`<del>${words}</del>`
  if (line.startsWith('+')) return html`<ins>${words}</ins>`
  return html`<span>${words}</span>`
}

/** A trace in words, its wrong step marked, and as a chart; both closed at first. */
export function traceHtml(trace: Trace, marked?: number): Html | undefined {
  if (trace.length === 0) return undefined
  const steps = trace.map((step, at) => ({ lines: describeTrace([step]), isMarked: at === marked }))
  const count = steps.flatMap(({ lines }) => lines).length
  let room = longest
  const shown = steps.flatMap(({ lines, isMarked }) => {
    const own = lines.slice(0, Math.max(0, room))
    room -= lines.length
    if (own.length === 0) return []
    return [isMarked ? html`<mark>${linesOf(own)}</mark>\n` : html`${linesOf(own)}\n`]
  })
  return html`<details class="more"><summary>Trace <small>${counted(count, 'line')}</small></summary><pre>${shown}${room < 0 && `… ${-room} more lines`}</pre></details>
<details class="more"><summary>Sequence chart</summary>${sequenceSvg(trace, marked)}</details>`
}

/** The first lines of a text, and how many are left out. */
export function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= longest) return lines
  return [...lines.slice(0, longest), `… ${lines.length - longest} more lines`]
}
