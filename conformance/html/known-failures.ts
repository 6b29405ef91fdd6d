import { counted } from '../counted.ts'
import type { EntryPlace } from '../report/known-failures.ts'
import { type ProblemGroup, problemGroups } from '../report/problem-groups.ts'
import type { CaseReport, FindingReport, RunReport } from '../report/report.ts'
import { type Html, html, linesOf } from './html.ts'
import { withLinks } from './requirement.ts'
import type { Room } from './room.ts'

/** A listed failure of the run. */
interface Listed {
  readonly id: string
  readonly role: string
  readonly one: CaseReport | FindingReport
  readonly known: NonNullable<CaseReport['known']>
}

/** Failures of one entry that are listed. */
const most = 200

/** The number of listed failures of a run. */
export const knownCount = (report: RunReport): number => listedIn(report).length

/** What is wrong with the list of known failures, per entry. Each of these fails the run. */
export function listProblems({ knownFailures }: RunReport): Html | undefined {
  if (knownFailures === undefined || knownFailures.problems.length === 0) return undefined
  const groups = problemGroups(knownFailures)
  const left = groups.length - most
  return html`<section class="group" id="list-problems" data-group><h3>The list of known failures is wrong</h3>
<p class="says">These fail the run, because a list that no longer fits would hide what is new. Mend the file, or run with <code>--fix</code> and look at what it changes.</p>
${groups.slice(0, most).map((one) => problemHtml(one, knownFailures.file))}
${left > 0 && html`<p class="soft">… ${counted(left, 'more problem')}; report.json has them all.</p>`}
</section>\n`
}

function problemHtml({ entry, says, each }: ProblemGroup, file: string): Html {
  const left = each.length - most
  return html`<article class="item failure" tabindex="-1" data-verdict="list" data-role="" data-requirements="">
<h4><span class="sign bad" aria-hidden="true">✗</span> ${linesOf([says])}</h4>
<p class="where"><small>${linesOf([placed(file, entry)])}</small></p>
${each.length > 1 && html`<details class="more"><summary>The ${each.length} cases</summary><ul class="plain">${each.slice(0, most).map((line) => html`<li>${linesOf([line])}</li>\n`)}${left > 0 && html`<li class="soft">… ${left} more</li>`}</ul></details>`}
</article>\n`
}

/** The listed failures of a run, per entry: its reason and link, what was seen, and the cases. */
export function knownGroup(report: RunReport, room: Room): Html | undefined {
  const file = report.knownFailures?.file ?? 'the list'
  const entries = [...Map.groupBy(listedIn(report), ({ known }) => placed(file, known.entry))]
  if (entries.length === 0) return undefined
  const parts = entries.map(([place, own]) => entryHtml(place, own))
  const shown = parts.filter((part) => room.take(part))
  return html`<section class="group" id="known-failures" data-group><h3>Known failures <small>${knownCount(report).toLocaleString('en-US')}, which do not fail the run</small></h3>
${shown}
${shown.length < parts.length && html`<p class="soft">The page has no room for ${parts.length - shown.length} more entries; report.json has them all.</p>`}
</section>\n`
}

function entryHtml(place: string, own: readonly Listed[]): Html {
  const [first] = own
  if (first === undefined) return html``
  const { known, one } = first
  const left = own.length - most
  const ids = new Set(own.flatMap(({ one: { requirements } }) => requirements))
  const seen =
    one.diagnosis === undefined ? '' : `${one.diagnosis.requirements.join(', ')} ${one.diagnosis.says}`.trim()
  return html`<article class="item failure" tabindex="-1" data-verdict="${[...new Set(own.map(verdictOf))].join(' ')}" data-role="${first.role}" data-requirements="${[...ids].join(' ')}">
<h4><span class="sign known" aria-hidden="true">≈</span> ${linesOf([known.reason])}</h4>
<p class="where">${known.link !== undefined && html`${linkHtml(known.link)} `}<small>${linesOf([place])} · ${counted(own.length, 'failure')}</small></p>
${seen !== '' && html`<p class="where">Seen: ${withLinks(seen)}</p>`}
<details class="more"><summary>${own.length === 1 ? 'The case' : `The ${own.length} cases`}</summary><ul class="cases">
${own.slice(0, most).map(lineHtml)}
${left > 0 && html`<li class="soft">… ${left} more: see the requirements below</li>`}
</ul></details></article>\n`
}

function lineHtml({ id, role, one }: Listed): Html {
  const title =
    'token' in one
      ? html`generated case <a href="#finding-${id}">${linesOf([id])}</a>`
      : html`${linesOf([one.name])} <small>${linesOf([`${one.file}:${one.line}`])} · ${one.requirements.join(', ')}</small>`
  const anchor = 'token' in one ? `known-${id}` : `case-${id}`
  return html`<li id="${anchor}" data-verdict="${verdictOf({ one })}" data-role="${role}">${title}</li>\n`
}

const verdictOf = ({ one }: Pick<Listed, 'one'>) => ('token' in one ? 'finding' : one.verdict)

/** A link of the list is the user's; only an address of the web becomes one. */
const linkHtml = (link: string): Html =>
  /^https?:\/\/[^\s]+$/.test(link) ? html`<a href="${link}" rel="noreferrer">${linesOf([link])}</a>` : linesOf([link])

function listedIn({ cases, generated }: RunReport): readonly Listed[] {
  return [
    ...cases.flatMap((one) => (one.known === undefined ? [] : [{ id: one.id, role: one.role, one, known: one.known }])),
    ...generated.flatMap(({ role, findings }) =>
      findings.flatMap((one) => (one.known === undefined ? [] : [{ id: one.token, role, one, known: one.known }])),
    ),
  ]
}

const placed = (file: string, { line, column }: EntryPlace) => `${file}:${line}:${column}`
