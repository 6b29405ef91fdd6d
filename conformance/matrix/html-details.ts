import { attribute, escaped, inline, linked } from './html-text.ts'
import type { Details, Matrix, Shown } from './matrix.ts'
import { describeWhere } from './words.ts'

/** What happens instead of one requirement: each deviation with its source, what is left open, what fails, with their traces. */
export function detailsHtml(
  { requirement, deviations, open, fails }: Details,
  matrix: Matrix,
  titles: readonly string[],
  root: string | undefined,
): string {
  const says = matrix.pages.flatMap(({ rows }) => rows).find(({ id }) => id === requirement)?.says ?? ''
  const shown = (one: Shown) => shownHtml(one, describeWhere(one.columns, matrix, titles), root)
  return [
    `<article id="instead-${requirement}">`,
    `<h3><a href="#${requirement}">${requirement}</a></h3><blockquote>${inline(says)}</blockquote>`,
    ...deviations.flatMap(({ name, since, instead, source, evidence, shown: cases }) => [
      `<p><b class="deviates">≠</b> <b>${escaped(name)}</b>, since ${escaped(since)}: ${inline(instead)}</p>`,
      `<p class="source">Read in ${escaped(source.of)} ${escaped(source.release)}, <code>${escaped(source.file)}</code><br>Seen: <code>${escaped(evidence)}</code></p>`,
      ...cases.map(shown),
    ]),
    ...(open.length === 0
      ? []
      : ['<p><b class="open">○</b> The page leaves it open, and what is seen is:</p>', ...open.map(shown)]),
    ...(fails.length === 0 ? [] : ['<p><b class="fails">✗</b> Fails:</p>', ...fails.map(shown)]),
    '</article>',
  ].join('\n')
}

function shownHtml({ by, described, trace, again }: Shown, where: string, root: string | undefined): string {
  const title = 'token' in by ? `generated case <code>${escaped(by.token)}</code>` : linked(by, root)
  return `<details><summary><b>${escaped(where)}</b>: ${title}</summary>
<pre>${escaped(described.join('\n'))}</pre>
<pre>${escaped(trace.join('\n'))}</pre>
<p>Again: <code title="${attribute(again)}">${escaped(again)}</code></p></details>`
}
