/** One record of a log file: its head, and the lines that belong to it. */
export interface LogRecord {
  /** The line of its head, from 1 on. */
  readonly line: number
  /** As the log has it; empty if the layout has no time. */
  readonly stamp: string
  readonly level: string
  /** The last segment of the logger's name: Spark 4 has moved packages. */
  readonly logger: string
  readonly message: string
  /** The name of the thread, if the layout has it. */
  readonly thread: string | undefined
  /** The structured context of a JSON record: `RUN_ID`, `task_name` and others. */
  readonly context: Readonly<Record<string, string>>
  /** The lines behind the head, at most `mostLinesBehind`: a stack trace. */
  readonly behind: readonly string[]
  /** The file ends in its line, or behind it: what the log does not have may belong to it. */
  readonly mayLack?: 'the end of its line' | 'lines behind it'
  /** Whose line it is, as the file names it, if it has the lines of several processes: a pod, a container. */
  readonly source?: string
  /** Of a line that each epoch repeats: a number of its own for what does not change, in the file. */
  readonly whose?: number | undefined
}

/** Where a line stands that is taken by its numbers. */
export interface NumberedLine {
  readonly line: number
  /** As the log has it: it is seldom needed. */
  readonly stamp: () => string
}

/** How many lines behind a head are kept. The frame that names the coordinator's method is among the first thirty. */
export const mostLinesBehind = 40
