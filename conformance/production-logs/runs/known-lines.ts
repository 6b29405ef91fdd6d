import type { RunState, TaskState } from './state.ts'
import type { Origin } from './whose.ts'

/** What an earlier line was found to be. A line that differs from it in its epoch only is of the same run and task. */
export interface KnownLine<T> {
  readonly observed: T
  readonly run: RunState | undefined
  readonly task: TaskState | undefined
  readonly origin: Origin
}

/**
 * Lines that each epoch repeats, by the numbers that the reader gives to their other bytes. They are those of the file at hand: another
 * one begins anew.
 */
export interface KnownLines<Known> {
  readonly of: (file: string, number: number) => Known | undefined
  readonly learn: (file: string, number: number, known: Known) => void
  /** Runs or tasks have changed: whose the lines are has to be found out again. */
  readonly forget: () => void
}

/** More lines are not remembered at once. */
const mostKnown = 100_000

export function createKnownLines<Known>(): KnownLines<Known> {
  let inFile: string | undefined
  const byNumber = new Map<number, Known>()
  return {
    of: (file, number) => (file === inFile ? byNumber.get(number) : undefined),
    learn(file, number, known) {
      if (file !== inFile || byNumber.size >= mostKnown) byNumber.clear()
      inFile = file
      byNumber.set(number, known)
    },
    forget: () => byNumber.clear(),
  }
}
