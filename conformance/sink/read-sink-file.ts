import { LineCounter, parseDocument, visit } from 'yaml'
import { complaint } from '../../src/adapters/stdio/complaint.ts'
import { placeIn, readTextFile, Unreadable } from '../input/read-file.ts'
import { echoed } from '../visible.ts'
import { type SinkFile, sinkFileSchema } from './sink-file.ts'

/** The most characters of such a file. */
const longest = 2 ** 16

/** Reads a file that describes a sink. @throws Unreadable with the place of the first mistake */
export function readSinkFile(file: string): SinkFile {
  const lines = new LineCounter()
  const document = parseDocument(readTextFile(file, longest), { lineCounter: lines })
  const fail = (offset: number, what: string): never => {
    const { line, col } = lines.linePos(offset)
    throw new Unreadable(`${placeIn(file, line, col)}: ${echoed(what, 500)}`)
  }
  const [mistake] = [...document.errors, ...document.warnings]
  if (mistake !== undefined) fail(mistake.pos[0], mistake.message)
  visit(document, {
    // A few of them can stand for gigabytes.
    Alias: (_, { range, source }) => fail(range?.[0] ?? 0, `*${source}: an alias (the text itself is wanted)`),
  })
  const value: unknown = document.toJS()
  const parsed = sinkFileSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const { path, reason } = complaint(parsed.error, value, '')
  throw new Unreadable(`${placeIn(file)}: ${path === '' ? '' : `${path}: `}${echoed(reason, 500)}`)
}
