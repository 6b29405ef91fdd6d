import { existsSync } from 'node:fs'

/** The end of a process, or that there never was one. */
export interface Ending {
  readonly kind: 'ended'
  /** In plain words, like `it exited with code 3`. */
  readonly reason: string
  /** Null if a signal ended it, or if it was never started. */
  readonly code: number | null
}

/** What was to be started. */
export interface CommandLine {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd?: string | undefined
}

export function exited(code: number | null, signal: NodeJS.Signals | null): Ending {
  return { kind: 'ended', code, reason: code === null ? `signal ${signal} ended it` : `it exited with code ${code}` }
}

/** Ended by the kit, because of what it had done. */
export function endedFor(reason: string): Ending {
  return { kind: 'ended', code: null, reason }
}

/** Why it could not be started, and what was tried. */
export function notStarted(what: CommandLine, error: Error): Ending {
  const tried = `tried: ${[what.command, ...what.args].join(' ')}${what.cwd === undefined ? '' : ` (in ${what.cwd})`}`
  return { kind: 'ended', code: null, reason: `${whyNotStarted(what, error)}; ${tried}` }
}

function whyNotStarted({ command, cwd }: CommandLine, error: NodeJS.ErrnoException): string {
  if (cwd !== undefined && !existsSync(cwd)) return `the directory ${cwd} was not found`
  switch (error.code) {
    case 'ENOENT':
      return `the command "${command}" was not found`
    case 'EACCES':
      return `the command "${command}" may not be executed`
    default:
      return `the command "${command}" could not be started: ${error.message}`
  }
}
