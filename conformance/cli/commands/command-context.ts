import type { ExitCode } from '../../exit-codes.ts'

/** The input of a command from `main`. */
export interface CommandContext {
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal
  /** The number of words behind `--`: the command of a driver. Commander does not tell them from the words before it. */
  readonly behindDashes: number
  /** Takes the exit code of the command. */
  done(code: ExitCode): void
}
