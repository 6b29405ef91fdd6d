import { counted } from '../counted.ts'
import { type CaseReport, type RequirementReport, type RunReport, standings } from '../report/report.ts'
import { describeVerdict } from '../suite/describe-verdict.ts'
import { type Html, html, linesOf, withCode } from './html.ts'
import { legendHtml } from './legend.ts'
import { describeLevel, placesOf } from './requirement.ts'
import type { Room } from './room.ts'
import { standingSigns, verdictSigns } from './signs.ts'
import { diffHtml } from './trace.ts'
import { standingWords } from './words.ts'

/** Every requirement with its standing, its scenarios and its properties, page by page. */
export function requirementsSection(report: RunReport, inFailures: ReadonlySet<string>, room: Room): Html {
  const context: Context = {
    report,
    room,
    inFailures,
    cases: Map.groupBy(
      report.cases.flatMap((one) => one.requirements.map((id) => ({ id, one }))),
      ({ id }) => id,
    ),
    times: new Map(report.generated.flatMap(({ properties }) => properties.map(({ name, times }) => [name, times]))),
  }
  const pages = Map.groupBy(report.requirements, ({ id }) => id.replace(/-\d+$/, ''))
  return html`<section id="requirements" aria-labelledby="requirements-title">
<h2 id="requirements-title">Requirements <small>${report.requirements.length}</small></h2>
${legendOf(report)}
${[...pages.values()].map((own) => html`<section class="group" data-group><h3>${own[0]?.sources[0].page}</h3>\n${own.map((one) => requirementHtml(one, context))}</section>\n`)}
${untagged(context)}
</section>`
}

/** What the signs of this run mean, but for those that need no words. */
function legendOf({ requirements }: RunReport): Html | undefined {
  const shown = standings.filter((one) => one !== 'holds' && requirements.some(({ standing }) => standing === one))
  return legendHtml(shown.map((one) => ({ ...standingSigns[one], word: one, meaning: standingWords[one] })))
}

interface Context {
  readonly report: RunReport
  readonly room: Room
  /** The ids of the cases that are shown whole above. */
  readonly inFailures: ReadonlySet<string>
  readonly cases: ReadonlyMap<string, readonly { readonly one: CaseReport }[]>
  readonly times: ReadonlyMap<string, number>
}

function requirementHtml(one: RequirementReport, context: Context): Html {
  const { id, standing, role, intent, says, properties } = one
  const { sign, tone } = standingSigns[standing]
  const cases = (context.cases.get(id) ?? []).map(({ one: own }) => own)
  const count = cases.length === 0 ? '' : counted(cases.length, 'scenario')
  return html`<details class="item requirement" id="${id}" data-standing="${standing}" data-role="${role}" data-requirements="${id}"${needsAttention(standing) && html` data-attention`}>
<summary><span class="sign ${tone}" title="${standing}">${sign}<span class="hidden">${standing}</span></span><b>${id}</b><span class="text">${withCode(says)}<small>${count}</small></span></summary>
<div class="inside"><p>${withCode(intent)}</p><p class="place">${standing} · ${describeLevel(one)} · ${placesOf(one)}</p>
${one.level === 'untestable' && html`<p>Untestable: ${withCode(one.reason)}</p>`}
${cases.length > 0 && html`<ul class="cases">${cases.map((own) => caseLine(own, context))}</ul>`}
${properties.length > 0 && html`<p class="place">In generated cases:</p><ul class="plain">${properties.map((name) => html`<li>${name} <small>${(context.times.get(name) ?? 0).toLocaleString('en-US')} times</small></li>`)}</ul>`}
</div></details>\n`
}

/** Whether a requirement with this standing is shown if only what did not pass is. */
const needsAttention = (standing: RequirementReport['standing']) => standing !== 'holds' && standing !== 'untestable'

function caseLine(one: CaseReport, { report, room, inFailures }: Context): Html {
  const { verdict, name, file, line, role, id, violates } = one
  const { sign, tone } = verdictSigns[verdict]
  const title = html`<span class="sign ${tone}">${sign}</span>${inFailures.has(id) ? html`<a href="#case-${id}">${linesOf([name])}</a>` : linesOf([name])} <small>${linesOf([`${file}:${line}`])}</small>`
  if (verdict === 'passed') return html`<li data-verdict="passed" data-role="${role}">${title}</li>\n`
  const reason = describeVerdict(one, report.edition) ?? one.diagnosis?.says
  const details = html`<div class="why">${verdict}${violates !== undefined && ` (breaks ${violates})`}${reason !== undefined && html`: ${linesOf([reason])}`}${!inFailures.has(id) && diffHtml(one.difference ?? [])}</div>`
  return html`<li data-verdict="${verdict}" data-role="${role}">${title}${room.take(details) ? details : html`<div class="why">${verdict}</div>`}</li>\n`
}

/** Scenarios without a requirement, such as those of a feature file of the user. */
function untagged(context: Context): Html | undefined {
  const known = new Set(context.report.requirements.map(({ id }) => id))
  const own = context.report.cases.filter(({ requirements }) => !requirements.some((id) => known.has(id)))
  if (own.length === 0) return undefined
  return html`<section class="group" data-group><h3>Scenarios without a requirement</h3><ul class="cases">${own.map((one) => caseLine(one, context))}</ul></section>`
}
