import { basename } from 'node:path'

/** A file, and where it stands among the files of the same log. */
export interface Part {
  readonly path: string
  /** The stamp of its first record. */
  readonly stamp: string | undefined
}

/** The name of the log of which this file is a part: without number, date and compression. Files without such a mark are their own log. */
export function logOf(path: string): string {
  const name = basename(path)
  const plain = name.replace(/\.(?:gz|zst|zstd)$/, '')
  const stem = plain
    .replace(
      /(?:--|[._-])(?:20\d\d-\d\d-\d\d|20\d\d[01]\d[0-3]\d(?!\d))(?:[-_.T]+\d\d){0,3}(?:[._-]\d{1,4})?(?=\.|$)/,
      '',
    )
    .replace(/\.\d{1,4}$/, '')
  // The folder stays as it is: a path may be a URL.
  return path.slice(0, path.length - name.length) + (stem === '' ? plain : stem)
}

/**
 * The parts of one log in the order in which they were written: by their first stamps. Without them, `x.log.2` comes before `x.log.1`,
 * dates count upwards, and the file without a mark comes last.
 */
export function inOrder(parts: readonly Part[]): readonly Part[] {
  const hasDates = parts.every(({ stamp = '' }) => /\d[/-]\d\d[ /T-]/.test(stamp))
  return parts.toSorted(
    (one, other) =>
      (hasDates ? (one.stamp ?? '').localeCompare(other.stamp ?? '') : 0) || compareNames(one.path, other.path),
  )
}

function compareNames(one: string, other: string): number {
  const [isOne, isOther] = [isCurrent(one), isCurrent(other)]
  if (isOne !== isOther) return isOne ? 1 : -1
  const [first, second] = [numberIn(one), numberIn(other)]
  return first !== undefined && second !== undefined ? second - first : one.localeCompare(other)
}

/** Whether the name has neither a number nor a date: the file that is written now. */
export const isCurrent = (path: string) => logOf(path) === path.replace(/\.(?:gz|zst|zstd)$/, '')

/** The number of a part in its name, unless that has a date. */
export const numberIn = (path: string): number | undefined => {
  const [, number] = /\.(\d{1,4})(?:\.(?:gz|zst|zstd))?$/.exec(path) ?? []
  return number === undefined || /20\d\d-?\d\d-?\d\d/.test(basename(path)) ? undefined : Number(number)
}
