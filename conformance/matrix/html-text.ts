import type { ScenarioPlace } from './matrix.ts'

/** Text for HTML, without markup. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const attribute = (text: string): string =>
  escaped(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;').replaceAll('\n', '&#10;')

/** Text for HTML, with code between backticks. */
export const inline = (text: string): string => escaped(text).replaceAll(/`([^`]*)`/g, '<code>$1</code>')

/** A scenario by its name, with a link if the root is known. */
export function linked({ file, line, name }: ScenarioPlace, root: string | undefined): string {
  const place = `<small>${escaped(file)}:${line}</small>`
  return root === undefined
    ? `${escaped(name)} ${place}`
    : `<a href="${attribute(`${root}${file}`)}#L${line}">${escaped(name)}</a> ${place}`
}
