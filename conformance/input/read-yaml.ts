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
import type { z } from 'zod'
import { complaint, type UnknownField, unknownField } from '../../src/adapters/stdio/complaint.ts'
import { meantBy } from '../near-word.ts'
import { echoed } from '../visible.ts'
import { fieldsAt } from './fields-at.ts'
import { placeIn, Unreadable } from './read-file.ts'

/** The text of a YAML file, and the places of its parts. */
export interface YamlFile {
  /** Keeps comments and order. */
  readonly document: Document
  /** Null for an empty text. */
  readonly value: unknown
  /** Where the value with this path begins, from 1 on. */
  readonly placeOf: (path: Path) => { readonly line: number; readonly column: number }
  /** The value by its schema. @throws Unreadable with `FILE:LINE:COLUMN` of the first mistake */
  readonly checkedBy: <Schema extends z.ZodType>(schema: Schema, value: unknown) => z.infer<Schema>
}

type Path = readonly (string | number)[]

/**
 * Parses the text of a YAML file that the user names.
 *
 * @throws Unreadable with `FILE:LINE:COLUMN` of the first mistake: in the syntax, a double key, an alias
 */
export function parseYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter()
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const fail = (offset: number, what: string): never => {
    const { line, column } = placeAt(offset)
    throw new Unreadable(`${placeIn(file, line, column)}: ${echoed(what, 500)}`)
  }
  const document = parse(text, lines, file)
  const [mistake] = [...document.errors, ...document.warnings]
  if (mistake !== undefined) fail(mistake.pos[0], sayOf(mistake))
  visit(document, {
    // An entry that is removed would take its anchor along, and a few aliases can stand for gigabytes.
    Alias: (_, { range, source }) => fail(range?.[0] ?? 0, `*${source}: an alias (the text itself is wanted)`),
  })
  return {
    document,
    value: document.toJS(),
    placeOf: (path) => placeAt(offsetOf(document, path) ?? 0),
    checkedBy(schema, value) {
      const parsed = schema.safeParse(value)
      if (parsed.success) return parsed.data
      const [issue] = parsed.error.issues
      const { path, reason } = complaint(parsed.error, value, '')
      const unknown = unknownField(parsed.error, value)
      const name = path.replace(/^(?:\[\d+\])?\.?/, '')
      const said = issue?.code === 'custom' ? issue.message : `${reason}${unknown ? meant(schema, unknown) : ''}`
      return fail(offsetOf(document, partsOf(path)) ?? 0, `${name === '' ? '' : `${name}: `}${said}`)
    },
  }
}

/** What a field that there is not may be meant for, or which fields there are. */
function meant(schema: z.ZodType, { field, of }: UnknownField): string {
  const known = fieldsAt(schema, of)
  if (known.includes(field)) return ' beside the others'
  return meantBy(field, known) || ` (there are ${known.join(', ')})`
}

/** The parser's own words, but for two mistakes of which it speaks to programmers. */
function sayOf({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here (one is wanted)'
  return message.includes('call stack') ? 'nested too deeply' : message.split('\n', 1).join('')
}

function parse(text: string, lines: LineCounter, file: string): Document {
  try {
    return parseDocument(text, { lineCounter: lines, prettyErrors: false })
  } catch (error) {
    // The parser calls itself at each level.
    if (error instanceof RangeError) throw new Unreadable(`${placeIn(file)}: nested too deeply`)
    throw error
  }
}

/** `[0].case[2]` as a path. */
function partsOf(path: string): Path {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, at, key = '']) => (at === undefined ? key : Number(at)))
}

/** Where the value with this path begins, or the key of a field; if it is missing, the innermost value around it. */
function offsetOf(document: Document, path: Path): number | undefined {
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
