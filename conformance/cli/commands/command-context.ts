import type { ExitCode } from '../../exit-codes.ts'

/** The input of a command from `main`. */
export interface CommandContext {
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal
  /** Takes the exit code of the command. */
  done(code: ExitCode): void
}
