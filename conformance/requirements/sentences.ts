import { createHash } from 'node:crypto'
import { blocksOf } from './blocks.ts'

/** A sentence of a page, with its place. */
export interface Sentence {
  readonly section: string
  /** The n-th of its section, from 1. */
  readonly sentence: number
  /** The sentence as it is hashed: links by their text, anchors gone, white space folded. */
  readonly text: string
  readonly sha256: string
}

/** Code spans are left as they are; of links, cross references and anchors only the text that a reader sees stays. */
const INLINE =
  /(`+)[^`](?:[\s\S]*?[^`])??\1(?!`)|\[\[[^\]]*\]\]|<<([^<>]*)>>|!?\[((?:[^[\]]|\[[^[\]]*\])*)\]\([^()]*\)|<\/?(?:span|a)\b[^>]*>/g
const ABBREVIATIONS = new Set(['i.e.', 'e.g.', 'a.k.a.', 'aka.', 'vs.', 'cf.', 'viz.', 'resp.', 'etc.', 'ca.'])
const END = /[.!?…]+[)\]"'”’*_]*\s+(?=["'“‘([*_`]*[\p{Lu}`])/uy

/**
 * The sentences of a page, in order: what stands between full stops in paragraphs, list items, table cells and
 * admonitions; a caption is one, and so is the whole of a fenced listing, so that an edited signature or log line shows.
 * Headings are names of sections. Two headings of the same name continue one count.
 */
export function sentencesOf(page: string): readonly Sentence[] {
  const counts = new Map<string, number>()
  return blocksOf(page).flatMap(({ section, kind, text }) =>
    (kind === 'listing' ? [fold(text)] : proseSentences(text))
      .filter((found) => found !== '')
      .map((found) => {
        const sentence = (counts.get(section) ?? 0) + 1
        counts.set(section, sentence)
        return { section, sentence, text: found, sha256: digestOf(found) }
      }),
  )
}

/** The SHA-256 by which a sentence is registered. White space is folded, so line ends and wrapping do not count. */
export function digestOf(sentence: string): string {
  return createHash('sha256').update(fold(sentence)).digest('hex')
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function proseSentences(markup: string): readonly string[] {
  const text = fold(plain(markup))
  return splitAt(text, endsOf(text, true) ?? endsOf(text, false) ?? [])
}

function plain(markup: string): string {
  return markup.replace(INLINE, (whole, fence: string | undefined, reference?: string, label?: string) => {
    if (fence !== undefined) return whole
    if (label !== undefined) return label
    if (reference === undefined) return ''
    const comma = reference.indexOf(',')
    return comma < 0 ? reference : reference.slice(comma + 1)
  })
}

/**
 * Where sentences end: outside code spans, outside brackets (if they are to count), not behind an abbreviation, and only before what can begin a sentence.
 * Gives undefined when the brackets are to count and do not match.
 */
function endsOf(text: string, bracketsCount: boolean): readonly number[] | undefined {
  const ends: number[] = []
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (character === '`') {
      const closing = text.indexOf('`', at + 1)
      if (closing > 0) at = closing
    } else if (bracketsCount && '(['.includes(character)) {
      depth += 1
    } else if (bracketsCount && ')]'.includes(character)) {
      depth -= 1
      if (depth < 0) return undefined
    } else if (depth === 0 && '.!?…'.includes(character)) {
      END.lastIndex = at
      const end = END.exec(text)
      if (end !== null && !isAbbreviation(text.slice(Math.max(0, at - 40), at + 1))) {
        ends.push(END.lastIndex)
        at = END.lastIndex - 1
      }
    }
  }
  return depth === 0 ? ends : undefined
}

function isAbbreviation(upTo: string): boolean {
  const word = /\S+$/.exec(upTo)?.[0] ?? ''
  return ABBREVIATIONS.has(word.replace(/^[("'_*]+/, '').toLowerCase())
}

function splitAt(text: string, ends: readonly number[]): readonly string[] {
  return [0, ...ends].map((start, n) => text.slice(start, ends[n]).trim())
}
