import { counted } from '../counted.ts'
import { neverExercised } from '../report/conclusion.ts'
import type { FindingReport, GeneratedReport, RunReport } from '../report/report.ts'
import { findingDetails } from './failures.ts'
import { type Html, html, linesOf } from './html.ts'
import { requirementsOf, requirementText } from './requirement.ts'
import type { Room } from './room.ts'
import { generatedSigns } from './signs.ts'
import { shortened } from './trace.ts'
import { wide } from './wide.ts'

/** Generated cases: a row per role, each finding with its Gherkin, and what was never exercised. */
export function generatedSection(report: RunReport, room: Room): Html {
  const { generated } = report
  if (generated.length === 0) return html``
  const findings = generated.flatMap((one) => one.findings.map((finding) => findingHtml(finding, one, report)))
  const shown = findings.filter((one) => room.take(one))
  return html`<section id="generated" aria-labelledby="generated-title">
<h2 id="generated-title">Generated cases <small>${counted(findings.length, 'finding')}</small></h2>
${wide(
  'Generated cases by role',
  html`<table><thead><tr><th scope="col">role</th><th scope="col">verdict</th><th scope="col" class="count">cases</th><th scope="col" class="count">actions</th><th scope="col" class="count">seed</th></tr></thead><tbody>
${generated.map(rowHtml)}
</tbody></table>`,
)}
${shown}
${shown.length < findings.length && html`<p class="soft">The page has no room for ${counted(findings.length - shown.length, 'more finding')}; report.json has them in full.</p>`}
${generated.map(remarksHtml)}
</section>`
}

function rowHtml({ role, verdict, cases, planned, actions, seed }: GeneratedReport): Html {
  const { sign, tone } = generatedSigns[verdict]
  return html`<tr><th scope="row">${role}</th><td><span class="chip ${tone}">${sign} ${verdict}</span></td><td class="count">${cases === planned ? grouped(cases) : `${grouped(cases)} of ${grouped(planned)}`}</td><td class="count">${grouped(actions)}</td><td class="count">${seed}</td></tr>\n`
}

function findingHtml(finding: FindingReport, { role }: GeneratedReport, report: RunReport): Html {
  const { token, requirements, diagnosis, gherkin, hung, isShortest } = finding
  return html`<article class="item finding" tabindex="-1" id="finding-${token}" data-verdict="finding" data-role="${role}" data-requirements="${requirements.join(' ')}">
<h3><span class="sign bad" aria-hidden="true">✗</span> ${linesOf([`${requirements.join(', ')} ${diagnosis.says}`.trim()])}</h3>
<p class="where"><span class="chip bad">finding</span> <code>${linesOf([token])}</code> <small>role ${role} · ${hung === true ? 'shrinking stopped because the driver hung' : isShortest ? 'no shorter case shows this' : 'a shorter case may exist'}</small></p>
${requirementsOf(requirements, report).map(requirementText)}
${findingDetails(finding)}
<details class="more"><summary>As a scenario (Gherkin)</summary><pre>${linesOf(shortened(gherkin.trimEnd().split('\n')))}</pre></details>
</article>`
}

function remarksHtml(generated: GeneratedReport): Html {
  const { role, undetermined, notSupported, reasons } = generated
  const unseen = neverExercised(generated)
  const [first = [], second = []] = undetermined ?? []
  return html`${undetermined !== undefined && html`<article class="item finding" tabindex="-1" data-verdict="finding" data-role="${role}" data-requirements=""><h3><span class="sign bad" aria-hidden="true">✗</span> Role ${role} is not deterministic</h3><p>One case was run twice, with two results, so no further case was run.</p><div class="pair"><figure><figcaption>The first time</figcaption><pre>${linesOf(shortened(first))}</pre></figure><figure><figcaption>The second time</figcaption><pre>${linesOf(shortened(second))}</pre></figure></div></article>`}
${unseen.length > 0 && html`<details class="more"><summary>Role ${role}: ${unseen.length === 1 ? '1 property' : `${unseen.length} properties`} never exercised (more --runs are wanted)</summary><ul class="plain">${unseen.map((name) => html`<li>${name}</li>`)}</ul></details>`}
${notSupported > 0 && html`<p class="soft">Role ${role}: ${counted(notSupported, 'generated case')} not supported: ${linesOf([reasons.join('; ')])}</p>`}`
}

const grouped = (number: number) => number.toLocaleString('en-US')
