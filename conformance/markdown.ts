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

/** Text as a block of code. No line of it ends the block. */
export function codeBlock(text: string): string {
  const shown = visibleLines(text)
  const fence = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)))
  return `${fence}text\n${shown}\n${fence}`
}

/** Entities are safe also where Markdown is not read, as in `<summary>`. */
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
