import { commandHtml } from '../html/command.ts'
import { type Html, html, linesOf, withCode } from '../html/html.ts'
import { describeSpan } from '../requirements/deviations.ts'
import { scenarioHtml } from './html-scenario.ts'
import type { Details, Matrix, Shown } from './matrix.ts'
import { caseOf, describeWhere } from './words.ts'

/** The details of one requirement: deviations with their sources, unspecified behaviour and failures, each with a trace. */
export function detailsHtml(
  { requirement, deviations, unspecified, fails }: Details,
  matrix: Matrix,
  titles: readonly string[],
  root: string | undefined,
): Html {
  const says = matrix.pages.flatMap(({ rows }) => rows).find(({ id }) => id === requirement)?.says ?? ''
  const shown = (one: Shown) => shownHtml(one, { where: describeWhere(one.columns, matrix, titles), matrix, root })
  return html`<article id="instead-${requirement}">
<h3><a href="#${requirement}">${requirement}</a></h3><blockquote>${withCode(says)}</blockquote>
${deviations.map(
  ({
    shown: cases,
    ...record
  }) => html`<p><span class="sign known">≠</span><b>${record.name}</b>, ${describeSpan(record)}: ${withCode(record.instead)}</p>
<p class="soft">Source: ${record.source.of} ${record.source.release}, <code>${record.source.file}</code><br>Seen: <code>${record.evidence}</code></p>
${cases.map(shown)}`,
)}
${unspecified.length > 0 && html`<p><span class="sign unspecified">○</span>Unspecified. Seen:</p>${unspecified.map(shown)}`}
${fails.length > 0 && html`<p><span class="sign bad">✗</span>Fails:</p>${fails.map(shown)}`}
</article>\n`
}

interface Context {
  readonly where: string
  readonly matrix: Matrix
  readonly root: string | undefined
}

function shownHtml({ by, described, trace, again }: Shown, { where, matrix, root }: Context): Html {
  const title =
    'token' in by
      ? html`generated case <code>${linesOf([by.token])}</code>`
      : scenarioHtml(caseOf(by.case, matrix), root)
  return html`<details class="more"><summary><b>${where}</b>: ${title}</summary>
<pre>${linesOf(described)}</pre>
<pre>${linesOf(trace)}</pre>
${commandHtml('Run this case again:', again)}</details>\n`
}
