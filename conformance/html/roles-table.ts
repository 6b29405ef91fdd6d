import type { RoleReport, RunReport } from '../report/report.ts'
import { isAgainst, type VerdictKind, verdictKinds } from '../suite/verdict.ts'
import { type Html, html } from './html.ts'
import { legendHtml } from './legend.ts'
import { verdictSigns } from './signs.ts'
import { wide } from './wide.ts'
import { roleWords, verdictWords } from './words.ts'

/** What fails stands first: in a narrow window the last columns are out of view. */
const columns = [...verdictKinds.filter(isAgainst), ...verdictKinds.filter((kind) => !isAgainst(kind))]

/** The verdicts per role, as numbers and as a bar, and what those words mean that do not explain themselves. */
export function rolesSection({ roles }: RunReport): Html {
  if (roles.length === 0) return html``
  const shown = columns.filter((kind) => kind === 'passed' || roles.some(({ verdicts }) => verdicts[kind] > 0))
  const sum = (pick: (role: RoleReport) => number) => roles.reduce((total, one) => total + pick(one), 0)
  return html`<section id="roles" aria-labelledby="roles-title">
<h2 id="roles-title">Scenarios by role</h2>
${wide(
  'Scenarios by role',
  html`<table>
<thead><tr><th scope="col">role</th><td class="bar"></td><th scope="col" class="count">scenarios</th>${shown.map((kind) => html`<th scope="col" class="count">${verdictSigns[kind].sign} ${kind}</th>`)}</tr></thead>
<tbody>
${roles.map((role) => rowHtml(role, shown))}
</tbody>
<tfoot><tr><th scope="row">all</th><td class="bar"></td><td class="count">${sum(({ planned }) => planned)}</td>${shown.map((kind) => html`<td class="count">${sum(({ verdicts }) => verdicts[kind]) || ''}</td>`)}</tr></tfoot>
</table>`,
)}
${legendHtml(shown.filter((kind) => kind !== 'passed').map((kind) => ({ ...verdictSigns[kind], word: kind, meaning: verdictWords[kind] })))}
</section>`
}

function rowHtml({ role, planned, verdicts }: RoleReport, shown: readonly VerdictKind[]): Html {
  const counts = shown.map((kind) => {
    const count = verdicts[kind]
    return html`<td class="count${count > 0 && ` ${verdictSigns[kind].tone}`}">${count === 0 ? '' : count}</td>`
  })
  return html`<tr><th scope="row">${role} <small>${roleWords[role]}</small></th><td class="bar">${barOf(planned, verdicts)}</td><td class="count">${planned}</td>${counts}</tr>\n`
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
