import { counted } from '../counted.ts'
import { documentOf } from '../html/document.ts'
import { type Html, html, linesOf, multiline } from '../html/html.ts'
import type { CheckReport, LogReport, LogVerdict, ShownLine } from '../production-logs/check-report.ts'
import { describeLogFinding, losesRows, placeText } from '../production-logs/describe-finding.ts'
import { describeCheckpoint } from '../production-logs/describe-report.ts'
import { loggingSettings } from '../production-logs/logging-settings.ts'
import { aboutShownFault, reproduceCommand, shownFaultOf } from '../production-logs/tokens.ts'
import { requirements } from '../requirements/registry.ts'
import { timelineHtml } from './timeline-svg.ts'

/** What `cwc check` has found, as one page that loads nothing. Made from the data of its `report.json` alone. */
export function logReportPage(report: LogReport): string {
  return documentOf({
    title: 'Production logs: conformance report',
    assets: { styles: ['page.css', 'timeline.css'], script: 'timeline.js' },
    body: html`<a class="skip" href="#content">Skip to the results</a>
<header class="head"><p class="kicker">Logs of continuous queries that ran, held against the requirements</p>
<h1>Production logs <span>${report.kit.name} ${report.kit.version}</span></h1>
<p><button type="button" id="theme" hidden>Dark</button></p></header>
<main id="content" tabindex="-1">
${report.applications.map(applicationHtml)}
${report.checkpoints.map((one) => html`<section><h2>Checkpoint</h2><pre>${multiline(describeCheckpoint(one))}</pre></section>`)}
</main>`,
  })
}

function applicationHtml(report: CheckReport): Html {
  const { findings, timeline, files, runs } = report
  const all = Object.entries(report.requirements)
  const bad = all.filter(([, { kind }]) => kind === 'violated')
  const isBad = bad.length > 0 || findings.some(losesRows)
  const word =
    bad.length > 0
      ? `${counted(bad.length, 'requirement')} violated`
      : isBad
        ? 'Rows can be lost or doubled'
        : 'No violation seen'
  return html`<section>
<div class="verdict ${isBad ? 'bad' : 'good'}"><p class="word"><span aria-hidden="true">${isBad ? '✗' : '✓'}</span> ${word} <small>${report.release === undefined ? 'unknown release' : `Spark ${report.release}`}${report.edition !== undefined && `, edition ${report.edition}`}</small></p></div>
${findings.length > 0 && html`<h2 id="findings">Findings</h2>${findings.map((finding) => findingHtml(describeLogFinding(finding), losesRows(finding)))}`}
${bad.length > 0 && html`<h2 id="violations">Violations</h2>${bad.map(([id, verdict]) => violatedHtml(id, verdict))}`}
${timeline !== undefined && timeline.queries.length > 0 && html`<h2 id="timeline">Timeline</h2><p class="soft">Times are those of the logs. Lines of one second stand in the order of the log. A bar is a writer’s commit, from <i>is committing</i> to <i>committed</i>. ▶ run started, ■ run ended, | epoch started, ○ offsets logged, ● epoch committed, × writer aborted, ! error ignored, ✗ failure or violation.</p>${timeline.queries.map((query, at) => timelineHtml(query, at + 1))}`}
<h2 id="runs">Runs</h2>
<table><thead><tr><th>query</th><th>run</th><th>first epoch</th><th>last committed</th><th>last offsets</th><th>end</th></tr></thead><tbody>${runs.map((run) => html`<tr><td>${run.name}</td><td><code>${run.runId}</code></td><td>${run.startEpoch ?? 'not in the log'}</td><td>${run.lastCommitted ?? 'none'}</td><td>${run.lastLogged ?? 'none'}</td><td>${run.ended}</td></tr>`)}</tbody></table>
<h2 id="requirements">Requirements</h2>
<table><thead><tr><th>requirement</th><th>verdict</th><th>why</th></tr></thead><tbody>${all.filter(([, { kind }]) => kind !== 'never in logs').map(([id, verdict]) => verdictHtml(id, verdict))}</tbody></table>
<h2 id="files">Files</h2>
<table><thead><tr><th>file</th><th>lines of</th><th>records</th><th>layout</th></tr></thead><tbody>${files.map(({ name, role, records, layout }) => html`<tr><td>${name}</td><td>${role}</td><td>${records}</td><td>${layout ?? 'none is known'}</td></tr>`)}</tbody></table>
${loggingSettings(report.missingLevels, report.release).map(({ file, releases, lines }) => html`<h3>More would show with these lines in ${file} (${releases})</h3><pre>${linesOf(lines)}</pre>`)}
</section>`
}

const findingHtml = ([first = '', ...more]: readonly string[], isBad: boolean): Html =>
  html`<div class="found ${isBad ? 'bad' : 'none'}"><p><b>${first}</b></p>${more.map((line) => html`<p>${line}</p>`)}</div>`

function violatedHtml(id: string, verdict: LogVerdict): Html | undefined {
  if (verdict.kind !== 'violated') return undefined
  const fault = shownFaultOf(id)
  const left = verdict.times - verdict.violations.length
  return html`<div class="found bad" id="${id}"><p><b>${id}</b> ${requirements.find((one) => one.id === id)?.says}</p>
${verdict.violations.map(({ at, contradicts, expected }) => html`<p>expected: ${expected}</p><pre>${linesOf([...(contradicts === undefined ? [] : [`  ${lineText(contradicts)}`]), `> ${lineText(at)}`])}</pre>`)}
${left > 0 && html`<p>and ${left} more</p>`}
<p class="soft">${fault === undefined ? 'No short schedule of the model shows such a fault.' : html`The shortest schedule that shows such a fault: <code>${reproduceCommand(fault)}</code>: ${aboutShownFault(fault)}.`}</p></div>`
}

const lineText = (line: ShownLine) => `${placeText(line)}${line.text === undefined ? '' : `: ${line.text}`}`

function verdictHtml(id: string, verdict: LogVerdict): Html {
  const more =
    verdict.kind === 'cannot tell'
      ? verdict.why.join('; ')
      : verdict.kind === 'held' || verdict.kind === 'violated'
        ? counted(verdict.times, 'time')
        : ''
  const tone = verdict.kind === 'violated' ? 'bad' : verdict.kind === 'held' ? 'good' : 'none'
  return html`<tr><td>${id}</td><td><span class="tag ${tone}">${verdict.kind}</span></td><td>${more}</td></tr>`
}
