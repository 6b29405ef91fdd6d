import { type Html, html, withCode } from '../html/html.ts'
import { describeBasis } from '../requirements/requirement.ts'
import { scenarioHtml } from './html-scenario.ts'
import { toneOf } from './html-signs.ts'
import type { Cell, Matrix, Row } from './matrix.ts'
import { sortOf } from './row-sort.ts'
import { signOf } from './symbols.ts'
import { caseOf, describeCounts, describeWhere, grouped } from './words.ts'

/** A requirement with its cell per column, and the evidence for them. */
export function rowHtml(row: Row, matrix: Matrix, titles: readonly string[], root: string | undefined): Html {
  const { id, role, says, level, basis, untestable, cells } = row
  const remarks = [
    ...(level === 'should' ? ['should'] : []),
    ...(basis.kind === 'stated' ? [] : [describeBasis(basis)]),
    ...(untestable === undefined ? [] : [`untestable: ${untestable}`]),
  ]
  const signs = cells.map((cell, index) => {
    const { standing } = cell
    const isTold = standing === 'deviates' || standing === 'unspecified' || standing === 'fails'
    const sign = isTold ? html`<a href="#instead-${id}">${signOf(standing)}</a>` : signOf(standing)
    return html`<td class="${toneOf(standing)}" title="${id}, ${titles[index]}: ${describeCell(cell)}">${sign}<span class="hidden">${standing}</span></td>`
  })
  const standings = [...new Set(cells.map(({ standing }) => standing))].join(' ')
  return html`<tr class="item" id="${id}" data-verdict="${standings}" data-role="${role}" data-requirements="${id}"${sortOf(row) === 'shown' && html` data-attention`}><th scope="row"><details><summary><b>${id}</b> ${withCode(says)} ${remarks.length > 0 && html`<small>${remarks.join('; ')}</small>`}</summary>${evidenceHtml(row, matrix, titles, root)}</details></th>${signs}</tr>\n`
}

/** The evidence for the cells of a row: its scenarios, its properties, and the number of cases per column. */
function evidenceHtml(
  { scenarios, properties, cells }: Row,
  matrix: Matrix,
  titles: readonly string[],
  root: string | undefined,
): Html {
  const names = Map.groupBy(matrix.columns.keys(), (index) => {
    const cell = cells[index]
    return cell === undefined ? '' : describeCell(cell)
  })
  return html`<ul class="plain">${scenarios.map((caseId) => html`<li>${scenarioHtml(caseOf(caseId, matrix), root)}</li>`)}${properties.map((name) => html`<li>in generated cases: ${name}</li>`)}${[
    ...names,
  ].map(([text, indices]) => {
    const where = indices.flatMap((index) => matrix.columns[index]?.name ?? [])
    return html`<li><b>${describeWhere(where, matrix, titles)}</b>: ${text}</li>`
  })}</ul>`
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
