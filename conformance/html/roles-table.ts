import type { RoleReport, RunReport } from '../report/report.ts'
import { type VerdictKind, verdictKinds } from '../suite/verdict.ts'
import { type Html, html } from './html.ts'
import { verdictSigns } from './signs.ts'

/** The verdicts per role, as numbers and as a bar. */
export function rolesSection({ roles }: RunReport): Html {
  if (roles.length === 0) return html``
  const shown = verdictKinds.filter((kind) => kind === 'passed' || roles.some(({ verdicts }) => verdicts[kind] > 0))
  const sum = (pick: (role: RoleReport) => number) => roles.reduce((total, one) => total + pick(one), 0)
  return html`<section id="roles" aria-labelledby="roles-title">
<h2 id="roles-title">Scenarios by role</h2>
<div class="wide"><table>
<thead><tr><th scope="col">role</th><th scope="col" class="bar"></th><th scope="col" class="count">scenarios</th>${shown.map((kind) => html`<th scope="col" class="count">${verdictSigns[kind].sign} ${kind}</th>`)}</tr></thead>
<tbody>
${roles.map((role) => rowHtml(role, shown))}
</tbody>
<tfoot><tr><th scope="row">all</th><td></td><td class="count">${sum(({ planned }) => planned)}</td>${shown.map((kind) => html`<td class="count">${sum(({ verdicts }) => verdicts[kind]) || ''}</td>`)}</tr></tfoot>
</table></div>
</section>`
}

function rowHtml({ role, planned, verdicts }: RoleReport, shown: readonly VerdictKind[]): Html {
  const counts = shown.map((kind) => {
    const count = verdicts[kind]
    return html`<td class="count${count > 0 && ` ${verdictSigns[kind].tone}`}">${count === 0 ? '' : count}</td>`
  })
  return html`<tr><th scope="row">${role}</th><td class="bar">${barOf(planned, verdicts)}</td><td class="count">${planned}</td>${counts}</tr>\n`
}

/** A bar of this width in CSS pixels, each verdict as long as its share, and at least one pixel. */
function barOf(planned: number, verdicts: RoleReport['verdicts']): Html {
  const width = 120
  let from = 0
  const parts = verdictKinds.flatMap((kind) => {
    if (verdicts[kind] === 0) return []
    const length = Math.max(1, (verdicts[kind] / planned) * width)
    const part = html`<rect class="${verdictSigns[kind].tone}" x="${from.toFixed(1)}" y="0" width="${length.toFixed(1)}" height="8"/>`
    from += length
    return [part]
  })
  return html`<svg aria-hidden="true" width="${width}" height="8" viewBox="0 0 ${Math.max(width, from).toFixed(1)} 8" preserveAspectRatio="none">${parts}</svg>`
}
