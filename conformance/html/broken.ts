import { counted } from '../counted.ts'
import { headlineOf } from '../report/headline.ts'
import type { CauseReport, RunReport } from '../report/report.ts'
import { type Html, html, linesOf } from './html.ts'
import { mendingOf } from './mending.ts'
import { nextSteps } from './next-steps.ts'
import { ageOf, type Since } from './since.ts'

/** Causes that the head names; the others stand below. */
const most = 5

/** What is broken, in a line per cause, whose it is, where it shows, and what to do next; nothing if nothing is broken. */
export function brokenHtml(report: RunReport, since?: Since): Html | undefined {
  const { causes, knownFailures } = report
  const problems = knownFailures?.problems ?? []
  if (causes.length + problems.length === 0) return undefined
  const left = causes.length - most
  return html`<section class="broken" aria-labelledby="broken-title"><h2 id="broken-title">What is wrong</h2>
<ol>${causes.slice(0, most).map((cause) => causeLine(cause, report, since))}${
    problems.length > 0 &&
    html`<li><a href="#list-problems">The list of known failures no longer fits</a> <small>${counted(problems.length, 'problem')} · ${linesOf([knownFailures?.file ?? ''])}</small></li>\n`
  }</ol>
${left > 0 && html`<p class="soft">… and <a href="#failures">${counted(left, 'more cause')}</a></p>`}
${nextSteps(report)}
</section>`
}

function causeLine(cause: CauseReport, report: RunReport, since: Since | undefined): Html {
  const count = cause.cases.length + cause.findings.length
  const roles = rolesOf(cause, report)
  return html`<li><a href="#${anchorOf(cause)}">${linesOf([headlineOf(cause)])}</a> <small>${counted(count, 'case')} · role ${roles.join(', ')} · ${mendingOf(cause).short}${since !== undefined && html` · <b>${ageOf(cause, report, since)}</b>`}</small></li>\n`
}

/** The roles in whose cases a cause shows. */
function rolesOf({ cases, findings }: CauseReport, report: RunReport): readonly string[] {
  const [ids, tokens] = [new Set(cases), new Set(findings)]
  return [
    ...new Set([
      ...report.cases.filter(({ id }) => ids.has(id)).map(({ role }) => role),
      ...report.generated.filter((one) => one.findings.some(({ token }) => tokens.has(token))).map(({ role }) => role),
    ]),
  ]
}

/** The id of the part of the page that shows a cause. */
export const anchorOf = ({ shown }: CauseReport): string =>
  shown.kind === 'case' ? `case-${shown.id}` : `cause-${shown.token}`
