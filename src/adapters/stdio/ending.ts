import { existsSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { visible } from '../visible.ts'

/** The end of a process, or a failed start. */
export interface Ending {
  readonly kind: 'ended'
  /** Such as `it exited with code 3`. */
  readonly reason: string
  /** Null if a signal ended the process, or it was never started. */
  readonly code: number | null
  /** The process never ran. */
  readonly isNotStarted?: true
}

/** The program that was to be started. */
export interface CommandLine {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd?: string | undefined
}

export function exited(code: number | null, signal: NodeJS.Signals | null): Ending {
  return { kind: 'ended', code, reason: code === null ? `signal ${signal} ended it` : `it exited with code ${code}` }
}

/** The kit ended the process, for this reason. */
export function endedFor(reason: string): Ending {
  return { kind: 'ended', code: null, reason }
}

/** The reason for a failed start, and the command, in one line. */
export function notStarted(what: CommandLine, error: Error): Ending {
  const tried = `tried: ${[what.command, ...what.args].join(' ')}${what.cwd === undefined ? '' : ` (in ${what.cwd})`}`
  const reason = visible(`${whyNotStarted(what, error)}; ${tried}`)
  return { kind: 'ended', code: null, reason, isNotStarted: true }
}

function whyNotStarted({ command, cwd }: CommandLine, error: NodeJS.ErrnoException): string {
  if (cwd !== undefined && !existsSync(cwd)) return `the directory ${cwd} was not found`
  switch (error.code) {
    case 'ENOENT':
      return whyNotFound(command, cwd)
    case 'EACCES':
      return `the command "${command}" may not be executed`
    default:
      return `the command "${command}" could not be started: ${error.message}`
  }
}

/** A shell looks for a command without a slash on the PATH only, and so does Node. */
function whyNotFound(command: string, cwd: string | undefined): string {
  const isThere = command !== '' && isFile(resolve(cwd ?? '.', command))
  if (!isThere) return `the command "${command}" was not found`
  if (command !== basename(command))
    return `the command "${command}" names a program in its first line that was not found`
  return `the command "${command}" was not found on the PATH (./${command} is the file in this folder)`
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true
