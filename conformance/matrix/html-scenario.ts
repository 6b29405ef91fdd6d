import { type Html, html, linesOf } from '../html/html.ts'
import type { ScenarioPlace } from './matrix.ts'

/** A scenario by its name, with a link if the root is known. */
export function scenarioHtml({ file, line, name }: ScenarioPlace, root: string | undefined): Html {
  const place = html`<small>${linesOf([`${file}:${line}`])}</small>`
  return root === undefined
    ? html`${linesOf([name])} ${place}`
    : html`<a href="${`${root}${file}`}#L${line}">${linesOf([name])}</a> ${place}`
}
