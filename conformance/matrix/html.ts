import { describeBasis } from '../requirements/requirement.ts'
import { detailsHtml } from './html-details.ts'
import { style } from './html-style.ts'
import { attribute, escaped, inline, linked } from './html-text.ts'
import type { Cell, Column, Matrix, MatrixPage, Row } from './matrix.ts'
import { legend, signOf } from './symbols.ts'
import {
  caseOf,
  describeColumn,
  describeCounts,
  describeGeneratedOf,
  describeWhere,
  grouped,
  provenance,
  titlesOf,
} from './words.ts'

/**
 * The matrix as one page without scripts and other files.
 *
 * @param root the relative path to the root of the repository, to link the scenarios; without it they have no links
 */
export function matrixHtml(matrix: Matrix, root: string | undefined): string {
  const titles = titlesOf(matrix)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Which requirement holds where</title>
<style>${style}</style>
<header>
<h1>Which requirement holds where</h1>
<p>Measured with <code>${escaped(matrix.command)}</code><br><small>${escaped(provenance(matrix))}</small></p>
<ul class="legend">${legend.map(({ standing, sign, meaning }) => `<li><b class="${standing}">${sign}</b> ${escaped(meaning)}</li>`).join('')}</ul>
<nav>${matrix.pages.map(({ page }) => `<a href="#${anchorOf(page)}">${escaped(page)}</a>`).join(' ')} <a href="#run">What was run</a>${matrix.details.length === 0 ? '' : ' <a href="#instead">What happens instead</a>'}</nav>
</header>
<main>
<table class="matrix">
<thead><tr><th scope="col">requirement</th>${titles.map((title) => `<th scope="col">${escaped(title)}</th>`).join('')}</tr></thead>
${matrix.pages.map((page) => pageHtml(page, matrix, titles, root)).join('\n')}
</table>
${columnsHtml(matrix, titles)}
${matrix.details.length === 0 ? '' : `<section id="instead"><h2>What happens instead</h2>\n${matrix.details.map((one) => detailsHtml(one, matrix, titles, root)).join('\n')}</section>`}
</main>
</html>
`
}

const anchorOf = (page: string) => `page-${page.replaceAll(/\W+/g, '-')}`

function pageHtml({ page, rows }: MatrixPage, matrix: Matrix, titles: readonly string[], root: string | undefined) {
  const head = `<tr class="page" id="${anchorOf(page)}"><th scope="rowgroup"><span>${escaped(page)}</span></th><td colspan="${titles.length}"></td></tr>`
  return `<tbody>\n${head}\n${rows.map((row) => rowHtml(row, matrix, titles, root)).join('\n')}\n</tbody>`
}

function rowHtml(row: Row, matrix: Matrix, titles: readonly string[], root: string | undefined): string {
  const { id, says, level, basis, untestable, cells } = row
  const remarks = [
    ...(level === 'should' ? ['should'] : []),
    ...(basis.kind === 'stated' ? [] : [describeBasis(basis)]),
    ...(untestable === undefined ? [] : [`untestable: ${untestable}`]),
  ]
  const remark = remarks.length === 0 ? '' : `<small>${escaped(remarks.join('; '))}</small>`
  const signs = cells.map((cell, index) => {
    const hint = attribute(`${id}, ${titles[index]}: ${describeCell(cell)}`)
    const isTold = cell.standing === 'deviates' || cell.standing === 'unspecified' || cell.standing === 'fails'
    const sign = isTold ? `<a href="#instead-${id}">${signOf(cell.standing)}</a>` : signOf(cell.standing)
    return `<td class="${cell.standing}" title="${hint}">${sign}</td>`
  })
  return `<tr id="${id}"><th scope="row"><details><summary><b>${id}</b> ${inline(says)} ${remark}</summary>${evidenceHtml(row, matrix, titles, root)}</details></th>${signs.join('')}</tr>`
}

/** The evidence for the cells of a row: its scenarios, its properties, and the number of cases per column. */
function evidenceHtml(
  { scenarios, properties, cells }: Row,
  matrix: Matrix,
  titles: readonly string[],
  root: string | undefined,
) {
  const names = Map.groupBy(matrix.columns.keys(), (index) => {
    const cell = cells[index]
    return cell === undefined ? '' : describeCell(cell)
  })
  return [
    '<ul>',
    ...scenarios.map((caseId) => `<li>${linked(caseOf(caseId, matrix), root)}</li>`),
    ...properties.map((name) => `<li>in generated cases: ${escaped(name)}</li>`),
    ...[...names].map(([text, indices]) => {
      const where = indices.flatMap((index) => matrix.columns[index]?.name ?? [])
      return `<li><b>${escaped(describeWhere(where, matrix, titles))}</b>: ${escaped(text)}</li>`
    }),
    '</ul>',
  ].join('')
}

/** `holds; scenarios: 2 passed; 10,000 generated cases, which show its properties 24,112 times`. */
function describeCell({ standing, because, deviations, scenarios, generated }: Cell): string {
  return [
    [standing.replace('-', ' '), ...(deviations ?? [])].join(' '),
    ...(because === undefined ? [] : [because]),
    ...(Object.keys(scenarios).length === 0 ? [] : [`scenarios: ${describeCounts(scenarios)}`]),
    ...(generated === undefined
      ? []
      : [
          `${grouped(generated.cases)} generated cases${generated.times === 0 ? '' : `, its properties seen ${grouped(generated.times)} times`}`,
        ]),
  ].join('; ')
}

function columnsHtml({ columns }: Matrix, titles: readonly string[]): string {
  const rows = columns.map((column: Column, index) => {
    const { outcome, standings } = column
    const counts = legend.map(({ standing }) => `<td class="count">${standings[standing] || ''}</td>`)
    const scenarios = outcome.kind === 'not-run' ? '' : describeCounts(outcome.scenarios)
    const notes = outcome.kind === 'not-run' ? [] : outcome.notes.map((note) => `<br><small>${escaped(note)}</small>`)
    return `<tr><th scope="row">${escaped(titles[index] ?? '')}</th><td>${escaped(describeColumn(column))}${notes.join('')}</td>${counts.join('')}<td>${escaped(scenarios)}</td><td>${escaped(describeGeneratedOf(column))}</td></tr>`
  })
  const signs = legend.map(
    ({ sign, meaning }) => `<th scope="col" class="count" title="${attribute(meaning)}">${sign}</th>`,
  )
  return `<section id="run"><h2>What was run</h2>
<div class="wide"><table class="columns">
<thead><tr><th></th><th scope="col">implementation</th>${signs.join('')}<th scope="col">scenarios</th><th scope="col">generated cases</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div></section>`
}
