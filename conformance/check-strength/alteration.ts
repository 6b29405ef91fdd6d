import { observationIn } from '../production-logs/observations/patterns.ts'
import type { LoggedLine } from './logged-line.ts'

/** One change of a log. `at` and `with` are indexes of lines that show something. */
export type Alteration =
  | { readonly kind: 'dropped'; readonly at: number }
  | { readonly kind: 'doubled'; readonly at: number }
  /** With the next line of the same file that shows something. */
  | { readonly kind: 'swapped'; readonly at: number; readonly with: number }
  /** One number of the message is one more. `fields` are those of the observation that differ. */
  | { readonly kind: 'altered'; readonly at: number; readonly line: LoggedLine; readonly fields: readonly string[] }

/** All changes of a log, in the order of its lines. */
export function alterationsOf(lines: readonly LoggedLine[]): readonly Alteration[] {
  return lines.flatMap((line, at): readonly Alteration[] => {
    if (line.observed === undefined) return []
    const next = lines.findIndex(
      ({ file, observed }, other) => other > at && observed !== undefined && file === line.file,
    )
    return [
      { kind: 'dropped', at },
      { kind: 'doubled', at },
      ...(next < 0 ? [] : [{ kind: 'swapped', at, with: next } as const]),
      ...numbersAltered(line).map((altered) => ({ kind: 'altered', at, ...altered }) as const),
    ]
  })
}

/** The log after the change. Lines keep their numbers, except that two swapped lines swap them. */
export function alter(lines: readonly LoggedLine[], alteration: Alteration): readonly LoggedLine[] {
  const { at } = alteration
  const line = lines[at]
  if (line === undefined) return lines
  switch (alteration.kind) {
    case 'dropped':
      return lines.toSpliced(at, 1)
    case 'doubled':
      return lines.toSpliced(at, 0, line)
    case 'swapped': {
      const other = lines[alteration.with]
      return other === undefined
        ? lines
        : lines.with(at, onLine(other, line.record.line)).with(alteration.with, onLine(line, other.record.line))
    }
    case 'altered':
      return lines.with(at, alteration.line)
  }
}

const onLine = (line: LoggedLine, number: number): LoggedLine => ({ ...line, record: { ...line.record, line: number } })

/** The line with each of its numbers one more, where that shows. Digits of an id or of a version are no numbers. */
function numbersAltered(line: LoggedLine) {
  const { record, observed } = line
  return [...record.message.matchAll(/(?<![\w-])\d+(?![\w-])/g)].flatMap(({ 0: number, index }) => {
    const message = `${record.message.slice(0, index)}${Number(number) + 1}${record.message.slice(index + number.length)}`
    const altered = { ...record, message }
    const shown = observationIn(altered)
    if (shown === undefined || observed === undefined) return []
    const [before, after]: Readonly<Record<string, unknown>>[] = [observed, shown]
    const fields = Object.keys(shown).filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]))
    return fields.length === 0 ? [] : [{ line: { ...line, record: altered, observed: shown }, fields }]
  })
}
