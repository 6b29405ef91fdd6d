import { insteadOf } from '../assertions/diff.ts'
import { counted } from '../counted.ts'
import { cwcCommandLine } from '../drivers/command-line.ts'
import { describeAction } from '../gherkin/describe-action.ts'
import type { CaseReport, CauseReport, FindingReport, RunReport } from '../report/report.ts'
import { anchorOf } from './broken.ts'
import { commandHtml } from './command.ts'
import { type Html, html, linesOf } from './html.ts'
import { knownCount, knownGroup, listProblems } from './known-failures.ts'
import { mendingOf } from './mending.ts'
import { onTheModel } from './next-steps.ts'
import { requirementHeading, requirementsOf, withLinks } from './requirement.ts'
import type { Room } from './room.ts'
import { closestOrderHtml } from './together.ts'
import { diffHtml, shortened, traceHtml } from './trace.ts'

/** The failures, and the ids of the cases that are shown whole there. */
export interface FailuresSection {
  readonly section: Html
  readonly shown: ReadonlySet<string>
}

/**
 * The failures of a run by requirement and below it by cause, with the shortest case of each cause whole; then the problems of the list of
 * known failures, and at the end those failures.
 */
export function failuresSection(report: RunReport, room: Room): FailuresSection {
  if (!hasFailures(report)) return { section: html``, shown: new Set() }
  const groups = [...Map.groupBy(report.causes, ({ requirements }) => requirements.join(' ')).values()]
  const cases = new Map(report.cases.map((one) => [one.id, one]))
  const shown: { readonly part: Html; readonly group: readonly CauseReport[] }[] = []
  for (const group of groups) {
    const part = groupHtml(group, report, cases)
    if (!room.take(part)) break
    shown.push({ part, group })
  }
  const left = groups.length - shown.length
  const section = html`<section id="failures" aria-labelledby="failures-title">
<h2 id="failures-title">Failures <small>${countOf(report)}</small></h2>
${shown.map(({ part }) => part)}
${left > 0 && html`<p class="soft">The page has no room for ${counted(left, 'more requirement')}. The failures stand among the requirements below, and report.json has them in full.</p>`}
${listProblems(report)}
${knownGroup(report, room)}
</section>`
  const ids = shown.flatMap(({ group }) => group.flatMap(({ shown: one }) => (one.kind === 'case' ? [one.id] : [])))
  return { section, shown: new Set(ids) }
}

/** Whether the page has a section of failures. */
export const hasFailures = (report: RunReport): boolean =>
  report.causes.length > 0 || knownCount(report) > 0 || (report.knownFailures?.problems ?? []).length > 0

function countOf(report: RunReport): string {
  const [causes, known] = [report.causes.length, knownCount(report)]
  const problems = report.knownFailures?.problems.length ?? 0
  const grouped = (count: number, noun: string) => `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`
  return [
    ...(causes > 0 ? [grouped(causes, 'cause')] : []),
    ...(problems > 0 ? [`${grouped(problems, 'problem')} of the list`] : []),
    ...(known > 0 ? [grouped(known, 'known failure')] : []),
  ].join(', ')
}

type CasesById = ReadonlyMap<string, CaseReport>

function groupHtml(causes: readonly CauseReport[], report: RunReport, cases: CasesById): Html {
  const own = requirementsOf(causes[0]?.requirements ?? [], report)
  return html`<section class="group" data-group>
${own.map(requirementHeading)}
${own.length === 0 && html`<h3>The driver itself</h3>`}
${own.length === 0 && html`<p class="says">The program that speaks for the implementation failed. So these cases show nothing about the requirements, and the driver has to be mended first.</p>`}
${causes.map((cause) => causeHtml(cause, report, cases))}
</section>`
}

