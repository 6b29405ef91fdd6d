import { describeSpan } from '../requirements/deviations.ts'
import { attribute, escaped, inline, linked } from './html-text.ts'
import type { Details, Matrix, Shown } from './matrix.ts'
import { caseOf, describeWhere } from './words.ts'

/** The details of one requirement: deviations with their sources, unspecified behaviour and failures, each with a trace. */
export function detailsHtml(
  { requirement, deviations, unspecified, fails }: Details,
  matrix: Matrix,
  titles: readonly string[],
  root: string | undefined,
): string {
  const says = matrix.pages.flatMap(({ rows }) => rows).find(({ id }) => id === requirement)?.says ?? ''
  const shown = (one: Shown) => shownHtml(one, { where: describeWhere(one.columns, matrix, titles), matrix, root })
  return [
    `<article id="instead-${requirement}">`,
    `<h3><a href="#${requirement}">${requirement}</a></h3><blockquote>${inline(says)}</blockquote>`,
    ...deviations.flatMap(({ shown: cases, ...record }) => [
      `<p><b class="deviates">≠</b> <b>${escaped(record.name)}</b>, ${escaped(describeSpan(record))}: ${inline(record.instead)}</p>`,
      `<p class="source">Source: ${escaped(record.source.of)} ${escaped(record.source.release)}, <code>${escaped(record.source.file)}</code><br>Seen: <code>${escaped(record.evidence)}</code></p>`,
      ...cases.map(shown),
    ]),
    ...(unspecified.length === 0
      ? []
      : ['<p><b class="unspecified">○</b> Unspecified. Seen:</p>', ...unspecified.map(shown)]),
    ...(fails.length === 0 ? [] : ['<p><b class="fails">✗</b> Fails:</p>', ...fails.map(shown)]),
    '</article>',
  ].join('\n')
}

function shownHtml(
  { by, described, trace, again }: Shown,
  { where, matrix, root }: { readonly where: string; readonly matrix: Matrix; readonly root: string | undefined },
): string {
  const title =
    'token' in by ? `generated case <code>${escaped(by.token)}</code>` : linked(caseOf(by.case, matrix), root)
  return `<details><summary><b>${escaped(where)}</b>: ${title}</summary>
<pre>${escaped(described.join('\n'))}</pre>
<pre>${escaped(trace.join('\n'))}</pre>
<p>Run it again: <code title="${attribute(again)}">${escaped(again)}</code></p></details>`
}
