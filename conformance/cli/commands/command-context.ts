import type { ExitCode } from '../../exit-codes.ts'

/** What `main` gives to the command that is run. */
export interface CommandContext {
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal
  /** Takes the exit code of the command. */
  done(code: ExitCode): void
}
