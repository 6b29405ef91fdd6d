import { counted } from '../counted.ts'
import { documentOf } from '../html/document.ts'
import { type Html, html, linesOf, multiline } from '../html/html.ts'
import {
  type ApplicationReport,
  type CheckReport,
  type LogFinding,
  type LogReport,
  type LogVerdict,
  losesRows,
  type ShownLine,
} from '../production-logs/report/check-report.ts'
import { describeLogFinding } from '../production-logs/telling/describe-finding.ts'
import { describeCheckpoint, describeHints, describeUnread } from '../production-logs/telling/describe-report.ts'
import { settingsFor } from '../production-logs/telling/logging-settings.ts'
import { aboutShownFault, reproduceCommand, shownFaultOf } from '../production-logs/telling/tokens.ts'
import { requirements } from '../requirements/registry.ts'
import { requirementGroups } from './requirement-groups.ts'
import { type ShownLines, shownLines } from './shown-lines.ts'
import { legendHtml, timelineHtml } from './timeline-svg.ts'

/** What `cwc check` has found, as one page that loads nothing. Made from the data of its `report.json` alone. */
export function logReportPage(report: LogReport): string {
  const { applications, checkpoints, kit } = report
  return documentOf({
    title: 'Production logs: conformance report',
    assets: { styles: ['page.css', 'timeline.css'], scripts: ['theme.js', 'timeline.js'] },
    body: html`<a class="skip" href="#content">Skip to the results</a>
<header class="head"><p class="kicker">Logs of continuous queries that ran, held against the requirements</p>
<h1>Production logs <span>${kit.name} ${kit.version}</span></h1>
<p><button type="button" id="theme" hidden>Dark</button></p>${applications.length + checkpoints.length !== 1 && html`<p>${report.headline.text}</p>`}${notesHtml(report)}${applications.length > 1 && contentsHtml(applications)}</header>
<main id="content" tabindex="-1">
${applications.map((one, at) => applicationHtml(one, at + 1, applications.length > 1))}
${checkpoints.map((one) => html`<section><h2>Checkpoint</h2><pre>${multiline(describeCheckpoint(one))}</pre></section>`)}
</main>`,
  })
}

/** What limits the report as a whole. */
function notesHtml({ notes, passedOver, hints, isInterrupted }: LogReport): Html | undefined {
  const all = [
    ...(isInterrupted ? ['The reading was interrupted: this is what was found up to there.'] : []),
    ...notes,
    ...(passedOver.length === 0
      ? []
      : [
          `${counted(passedOver.length, 'file')} without a record of a log: ${passedOver.slice(0, 5).join(', ')}${passedOver.length > 5 ? ' and others' : ''}`,
        ]),
    ...describeHints(hints).map((hint) => `Hint: ${hint}`),
  ]
  return listHtml(all)
}

const listHtml = (notes: readonly string[]): Html | undefined =>
  notes.length === 0 ? undefined : html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`

const contentsHtml = (applications: readonly ApplicationReport[]): Html =>
  html`<nav aria-label="Applications"><ul>${applications.map((one, at) => html`<li><a href="#application-${at + 1}">${nameOf(one)}</a> <span aria-hidden="true">${signOn(one).sign}</span> ${one.headline.text}</li>`)}</ul></nav>`

const nameOf = ({ id }: CheckReport) => (id === undefined ? 'Application of an unknown id' : `Application ${id}`)

function applicationHtml(report: ApplicationReport, number: number, isOneOfMany: boolean): Html {
  const { findings, timeline, files, runs, unread = [] } = report
  const bad = Object.entries(report.requirements).filter(([, { kind }]) => kind === 'violated')
  const { sign, tone } = signOn(report)
  const lines = shownLines(report, number)
  const ordered = [...findings.filter(losesRows), ...findings.filter((one) => !losesRows(one))]
  return html`<section id="application-${number}">
