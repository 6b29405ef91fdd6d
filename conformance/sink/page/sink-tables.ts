import { type Html, html, withCode } from '../../html/html.ts'
import type { AnyTried } from '../answer/fault-table.ts'
import type { SinkMode } from '../file/modes.ts'
import { sinkErratumOf } from '../requirements/errata.ts'
import type { JudgedInAll } from '../requirements/judge-requirements.ts'
import { describeEnd } from '../telling/describe-schedule.ts'

/** What Spark's documentation asks: each requirement with its verdict, the violated ones with their place. */
export function requirementsHtml(judged: readonly JudgedInAll[], mode: SinkMode): Html {
  return html`<h2 id="requirements">What Spark's documentation asks</h2>
<div class="wide"><table><thead><tr><th scope="col">id</th><th scope="col">of whom</th><th scope="col">level</th><th scope="col">says</th><th scope="col">verdict</th></tr></thead><tbody>${judged.map((one) => requirementHtml(one, mode))}</tbody></table></div>`
}

function requirementHtml({ requirement, verdict }: JudgedInAll, mode: SinkMode): Html {
  const { id, owedBy, level, says } = requirement
  const erratum = verdict.kind === 'violated' ? sinkErratumOf(id, mode) : undefined
  const tone =
    verdict.kind === 'held' ? 'good' : verdict.kind === 'no occasion' || erratum !== undefined ? 'none' : 'bad'
  const why = verdict.kind === 'violated' && html`<p>step ${verdict.step} of ${verdict.in[0]}: ${verdict.because}</p>`
  const known = erratum !== undefined && html`<p class="soft">known of Spark, not of the sink: ${erratum.does}</p>`
  return html`<tr id="${id}"><th scope="row"><span class="chip">${id}</span></th><td>${owedBy === 'spark' ? 'Spark' : 'sink'}</td><td>${level}</td><td>${withCode(says)}</td><td><span class="chip ${tone}">${verdict.kind}</span>${why}${known}</td></tr>`
}

/** What became of the rows of each scenario. */
export const scenariosHtml = (tried: readonly AnyTried[]): Html =>
  html`<h2 id="scenarios">Scenarios</h2>
<div class="wide"><table><thead><tr><th scope="col">scenario</th><th scope="col">what became of its rows</th></tr></thead><tbody>${tried.map(({ scenario, result }) => html`<tr><th scope="row">${scenario.name}${scenario.spark === 'as it is' && ' *'}</th><td>${describeEnd(result)}</td></tr>`)}</tbody></table></div>`