function causeHtml(cause: CauseReport, report: RunReport, cases: CasesById): Html {
  const { shown, alsoBroken = [] } = cause
  const one = shown.kind === 'case' ? cases.get(shown.id) : undefined
  const token = shown.kind === 'finding' ? shown.token : undefined
  const inRole = report.generated.find(({ findings }) => findings.some((finding) => finding.token === token))
  const found = inRole?.findings.find((finding) => finding.token === token)
  const verdict = one?.verdict ?? 'finding'
  const role = one?.role ?? inRole?.role ?? ''
  return html`<article class="item failure" tabindex="-1" data-verdict="${verdict}" data-role="${role}" data-requirements="${[...new Set([...cause.requirements, ...alsoBroken, ...(one?.requirements ?? [])])].join(' ')}" id="${anchorOf(cause)}">
<h4><span class="sign bad" aria-hidden="true">✗</span> ${linesOf([cause.says])} <a class="anchor" href="#${anchorOf(cause)}" aria-label="Link to this failure">#</a></h4>
<p class="where"><b>Where to mend it:</b> ${mendingOf(cause).says}</p>
${alsoBroken.length > 0 && html`<p class="where">also breaks ${withLinks(alsoBroken.join(', '))}</p>`}
${one !== undefined && caseHtml(one, cause, report)}
${token !== undefined && html`<p class="where">in a generated case, shown with its trace below: <a href="#finding-${token}">${linesOf([token])}</a></p>`}
${found !== undefined && againHtml(found, cause, report)}
${cause.kind === 'off-protocol' && commandHtml('The driver breaks the protocol. This looks at the driver alone:', cwcCommandLine(['smoke'], { choice: report.driver.choice, options: [] }))}
${othersHtml(cause, cases)}
</article>`
}

/** The commands that run a case again: on the driver and, to see whether the kit is at fault, on the model. */
function againHtml(one: CaseReport | FindingReport, { kind }: CauseReport, report: RunReport): Html {
  const model = kind === 'behaviour' ? onTheModel(one, report) : undefined
  return html`${commandHtml('Run this case again:', one.again)}${model !== undefined && commandHtml('On the reference model:', model)}`
}

function caseHtml(one: CaseReport, cause: CauseReport, report: RunReport): Html {
  const { verdict, role, name, file, line, step, diagnosis, trace, attempted = [] } = one
  const own = one.difference ?? insteadOf(one.expected ?? [], one.seen ?? [])
  return html`<p class="where"><span class="chip bad">${verdict}</span> ${linesOf([name])} <small>${linesOf([`${file}:${line}`])} · role ${role}</small></p>
${step !== undefined && html`<p class="where">at the step “${linesOf([step])}”</p>`}
${diffHtml(diagnosis?.difference ?? own)}
${closestOrderHtml(diagnosis?.together)}
${reasonHtml(one)}
${traceHtml(trace, diagnosis?.step)}
${attempted.length > 0 && html`<p class="where">No reply to: ${linesOf([attempted.map(describeAction).join('; ')])}</p>`}
${againHtml(one, cause, report)}`
}

/** The reply or the standard error of a driver that failed. */
function reasonHtml({ reason }: CaseReport): Html | undefined {
  if (reason === undefined || reason === '') return undefined
  return html`<pre class="reason">${linesOf(shortened(reason.split('\n')))}</pre>`
}

/** What a finding of generated cases shows. */
export function findingDetails({ diagnosis, property, trace, again }: FindingReport): Html {
  return html`${property !== undefined && html`<p class="where">Property: ${property}</p>`}
${diffHtml(diagnosis.difference ?? [])}
${closestOrderHtml(diagnosis.together)}
${traceHtml(trace, diagnosis.step)}
${commandHtml('Run this case again:', again)}`
}

/** Cases of the same cause that are listed; the others stand among the requirements. */
const listed = 200

function othersHtml({ shown, cases: ids, findings }: CauseReport, cases: CasesById): Html | undefined {
  const others = ids.flatMap((id) => (shown.kind === 'case' && shown.id === id ? [] : (cases.get(id) ?? [])))
  const tokens = findings.filter((token) => !(shown.kind === 'finding' && shown.token === token))
  const count = others.length + tokens.length
  if (count === 0) return undefined
  const left = others.length - listed
  return html`<details class="more"><summary>${count === 1 ? '1 other case fails' : `${count} other cases fail`} by the same cause</summary><ul class="plain">
${others.slice(0, listed).map(({ id, name, file, line, requirements }) => html`<li id="case-${id}">${linesOf([name])} <small>${linesOf([`${file}:${line}`])} · ${requirements.join(', ')}</small></li>\n`)}
${left > 0 && html`<li class="soft">… ${left} more: see the requirements below</li>`}
${tokens.map((token) => html`<li>generated case <a href="#finding-${token}">${linesOf([token])}</a></li>\n`)}
</ul></details>`
}
