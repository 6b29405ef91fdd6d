import { isCurrent, numberIn } from './sequences.ts'

/** Files that are missing between two parts of a log, by the numbers in their names. */
export interface Gap {
  /** The part behind them. */
  readonly file: string
  readonly missing: readonly string[]
}

/** Numbers that are further apart are those of processes, not of rotation. */
const mostMissing = 100

/**
 * The gaps in the numbers of a log's parts, which are in the order in which they were written. Numbers that grow with time say nothing of
 * the file without a number, which comes last. `isThere`: a file of this name was seen, and has no lines.
 */
export function gapsIn(ordered: readonly string[], isThere: (path: string) => boolean): readonly Gap[] {
  const numbers = ordered.map((path) => (isCurrent(path) ? 0 : numberIn(path)))
  const isGrowing = numbers.some(
    (number, at) => number !== 0 && number !== undefined && number > (numbers[at - 1] ?? number),
  )
  return ordered.flatMap((file, at): readonly Gap[] => {
    const [before, path, number] = [numbers[at - 1], ordered[at - 1], numbers[at]]
    if (before === undefined || path === undefined || number === undefined || (number === 0 && isGrowing)) return []
    const [low, high] = [Math.min(before, number), Math.max(before, number)]
    if (high - low - 1 > mostMissing) return []
    const between = Array.from({ length: Math.max(0, high - low - 1) }, (_, index) => low + 1 + index)
    const missing = between.map((one) => withNumber(path, one)).filter((one) => !isThere(one))
    return missing.length === 0 ? [] : [{ file, missing: before > number ? missing.toReversed() : missing }]
  })
}

/** The name of the file beside this one that has the number; without compression, which may be another one. */
const withNumber = (path: string, number: number) =>
  path.replace(/\.(\d{1,4})(?:\.(?:gz|zst|zstd))?$/, (_, digits: string) => {
    const width = digits.startsWith('0') ? digits.length : 1
    return `.${String(number).padStart(width, '0')}`
  })

/** `driver.log.1`, or `driver.log.4 to driver.log.1`. */
export const namesOf = ({ missing }: Gap): string => {
  const [first, last] = [missing[0] ?? '', missing.at(-1) ?? '']
  return first === last ? first : `${first} to ${last}`
}

/** The files of a log, each with what is missing before it. */
export const withGaps = <File extends { readonly path: string }>(files: readonly File[], gaps: readonly Gap[]) =>
  files.map((one) => {
    const gap = gaps.find(({ file }) => file === one.path)
    return gap === undefined ? one : { ...one, missing: namesOf(gap) }
  })
