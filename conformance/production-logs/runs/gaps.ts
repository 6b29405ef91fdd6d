import { fileOfProcess } from './processes.ts'
import type { Place } from './state.ts'

/** Where lines of files are missing, with the names of the missing files. */
export interface Gaps {
  /** Lines are missing behind the first `before` lines of the file. */
  readonly add: (file: string, before: number, missing: string) => void
  /** The gap that the reading of the file has passed with this line; undefined if it has passed none since the line before. */
  readonly passed: (file: string, line: number) => string | undefined
  /** What is missing between two lines of a file; nothing if an earlier line is that of another file. */
  readonly between: (earlier: Place, later: Place) => string | undefined
}

interface Gap {
  readonly before: number
  readonly missing: string
  isPassed: boolean
}

export function createGaps(): Gaps {
  const byFile = new Map<string, Gap[]>()
  /** Most logs have no gaps, and all their lines ask. */
  let open = 0
  return {
    add(file, before, missing) {
      const gaps = byFile.get(file) ?? []
      byFile.set(file, gaps)
      gaps.push({ before, missing, isPassed: false })
      open += 1
    },
    passed(file, line) {
      if (open === 0) return undefined
      const gap = byFile.get(fileOfProcess(file))?.findLast(({ before, isPassed }) => !isPassed && before < line)
      if (gap === undefined) return undefined
      gap.isPassed = true
      open -= 1
      return gap.missing
    },
    between(earlier, later) {
      const file = fileOfProcess(later.file)
      if (byFile.size === 0 || fileOfProcess(earlier.file) !== file) return undefined
      return byFile.get(file)?.find(({ before }) => earlier.line <= before && before < later.line)?.missing
    },
  }
}
