import type { ScenarioPlace } from './matrix.ts'

/** Text as HTML shows it, and nothing of it as markup. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const attribute = (text: string): string =>
  escaped(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;').replaceAll('\n', '&#10;')

/** Text in which what stands between backticks is code. */
export const inline = (text: string): string => escaped(text).replaceAll(/`([^`]*)`/g, '<code>$1</code>')

/** A scenario by its name, linked if there is a way to it. */
export function linked({ file, line, name }: ScenarioPlace, root: string | undefined): string {
  const place = `<small>${escaped(file)}:${line}</small>`
  return root === undefined
    ? `${escaped(name)} ${place}`
    : `<a href="${attribute(`${root}${file}`)}#L${line}">${escaped(name)}</a> ${place}`
}
