import { documentOf } from '../html/document.ts'
import { type Html, html } from '../html/html.ts'
import { helpHtml, toolbarHtml } from '../html/toolbar.ts'
import { wide } from '../html/wide.ts'
import { detailsHtml } from './html-details.ts'
import { rowHtml } from './html-row.ts'
import { toneOf } from './html-signs.ts'
import { type Column, cellStandings, type Matrix, type Row } from './matrix.ts'
import { sortOf } from './row-sort.ts'
import { legend } from './symbols.ts'
import { describeColumn, describeCounts, describeGeneratedOf, provenance, titlesOf } from './words.ts'

/** What a page of the matrix can link to. */
export interface MatrixLinks {
  /** The relative path to the root of the repository; without it scenarios have no links. */
  readonly root?: string | undefined
  /** The address of the report of a column, by its name. */
  readonly reports?: ReadonlyMap<string, string>
}

/** The matrix as one page that loads nothing: the summary, the rows in which columns differ, then all others. */
export function matrixHtml(matrix: Matrix, { root, reports = new Map() }: MatrixLinks): string {
  const titles = titlesOf(matrix)
  const rows = matrix.pages.flatMap((page) => page.rows)
  const differing = rows.filter((row) => sortOf(row) === 'shown')
  const links: readonly (readonly [string, string])[] = [
    ['#run', 'Summary'],
    ...(differing.length === 0 ? [] : [['#differing', 'Rows that differ'] as const]),
    ['#others', 'Other rows'],
    ...(matrix.details.length === 0 ? [] : [['#instead', 'What happens instead'] as const]),
  ]
  return documentOf({
    title: 'Which requirement holds where',
    body: html`<a class="skip" href="#content">Skip to the results</a>
<header class="head">
<p class="kicker">Conformance matrix</p>
<h1>Which requirement holds where</h1>
<p class="again"><span>Measured with</span> <code>${matrix.command}</code> <button type="button" data-copy hidden>Copy</button></p>
<p class="soft">${provenance(matrix)}</p>
${columnsHtml(matrix, titles, reports)}
<ul class="legend">${legend.map(({ standing, sign, meaning }) => html`<li><span class="sign ${toneOf(standing)}">${sign}</span> ${meaning}</li>`)}</ul>
</header>
${toolbarHtml({
  verdicts: cellStandings.filter((standing) => matrix.columns.some(({ standings }) => standings[standing] > 0)),
  requirements: rows.map(({ id }) => id),
  only: 'only rows that differ',
  links,
})}
<main id="content" tabindex="-1">
${differing.length > 0 && html`<section id="differing" aria-labelledby="differing-title" data-group><h2 id="differing-title">Rows that differ <small>${differing.length} of ${rows.length}</small></h2>${tableHtml([differing], { matrix, titles, root })}</section>`}
<section id="others" aria-labelledby="others-title" data-group><h2 id="others-title">Other rows <small>${rows.length - differing.length}</small></h2>${tableHtml(
      matrix.pages.map((page) => page.rows.filter((row) => sortOf(row) !== 'shown')),
      { matrix, titles, root },
    )}</section>
${matrix.details.length > 0 && html`<section id="instead" class="instead" aria-labelledby="instead-title"><h2 id="instead-title">What happens instead</h2>\n${matrix.details.map((one) => detailsHtml(one, matrix, titles, root))}</section>`}
<p id="nothing" class="soft" hidden>Nothing matches the filter.</p>
</main>
${helpHtml}`,
  })
}

interface TableContext {
  readonly matrix: Matrix
  readonly titles: readonly string[]
  readonly root: string | undefined
}

/** Rows, with the page of their requirements above each group. */
function tableHtml(groups: readonly (readonly Row[])[], { matrix, titles, root }: TableContext): Html {
  const pageOf = (row: Row | undefined) =>
    matrix.pages.find(({ rows }) => row !== undefined && rows.includes(row))?.page
  return html`<table class="matrix"><thead><tr><th scope="col">requirement</th>${titles.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
${groups
  .filter((rows) => rows.length > 0)
  .map(
    (rows) =>
      html`<tbody data-group>${groups.length > 1 && html`<tr><th scope="rowgroup" class="page" colspan="${titles.length + 1}">${pageOf(rows[0])}</th></tr>`}\n${rows.map((row) => rowHtml(row, matrix, titles, root))}</tbody>\n`,
  )}</table>`
}

/** A row per column of the matrix: the implementation, its standings, and what was run. */
function columnsHtml({ columns }: Matrix, titles: readonly string[], reports: ReadonlyMap<string, string>): Html {
  const shown = legend.filter(({ standing }) => columns.some(({ standings }) => standings[standing] > 0))
  const rows = columns.map((column: Column, index) => {
    const { name, outcome, standings } = column
    const report = reports.get(name)
    const notes = outcome.kind === 'not-run' ? [] : outcome.notes
    return html`<tr><th scope="row">${report === undefined ? titles[index] : html`<a href="${report}">${titles[index]}</a>`}</th><td>${describeColumn(column)}${notes.map((note) => html`<br><small>${note}</small>`)}</td>${shown.map(({ standing }) => html`<td class="count">${standings[standing] || ''}</td>`)}<td>${outcome.kind === 'not-run' ? '' : describeCounts(outcome.scenarios)}</td><td>${describeGeneratedOf(column)}</td></tr>\n`
  })
  return html`<section id="run" aria-label="Summary">${wide(
    'Summary per column',
    html`<table>
<thead><tr><th scope="col">column</th><th scope="col">implementation</th>${shown.map(({ sign, standing }) => html`<th scope="col" class="count">${sign} ${standing}</th>`)}<th scope="col">scenarios</th><th scope="col">generated cases</th></tr></thead>
<tbody>
${rows}</tbody></table>`,
  )}</section>`
}
