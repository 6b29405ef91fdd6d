import { codeBlock, codeSpan, inHtml, inMarkdown, linkTarget, withCodeSpans } from '../markdown.ts'
import { describeSpan } from '../requirements/deviations.ts'
import { describeBasis } from '../requirements/requirement.ts'
import type { Details, Matrix, MatrixCase, Row, Shown } from './matrix.ts'
import { legend, signOf } from './symbols.ts'
import {
  caseOf,
  describeColumn,
  describeCounts,
  describeGeneratedOf,
  describeWhere,
  provenance,
  shortTitlesOf,
} from './words.ts'

/**
 * The matrix as Markdown for a code host: one sign per cell, with the details below the tables.
 *
 * @param root the relative path to the root of the repository, to link the scenarios; without it they have no links
 */
export function matrixMarkdown(matrix: Matrix, root: string | undefined): string {
  const titles = shortTitlesOf(matrix)
  const told = new Set(matrix.details.map(({ requirement }) => requirement))
  const pages = matrix.pages.map(({ page, rows }) =>
    [
      `## ${page}`,
      '',
      `| requirement | ${titles.map(inMarkdown).join(' | ')} |`,
      `| --- |${titles.map(() => ' :---: |').join('')}`,
      ...rows.map((row) => describeRow(row, { isTold: told.has(row.id), matrix, root })),
    ].join('\n'),
  )
  return `${[
    '# Which requirement holds where',
    `Measured with ${codeSpan(matrix.command)} (${inMarkdown(provenance(matrix))}). Do not edit by hand.`,
    legend.map(({ sign, meaning }) => `- \`${sign}\` ${meaning}`).join('\n'),
    describeColumns(matrix, titles),
    ...pages,
    ...(matrix.details.length === 0
      ? []
      : ['## What happens instead', ...matrix.details.map((one) => describeDetails(one, matrix, titles, root))]),
  ].join('\n\n')}\n`
}

function describeColumns(matrix: Matrix, titles: readonly string[]): string {
  const { columns } = matrix
  const rows = columns.map((column, index) => {
    const { outcome, standings } = column
    const counts = legend.map(({ standing }) => (standings[standing] === 0 ? '' : standings[standing]))
    const scenarios = outcome.kind === 'not-run' ? '' : describeCounts(outcome.scenarios)
    return `| ${inMarkdown(titles[index] ?? '')} | ${inMarkdown(describeColumn(column))} | ${counts.join(' | ')} | ${scenarios} | ${inMarkdown(describeGeneratedOf(column))} |`
  })
  const notes = columns.flatMap(({ outcome }, index) =>
    outcome.kind === 'not-run'
      ? []
      : outcome.notes.map((note) => `- ${inMarkdown(titles[index] ?? '')}: ${inMarkdown(note)}`),
  )
  return [
    `| | implementation | ${legend.map(({ sign }) => sign).join(' | ')} | scenarios | generated cases |`,
    `| --- | --- |${legend.map(() => ' ---: |').join('')} --- | --- |`,
    ...rows,
    ...(notes.length === 0 ? [] : ['', ...notes]),
  ].join('\n')
}

function describeRow(
  { id, says, level, basis, untestable, scenarios, cells }: Row,
  { isTold, matrix, root }: { readonly isTold: boolean; readonly matrix: Matrix; readonly root: string | undefined },
) {
  const signs = cells.map(({ standing }) =>
    standing === 'deviates' || standing === 'fails' || standing === 'unspecified'
      ? `[**${signOf(standing)}**](#${id.toLowerCase()})`
      : signOf(standing),
  )
  const links = scenarios.map((caseId, index) => {
    const { file, line, name } = caseOf(caseId, matrix)
    return root === undefined
      ? inMarkdown(`${file}:${line}`)
      : `[${index + 1}](${root}${linkTarget(file)}#L${line} "${inMarkdown(name).replaceAll('"', '&quot;')}")`
  })
  const remarks = [
    ...(level === 'should' ? ['should'] : []),
    ...(basis.kind === 'stated' ? [] : [describeBasis(basis)]),
    ...(untestable === undefined ? [] : [`untestable: ${untestable}`]),
  ]
  const remark = remarks.length === 0 ? '' : ` *(${withCodeSpans(remarks.join('; '))})*`
  const name = isTold ? `[${id}](#${id.toLowerCase()})` : id
  // Ten columns leave no room for another one with the scenarios.
  const places = links.length === 0 ? '' : ` <sup>${links.join(' ')}</sup>`
  return `| **${name}** ${withCodeSpans(says)}${remark}${places} | ${signs.join(' | ')} |`
}

function describeDetails(
  { requirement, deviations, unspecified, fails }: Details,
  matrix: Matrix,
  titles: readonly string[],
  root: string | undefined,
) {
  const says = matrix.pages.flatMap(({ rows }) => rows).find(({ id }) => id === requirement)?.says ?? ''
  const shown = (one: Shown) => describeShown(one, { where: describeWhere(one.columns, matrix, titles), matrix, root })
  const parts = [
    ...deviations.flatMap(({ shown: cases, ...record }) => [
      `**≠ ${record.name}**, ${describeSpan(record)}: ${withCodeSpans(record.instead)}`,
      `Source: ${record.source.of} ${record.source.release}, \`${record.source.file}\`. Seen: \`${record.evidence.replaceAll('`', "'")}\``,
      ...cases.map(shown),
    ]),
    ...(unspecified.length === 0 ? [] : ['**○ Unspecified.** Seen:', ...unspecified.map(shown)]),
    ...(fails.length === 0 ? [] : ['**✗ Fails**:', ...fails.map(shown)]),
  ]
  return [`### ${requirement}`, `> ${withCodeSpans(says)}`, ...parts].join('\n\n')
}

function describeShown(
  { by, described, trace, again }: Shown,
  { where, matrix, root }: { readonly where: string; readonly matrix: Matrix; readonly root: string | undefined },
): string {
  const scenario = 'token' in by ? undefined : caseOf(by.case, matrix)
  const title = 'token' in by ? `generated case <code>${inHtml(by.token)}</code>` : inHtml(scenario?.name ?? '')
  const place = scenario === undefined ? [] : [linkTo(scenario, root)]
  const text = [...described, '', ...trace].join('\n')
  return [
    `<details><summary>${inHtml(where)}: ${title}</summary>`,
    ...place,
    codeBlock(text),
    `Run it again: ${codeSpan(again)}`,
    '</details>',
  ].join('\n\n')
}

function linkTo({ file, line }: MatrixCase, root: string | undefined): string {
  const place = inMarkdown(`${file}:${line}`)
  return root === undefined ? place : `[${place}](${root}${linkTarget(file)}#L${line})`
}