${isOneOfMany && html`<h2>${nameOf(report)}</h2>`}
<div class="verdict ${tone}"><p class="word"><span aria-hidden="true">${sign}</span> ${report.headline.text} <small>${report.release === undefined ? 'unknown release' : `Spark ${report.release}`}${report.edition !== undefined && `, edition ${report.edition}`}</small></p><p>${countsText(report)}</p>${listHtml(unread.map(describeUnread))}</div>
${ordered.length > 0 && html`<h2 id="findings-${number}">Findings</h2>${ordered.map((finding) => findingHtml(finding, lines))}`}
${bad.length > 0 && html`<h2 id="violations-${number}">Violations</h2>${bad.map(([id, verdict]) => violatedHtml(id, verdict, { lines, number }))}`}
${timeline !== undefined && timeline.queries.length > 0 && html`<h2 id="timeline-${number}">Timeline</h2>${legendHtml(timeline)}${timeline.queries.map((query, at) => timelineHtml(query, at + 1, lines))}`}
<h2 id="runs-${number}">Runs</h2>
<div class="wide"><table><thead><tr><th scope="col">query</th><th scope="col">run</th><th scope="col">first epoch</th><th scope="col">last committed</th><th scope="col">last offsets</th><th scope="col">end</th></tr></thead><tbody>${runs.map((run) => html`<tr><td>${run.name}</td><td><code>${run.runId}</code></td><td>${run.startEpoch ?? 'not in the log'}</td><td>${run.lastCommitted ?? 'none'}</td><td>${run.lastLogged ?? 'none'}</td><td>${run.ended}</td></tr>`)}</tbody></table></div>
${requirementGroups(report, number)}
<h2 id="files-${number}">Files</h2>
<div class="wide"><table><thead><tr><th scope="col">file</th><th scope="col">lines of</th><th scope="col">records</th><th scope="col">layout</th></tr></thead><tbody>${files.map(({ name, role, records, layout }) => html`<tr><td>${name}</td><td>${role}</td><td>${records}</td><td>${layout ?? 'none is known'}</td></tr>`)}</tbody></table></div>
${settingsFor(report).map(({ file, releases, lines: settings }) => html`<h3>More would show with these lines in ${file} (${releases})</h3><pre>${linesOf(settings)}</pre>`)}
${lines.section}
</section>`
}

/** A failed query has lost no row by that, and is nothing to be glad of, either. */
function signOn({ headline, runs }: ApplicationReport): { readonly sign: string; readonly tone: string } {
  switch (headline.answer) {
    case 'rows can be lost':
    case 'requirements violated':
      return { sign: '✗', tone: 'bad' }
    case 'rows may have been lost':
    case 'danger is over':
      return { sign: '!', tone: 'known' }
    case 'cannot tell':
      return { sign: '?', tone: 'none' }
    case 'no sign':
      return runs.some(({ ended }) => ended === 'failed') ? { sign: '!', tone: 'known' } : { sign: '✓', tone: 'good' }
  }
}

function countsText({ requirements: all }: CheckReport): string {
  const count = (kind: LogVerdict['kind']) => Object.values(all).filter((one) => one.kind === kind).length
  return `${count('held')} requirements held, ${count('violated')} violated, ${count('cannot tell')} cannot be told, ${count('no occasion')} had no occasion.`
}

function findingHtml(finding: LogFinding, lines: ShownLines): Html {
  const [first = '', ...more] = describeLogFinding(finding)
  const isBad = losesRows(finding)
  const at = 'at' in finding ? finding.at : undefined
  const link = at !== undefined && lines.idOf(at) !== undefined && html`<p>→ ${lines.link(at)}</p>`
  return html`<div class="found ${isBad ? 'bad' : 'none'}"><p><b><span aria-hidden="true">${isBad ? '! ' : ''}</span>${first}</b></p>${more.map((line) => html`<p>${line}</p>`)}${link}</div>`
}

function violatedHtml(
  id: string,
  verdict: LogVerdict,
  { lines, number }: { readonly lines: ShownLines; readonly number: number },
): Html | undefined {
  if (verdict.kind !== 'violated') return undefined
  const fault = shownFaultOf(id)
  const left = verdict.times - verdict.violations.length
  return html`<div class="found bad" id="${id}-${number}"><p><b><span aria-hidden="true">✗</span> ${id}</b> ${requirements.find((one) => one.id === id)?.says}</p>
${verdict.violations.map(({ at, contradicts, expected }) => html`<p>expected: ${expected}</p><pre>${contradicts !== undefined && html`  ${lineHtml(contradicts, lines)}\n`}&gt; ${lineHtml(at, lines)}</pre>`)}
${left > 0 && html`<p>and ${left} more</p>`}
<p class="soft">${fault === undefined ? 'No short schedule of the model shows such a fault.' : html`The shortest schedule that shows such a fault: <code>${reproduceCommand(fault)}</code>: ${aboutShownFault(fault)}.`}</p></div>`
}

const lineHtml = (line: ShownLine, lines: ShownLines): Html =>
  html`${lines.link(line)}${line.text !== undefined && html`: ${linesOf([line.text])}`}`
