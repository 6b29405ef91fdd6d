import { patterns } from '../observations/patterns.ts'
import { levels, sources } from '../observations/sources.ts'
import { type Words, wordsOf } from './words.ts'

/** A logger whose records are wanted, by the last segment of its name. */
export interface WantedLogger {
  /** From 1 on; 0 is any other logger. */
  readonly index: number
  readonly text: string
  readonly name: Words
  /** The beginnings of its messages that show something. An empty one: any message. */
  readonly beginnings: readonly Words[]
}

/** The loggers of which a record can show something, by the first byte of their names. */
export const wantedByFirstByte: readonly (readonly WantedLogger[] | undefined)[] = tableOf(
  new Set([...Object.keys(patterns), ...Object.values(sources).map(({ logger }) => logger)]),
)

/** How many loggers are told apart: the wanted ones, and all others as one. */
export const loggerCount = 1 + wantedByFirstByte.reduce((count, wanted) => count + (wanted?.length ?? 0), 0)

/** Below the level of any record. */
export const noLevel: number = levels.length

function tableOf(names: ReadonlySet<string>): readonly (readonly WantedLogger[] | undefined)[] {
  const table = Array.from({ length: 256 }, (): WantedLogger[] | undefined => undefined)
  for (const [at, text] of [...names].entries()) {
    const name = wordsOf(text)
    const first = name.bytes[0] ?? 0
    const beginnings = (patterns[text] ?? []).flatMap(({ message }) => beginningsOf(message.source))
    table[first] = [...(table[first] ?? []), { index: at + 1, text, name, beginnings: beginnings.map(wordsOf) }]
  }
  return table
}

/**
 * Texts of which each match of the pattern begins with one. It reads what it is sure of, literals and a first group of choices: an
 * empty text, any beginning, for all else.
 */
export function beginningsOf(source: string): readonly string[] {
  const [, choices, rest = ''] = /^\^\(\?:([^()]*)\)(?![?*{])(.*)$/s.exec(source) ?? []
  if (choices !== undefined) {
    return choices.split('|').map((choice) => {
      const literal = literalIn(choice)
      return literal.isWhole ? literal.text + literalIn(rest).text : literal.text
    })
  }
  const [, optional, behind = ''] = /^\^\(\?:((?:[^()]|\([^()]*\))*)\)\?(.*)$/s.exec(source) ?? []
  if (optional !== undefined && !/(?<!\\)\|/.test(optional)) return [literalIn(optional).text, literalIn(behind).text]
  return [source.startsWith('^') && !hasChoice(source) ? literalIn(source.slice(1)).text : '']
}

/** Whether a choice stands outside of all groups. */
function hasChoice(source: string): boolean {
  let depth = 0
  for (const [one] of source.matchAll(/\\.|\[(?:\\.|[^\]])*\]|[()|]/gs)) {
    if (one === '(') depth += 1
    if (one === ')') depth -= 1
    if (one === '|' && depth === 0) return true
  }
  return false
}

/** The characters before the first one that is not sure to stand there once. */
function literalIn(source: string): { readonly text: string; readonly isWhole: boolean } {
  const [literal = ''] = /^(?:(?:[^\\^$.*+?()[\]{}|]|\\\W)(?![*?{]))*/.exec(source) ?? []
  return { text: literal.replace(/\\(.)/gs, '$1'), isWhole: literal.length === source.length }
}
