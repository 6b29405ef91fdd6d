/**
 * Whether a place `FILE:LINE` is one that the pattern names: `FILE` is all its scenarios, `*` stands for any part of a name, and `**`
 * for any folders. The time grows with the product of both lengths at most, however many stars there are.
 */
export function isPlaceIn({ file, line }: { readonly file: string; readonly line: number }, pattern: string): boolean {
  const [, path = pattern, wanted] = /^(.*?)(?::(\d+))?$/s.exec(pattern) ?? []
  return (wanted === undefined || Number(wanted) === line) && match(file.split('/'), path.split('/'))
}

/** Folder by folder; `**` is any number of them. */
function match(names: readonly string[], patterns: readonly string[]): boolean {
  return matches(names, patterns, (pattern) => pattern === '**', isNameIn)
}

/** Letter by letter; `*` is any number of them. `**` within a name is `*`. */
function isNameIn(name: string, pattern: string): boolean {
  return matches(
    [...name],
    [...pattern],
    (letter) => letter === '*',
    (one, other) => one === other,
  )
}

/** Goes back to the last star only: an earlier one need not stand for more. */
function matches(
  all: readonly string[],
  patterns: readonly string[],
  isStar: (pattern: string) => boolean,
  isAlike: (one: string, pattern: string) => boolean,
): boolean {
  let [at, next] = [0, 0]
  let back: { at: number; readonly next: number } | undefined
  while (at < all.length) {
    const [one, pattern] = [all[at], patterns[next]]
    if (pattern !== undefined && isStar(pattern)) {
      back = { at, next: next + 1 }
      next++
    } else if (one !== undefined && pattern !== undefined && isAlike(one, pattern)) {
      at++
      next++
    } else if (back === undefined) {
      return false
    } else {
      back = { at: back.at + 1, next: back.next }
      at = back.at
      next = back.next
    }
  }
  return patterns.slice(next).every(isStar)
}
