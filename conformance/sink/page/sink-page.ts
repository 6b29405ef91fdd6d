import { counted } from '../../counted.ts'
import { documentOf } from '../../html/document.ts'
import { type Html, html, joined, multiline, withCode } from '../../html/html.ts'
import { chartSvg } from '../../html/sequence-svg.ts'
import { kit } from '../../kit.ts'
import type { AnyTried, FaultCell, FaultRow } from '../answer/fault-table.ts'
import { allTried, type SinkTrial } from '../answer/sink-trial.ts'
import { advice } from '../requirements/advice.ts'
import { guaranteeIn, harmWords, type ShownInRow, shownIn } from '../telling/describe-fault-table.ts'
import { describeTried } from '../telling/describe-step.ts'
import type { FoundInSink } from './found-in-sink.ts'
import { chartOfTried, stepOfHarm } from './sink-chart.ts'
import { requirementsHtml, scenariosHtml } from './sink-tables.ts'
import { verdictHtml } from './verdict-html.ts'

/** `cwc sink --html`: one page that loads nothing. Verdict, table of faults, the schedules behind it, requirements and scenarios. */
export function sinkPage(found: FoundInSink): string {
  const { trial, findings } = found
  const { mode, release, search } = trial
  const shown = findings.faults.flatMap((row) => shownIn(row).map((each) => ({ row, each })))
  return documentOf({
    title: 'A streaming sink: what it guarantees',
    assets: { styles: ['page.css'], scripts: ['theme.js'] },
    body: html`<a class="skip" href="#content">Skip to the results</a>
<header class="head"><p class="kicker">A streaming sink under faults and restarts, ${release === undefined ? 'on an installed Spark' : `on Spark ${release}`}, ${mode === 'continuous' ? 'in continuous mode' : 'in micro-batches'}</p>
<h1>What the sink guarantees <span>${kit.name} ${kit.version}</span></h1>
<p><button type="button" id="theme" hidden>Dark</button></p>${verdictHtml(found)}
${search !== undefined && html`<p>${counted(search.tried.length, 'generated schedule')}, seed ${search.seed}.</p>`}</header>
<main id="content" tabindex="-1">
<h2 id="faults">Faults</h2>
<p class="soft">What is guaranteed when each of them strikes, by the schedules that were run. A star stands where Spark does what its documentation does not say to sinks.</p>
<div class="wide"><table><thead><tr><th scope="col">when</th><th scope="col">the sink alone</th><th scope="col">with Spark as it is</th><th scope="col">shortest schedule that shows less</th></tr></thead><tbody>${findings.faults.map((row) => faultHtml(row, (each) => shown.findIndex((one) => one.row === row && isSame(one.each, each))))}</tbody></table></div>
${shown.length > 0 && html`<h2 id="schedules">Shortest schedules</h2>${shown.map(({ row, each }, at) => scheduleHtml({ row, each, at }, trial))}`}
${requirementsHtml(findings.requirements, mode)}
${scenariosHtml(trial.tried)}
</main>`,
  })
}

const isSame = (one: ShownInRow, other: ShownInRow) =>
  one.shown.harm === other.shown.harm && one.shown.by === other.shown.by

function faultHtml(row: FaultRow, numberOf: (each: ShownInRow) => number): Html {
  const links = shownIn(row).map(
    (each) =>
      html`<a href="#schedule-${numberOf(each) + 1}">${harmWords[each.shown.harm]}${each.isSparks && ' *'}</a>: ${each.shown.by}, ${counted(each.shown.steps, 'step')}`,
  )
  return html`<tr><th scope="row">${row.fault}</th>${cellHtml(row.sinkAlone)}${cellHtml(row.withSpark)}<td>${joined(links, html`<br>`)}</td></tr>`
}

const tones = { 'exactly-once': 'good', 'at-least-once': 'known', 'at-most-once': 'known', none: 'bad' } as const

function cellHtml(cell: FaultCell | undefined): Html {
  if (cell === undefined) return html`<td></td>`
  const tone = cell.guarantee === undefined ? 'none' : tones[cell.guarantee]
  return html`<td><span class="chip ${tone}">${guaranteeIn(cell)}</span> <small>${counted(cell.schedules, 'schedule')}</small></td>`
}

interface Numbered {
  readonly row: FaultRow
  readonly each: ShownInRow
  readonly at: number
}

function scheduleHtml({ row, each: { shown, isSparks }, at }: Numbered, trial: SinkTrial): Html {
  const { harm, by, rows } = shown
  const { says, more } = advice[shown.advice]
  const tried = allTried(trial).find(({ scenario }) => scenario.name === by && scenario.fault === row.fault)
  return html`<section class="finding" id="schedule-${at + 1}"><h3>${row.fault}: ${rows.join(', ')} ${harmWords[harm]}${isSparks && ' *'}</h3>
<p>${by}</p><p><b>What an author can do:</b> ${withCode(says)} <small>(${more})</small></p>${tried !== undefined && stepsHtml(tried, { harm, rows }, trial)}</section>`
}

function stepsHtml(
  tried: AnyTried,
  { harm, rows }: Pick<ShownInRow['shown'], 'harm' | 'rows'>,
  { mode }: SinkTrial,
): Html {
  return html`<details class="more"><summary>Steps <small>${tried.result.moments.length}</small></summary><pre>${multiline(describeTried(tried, mode))}</pre></details>
<details class="more"><summary>Sequence chart</summary>${chartSvg(chartOfTried(tried, mode), stepOfHarm(tried, harm, rows))}</details>`
}
