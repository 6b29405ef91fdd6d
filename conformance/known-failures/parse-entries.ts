import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml'
import { complaint } from '../../src/adapters/stdio/complaint.ts'
import { placeIn, Unreadable } from '../input/read-file.ts'
import type { Cause } from '../report/cause.ts'
import type { EntryPlace } from '../report/known-failures.ts'
import { echoed } from '../visible.ts'
import type { Entry, Placed } from './entry.ts'
import { knownFailuresSchema, type WrittenEntry } from './file-schema.ts'

/** A file of known failures: its entries, and the document that keeps comments and order. */
export interface ParsedFile {
  readonly file: string
  readonly text: string
  readonly document: Document
  readonly entries: readonly Entry[]
}

/** The most characters of such a file: about ten times what all scenarios of the suite need. The parser takes seconds for more. */
export const longestFile = 2 ** 18

/**
 * Reads the text of a file of known failures.
 *
 * @throws Unreadable with `FILE:LINE:COLUMN` of the first mistake: in the syntax, a double key, an alias, an unknown field, a wrong type
 */
export function parseEntries(file: string, text: string): ParsedFile {
  const lines = new LineCounter()
  const fail = (offset: number, what: string): never => {
    const { line, col } = lines.linePos(offset)
    throw new Unreadable(`${placeIn(file, Math.max(line, 1), Math.max(col, 1))}: ${echoed(what, 500)}`)
  }
  const document = parse(text, lines, file)
  const [mistake] = [...document.errors, ...document.warnings]
  if (mistake !== undefined) fail(mistake.pos[0], sayOf(mistake))
  visit(document, {
    // An entry that is removed would take its anchor along, and a few aliases can stand for gigabytes.
    Alias: (_, { range, source }) => fail(range?.[0] ?? 0, `*${source}: an alias (the text itself is wanted)`),
  })
  const value: unknown = document.toJS() ?? []
  const parsed = knownFailuresSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const { path, reason } = complaint(parsed.error, value, '')
    const name = path.replace(/^\[\d+\]\.?/, '')
    const offset = offsetOf(document, partsOf(path)) ?? 0
    const said = issue?.code === 'custom' ? issue.message : reason
    fail(offset, `${name === '' ? '' : `${name}: `}${said}`)
  }
  const placeOf = (...path: readonly (string | number)[]): EntryPlace => {
    const { line, col } = lines.linePos(offsetOf(document, path) ?? 0)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  return {
    file,
    text,
    document,
    entries: (parsed.data ?? []).map((written, at) => entryOf(written, (...path) => placeOf(at, ...path))),
  }
}

/** The parser's own words, but for two mistakes of which it speaks to programmers. */
function sayOf({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here (one is wanted)'
  return message.includes('call stack') ? 'nested too deeply' : message.split('\n', 1).join('')
}

function parse(text: string, lines: LineCounter, file: string): Document {
  if (text.length > longestFile) throw new Unreadable(`${placeIn(file)}: too large (at most 256 KiB are read)`)
  try {
    return parseDocument(text, { lineCounter: lines, prettyErrors: false })
  } catch (error) {
    // The parser calls itself at each level.
    if (error instanceof RangeError) throw new Unreadable(`${placeIn(file)}: nested too deeply`)
    throw error
  }
}

type PlaceOf = (...path: readonly (string | number)[]) => EntryPlace

function entryOf(written: WrittenEntry, placeOf: PlaceOf): Entry {
  const { requirement, role, generated, when = {}, reason, link, observed } = written
  const { edition } = when
  const cases = placed(written.case, 'case', placeOf)
  const scenarios = placed(written.scenario, 'scenario', placeOf)
  return {
    at: placeOf(),
    pattern: {
      ...(requirement === undefined ? {} : { requirement }),
      ...(role === undefined ? {} : { role }),
      ...(cases === undefined ? {} : { cases }),
      ...(scenarios === undefined ? {} : { scenarios }),
      isGenerated: generated === true,
    },
    when: {
      ...(when.version === undefined ? {} : { version: when.version }),
      ...(edition === undefined ? {} : { editions: listOf(edition) }),
    },
    reason: reason?.trim() ?? '',
    ...(link === undefined ? {} : { link }),
    observed: observed === undefined ? [] : listOf(observed).map(causeFrom),
  }
}

type Observed = Exclude<WrittenEntry['observed'], undefined | readonly unknown[]>

const causeFrom = ({ requirement, mismatch }: Observed): Cause => ({
  requirements: requirement === undefined ? [] : listOf(requirement),
  mismatch,
})

function placed(
  written: string | readonly string[] | undefined,
  key: 'case' | 'scenario',
  placeOf: PlaceOf,
): readonly Placed[] | undefined {
  if (written === undefined) return undefined
  return typeof written === 'string'
    ? [{ text: written, at: placeOf() }]
    : written.map((text, at) => ({ text, at: placeOf(key, at) }))
}

function listOf<One>(value: One | readonly One[]): readonly One[] {
  return Array.isArray(value) ? value : [value as One]
}

/** `[0].case[2]` as a path. */
function partsOf(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, at, key = '']) => (at === undefined ? key : Number(at)))
}

/** Where the value with this path begins, or the key of a field; if it is missing, the innermost value around it. */
function offsetOf(document: Document, path: readonly (string | number)[]): number | undefined {
  let node: unknown = document.contents
  let offset = startOf(node)
  for (const [index, part] of path.entries()) {
    const key = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === part)?.key : undefined
    node = isMap(node) ? node.get(part, true) : isSeq(node) ? node.items[Number(part)] : undefined
    offset = startOf(index === path.length - 1 && key !== undefined ? key : (node ?? key)) ?? offset
  }
  return offset
}

const startOf = (node: unknown): number | undefined => (node as Node | undefined | null)?.range?.[0]
