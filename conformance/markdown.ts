import { visible, visibleLines } from './visible.ts'

/**
 * Text within a line of Markdown that is shown as it is: no character of it begins a tag, code, emphasis, a link, a mention or a cell.
 * It must not stand at the beginning of a line, where `1.` and `-` have a meaning.
 */
export function inMarkdown(text: string): string {
  return visible(text)
    .replaceAll(/[\\`*_{}[\]<>&|~$#@!^]|:(?=\S)/g, (sign) => entities[sign] ?? `\\${sign}`)
    .replaceAll(/www\./gi, (word) => word.replace('.', '\\.'))
}

/** Text as code within a line, outside of tables. No character of it ends the code. */
export function codeSpan(text: string): string {
  const shown = visible(text)
  const fence = '`'.repeat(1 + Math.max(0, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length)))
  const room = fence.length > 1 || shown.trim() !== shown || shown === '' ? ' ' : ''
  return `${fence}${room}${shown}${room}${fence}`
}

/** The same as `inMarkdown` for a text of the kit, in which a pair of backticks stands around code. It may stand in a cell. */
export function withCodeSpans(text: string): string {
  return text
    .split(/`([^`]+)`/)
    .map((part, at) => (at % 2 === 0 ? inMarkdown(part) : codeSpan(part).replaceAll('|', '\\|')))
    .join('')
}

/** Text as HTML, as in `<summary>`, where Markdown is not read. */
export const inHtml = (text: string): string => visible(text).replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign)

/** The path of a file as the target of a link. */
export const linkTarget = (path: string): string =>
  path
    .split('/')
    .map((part) =>
      encodeURIComponent(part.toWellFormed()).replaceAll(/[()'!*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
    )
    .join('/')

/** Text as a block of code. No line of it ends the block. */
export function codeBlock(text: string): string {
  const shown = visibleLines(text)
  const fence = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)))
  return `${fence}text\n${shown}\n${fence}`
}

/** Entities are safe also where Markdown is not read, as in `<summary>`. */
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
