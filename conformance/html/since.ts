import { changeHeadings } from '../diff/describe-diff.ts'
import { type Change, changeKinds, diffReports, type ReportDiff } from '../diff/diff-reports.ts'
import type { CauseReport, RunReport } from '../report/report.ts'
import { isAgainst } from '../suite/verdict.ts'
import { type Html, html, linesOf } from './html.ts'

/** An earlier report of the same implementation, and what changed since. */
export interface Since {
  readonly before: RunReport
  readonly diff: ReportDiff
}

export const sinceReport = (before: RunReport, report: RunReport): Since => ({
  before,
  diff: diffReports(before, report),
})

/** Changes of one kind that are listed. */
const most = 200

/** What changed since an earlier report: what else differs between the runs, and each kind of change with its cases. */
export function sinceHtml({ before, diff: { differing, changes } }: Since, report: RunReport): Html {
  const { name, version } = before.driver.implementation
  const groups = changeKinds.flatMap((kind) => {
    const own = changes.filter((change) => change.kind === kind)
    return own.length === 0 ? [] : [{ title: changeHeadings[kind], own }]
  })
  // Only what fails has a part of the page of its own.
  const failed = report.cases.filter(({ verdict }) => isAgainst(verdict))
  const ids = new Map(failed.map(({ id, file, line }) => [`${file}:${line}`, id]))
  const tokens = new Set(report.generated.flatMap(({ findings }) => findings.map(({ token }) => token)))
  const anchorOf = ({ place }: Change) => {
    const id = ids.get(place)
    if (id !== undefined) return `case-${id}`
    return tokens.has(place) ? `finding-${place}` : undefined
  }
  return html`<section class="since" id="since" aria-labelledby="since-title"><h2 id="since-title">Since the run of ${dayOf(before)} <small>${linesOf([`${name} ${version}`])}</small></h2>
${groups.length === 0 && html`<p>No verdict has changed.</p>`}
${differing.map(({ what, before: old, after }) => html`<p class="soft">The runs differ in the ${what}: ${linesOf([old])} → ${linesOf([after])}</p>\n`)}
${groups.map(({ title, own }) => html`<details class="more"><summary>${title} <small>${own.length}</small></summary><ul class="plain">${own.slice(0, most).map((change) => changeHtml(change, anchorOf(change)))}${own.length > most && html`<li class="soft">… ${own.length - most} more: cwc diff lists them all</li>`}</ul></details>\n`)}
</section>`
}

function changeHtml({ requirements, title, place, before, after, says }: Change, anchor: string | undefined): Html {
  const verdicts = [before, after].flatMap((verdict) => verdict ?? []).join(' → ')
  const name =
    anchor === undefined || after === undefined ? linesOf([title]) : html`<a href="#${anchor}">${linesOf([title])}</a>`
  return html`<li>${name} <small>${linesOf([place])} · ${linesOf([requirements.join(', ')])} · ${verdicts}</small>${says !== undefined && html`<br>${linesOf([says])}`}</li>\n`
}

/** How long a cause has been there: `new since DAY`, `failed on DAY, too`, or how many of its cases are new. */
export function ageOf(cause: CauseReport, report: RunReport, { before, diff }: Since): string {
  const fresh = new Set(diff.changes.flatMap(({ kind, place }) => (kind === 'newly-failing' ? [place] : [])))
  const ids = new Set(cause.cases)
  const places = [
    ...report.cases.flatMap(({ id, file, line }) => (ids.has(id) ? [`${file}:${line}`] : [])),
    ...cause.findings,
  ]
  const count = places.filter((place) => fresh.has(place)).length
  if (count === 0) return `failed on ${dayOf(before)}, too`
  return count === places.length ? `new since ${dayOf(before)}` : `${count} of them new since ${dayOf(before)}`
}

const dayOf = ({ startedAt }: RunReport) => startedAt.slice(0, 10)
