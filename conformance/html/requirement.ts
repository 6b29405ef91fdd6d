import type { RequirementReport, RunReport } from '../report/report.ts'
import { describeBasis } from '../requirements/requirement.ts'
import { type Html, html, joined, withCode } from './html.ts'

/** The text of a requirement below its id, and its places in the pages. */
export function requirementText(one: RequirementReport): Html {
  return html`<p class="says"><a class="id" href="#${one.id}">${one.id}</a> ${withCode(one.says)}</p>
<p class="place">${describeLevel(one)} · ${placesOf(one)}</p>`
}

/** `must`, or `should; observed in …`. */
export const describeLevel = ({ level, basis }: RequirementReport): string =>
  basis.kind === 'stated' ? level : `${level}; ${describeBasis(basis)}`

/** The sentences that state the requirement. */
export function placesOf({ sources }: RequirementReport): Html {
  return joined(
    sources.map(({ page, section, sentence }) => html`${page}, “${section}”, sentence ${sentence}`),
    html`; `,
  )
}

/** The requirements with these ids, in the order of the ids. Ids that the report does not know are left out. */
export function requirementsOf(ids: readonly string[], { requirements }: RunReport): readonly RequirementReport[] {
  return ids.flatMap((id) => requirements.find((one) => one.id === id) ?? [])
}
