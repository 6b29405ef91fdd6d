import type { RequirementReport, RunReport } from '../report/report.ts'
import { linkTo } from '../requirements/book.ts'
import { describeBasis } from '../requirements/requirement.ts'
import { type Html, html, joined, linesOf, withCode } from './html.ts'

/** A requirement as a paragraph, with its places in the pages. */
export const requirementText = (one: RequirementReport): Html => html`<p class="says">${named(one)}</p>
<p class="place">${describeLevel(one)} · ${placesOf(one)}</p>`

/** A requirement as the heading of what is wrong with it. */
export const requirementHeading = (one: RequirementReport): Html => html`<h3>${named(one)}</h3>
<p class="place">${describeLevel(one)} · ${placesOf(one)}</p>`

const named = ({ id, says }: RequirementReport): Html => html`<a href="#${id}">${id}</a> ${withCode(says)}`

/** A text of the kit in which each id of a requirement is a link. */
export const withLinks = (text: string): Html =>
  html`${text.split(/\b([A-Z]{2,}-\d+)\b/).map((part, at) => (at % 2 === 0 ? linesOf([part]) : html`<a href="#${part}">${part}</a>`))}`

/** `must`, or `should; observed in …`. */
export const describeLevel = ({ level, basis }: RequirementReport): string =>
  basis.kind === 'stated' ? level : `${level}; ${describeBasis(basis)}`

/** The sections of the pages that state the requirement, as links, with the numbers of their sentences. */
export function placesOf({ sources }: RequirementReport): Html {
  const sections = [...Map.groupBy(sources, (source) => linkTo(source)).values()]
  return joined(
    sections.map((own) => {
      const [{ page, section } = sources[0]] = own
      const numbers = own.map(({ sentence }) => sentence)
      return html`<a href="${linkTo({ page, section })}" rel="noreferrer">${page}, “${withCode(section)}”</a>, ${numbers.length === 1 ? 'sentence' : 'sentences'} ${numbers.join(', ')}`
    }),
    html`; `,
  )
}

/** The requirements with these ids, in the order of the ids. Ids that the report does not know are left out. */
export function requirementsOf(ids: readonly string[], { requirements }: RunReport): readonly RequirementReport[] {
  return ids.flatMap((id) => requirements.find((one) => one.id === id) ?? [])
}
