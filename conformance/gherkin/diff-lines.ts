/**
 * Two lists of lines as a diff: `- ` expected, `+ ` seen, `  ` both. Up to two common lines stand around each difference, and
 * `…` stands for the common lines that are left out.
 */
export function diffLines(expected: readonly string[], seen: readonly string[]): readonly string[] {
  const lines = mergedLines(expected, seen)
  const isNear = (at: number) =>
    lines.slice(Math.max(0, at - context), at + context + 1).some(({ mark }) => mark !== ' ')
  return lines.flatMap(({ mark, text }, at) => {
    if (isNear(at)) return [`${mark} ${text}`]
    return at === 0 || isNear(at - 1) ? ['…'] : []
  })
}

const context = 2

interface Line {
  readonly mark: '-' | '+' | ' '
  readonly text: string
}

/** Expected lines before seen ones, with a longest common subsequence kept as common lines. */
function mergedLines(expected: readonly string[], seen: readonly string[]): readonly Line[] {
  const common = commonLengths(expected, seen)
  const lines: Line[] = []
  let from = 0
  let to = 0
  while (from < expected.length || to < seen.length) {
    const [one, other] = [expected[from], seen[to]]
    if (one !== undefined && one === other) {
      lines.push({ mark: ' ', text: one })
      from++
      to++
    } else if (one !== undefined && (other === undefined || at(common, from + 1, to) >= at(common, from, to + 1))) {
      lines.push({ mark: '-', text: one })
      from++
    } else if (other !== undefined) {
      lines.push({ mark: '+', text: other })
      to++
    }
  }
  return lines
}

/** `[from][to]`: the length of a longest common subsequence of what follows there. */
function commonLengths(expected: readonly string[], seen: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: expected.length + 1 }, () => Array.from({ length: seen.length + 1 }, () => 0))
  for (let from = expected.length - 1; from >= 0; from--) {
    for (let to = seen.length - 1; to >= 0; to--) {
      const row = lengths[from] ?? []
      row[to] =
        expected[from] === seen[to]
          ? at(lengths, from + 1, to + 1) + 1
          : Math.max(at(lengths, from + 1, to), at(lengths, from, to + 1))
    }
  }
  return lengths
}

const at = (lengths: readonly (readonly number[])[], from: number, to: number) => lengths[from]?.[to] ?? 0
