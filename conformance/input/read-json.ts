import type { z } from 'zod'
import { complaint } from '../../src/adapters/stdio/complaint.ts'
import { parseFirst } from '../../src/contract/parse-first.ts'
import { echoed } from '../visible.ts'
import { jsonMistake } from './json-syntax.ts'
import { mostOfReport, placeIn, readTextFile, Unreadable } from './read-file.ts'

/** How deeply a JSON file may be nested. The deepest part of a report is a plan; the kit itself writes none of 50 levels. */
export const deepestJson = 200

/**
 * The value of a JSON file that the user names, of at most `most` bytes and `deepestJson` levels.
 *
 * @throws Unreadable with line and column of the mistake
 */
export function readJsonFile(file: string, most: number = mostOfReport): unknown {
  const text = readTextFile(file, most)
  const mistake = jsonMistake(text, deepestJson)
  if (mistake === undefined) return JSON.parse(text)
  throw new Unreadable(`${placeIn(file, mistake.line, mistake.column)}: not JSON: ${mistake.what}`)
}

/**
 * The value, if the schema allows it. `kind` says what the file should be: `a report of cwc run`.
 *
 * @throws Unreadable with the path of the first field that is wrong, such as `cases[3].verdict`
 */
export function checkedBy<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  { file, kind }: { readonly file: string; readonly kind: string },
): z.infer<Schema> {
  const parsed = parseFirst(schema as z.ZodType<z.infer<Schema>>, value)
  if (parsed.success) return parsed.data
  const { path, reason } = complaint(parsed.error, value, '')
  const place = path.replace(/^\./, '')
  throw new Unreadable(
    `${placeIn(file)}: not ${kind}: ${place === '' ? '' : `${echoed(place, 200)}: `}${echoed(reason, 500)}`,
  )
}
