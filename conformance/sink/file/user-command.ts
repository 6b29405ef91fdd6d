import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { DriverError } from '../../../src/adapters/driver.ts'
import { exited, notStarted } from '../../../src/adapters/stdio/ending.ts'
import { guardMark } from '../../../src/adapters/stdio/guard.ts'
import { markedEnvironment, newMark } from '../../../src/adapters/stdio/kin.ts'
import { type Line, lineSplitter } from '../../../src/adapters/stdio/lines.ts'
import { killFamily, watchOver } from '../../../src/adapters/stdio/live-children.ts'
import { tail } from '../../../src/adapters/stdio/tail.ts'
import { shellWord } from '../../shell-word.ts'
import { echoed } from '../../visible.ts'

/** A program of the user, which is started without a shell. */
export interface UserCommand {
  readonly command: readonly string[]
  /** In seconds. */
  readonly timeout?: number
}

/** Where a command stands in the file of a sink, and its time limit if it has none of its own. */
export interface CommandContext {
  readonly place: string
  readonly seconds: number
}

/** The most bytes of an output that is read: that of some hundred thousand rows. */
const mostBytes = 4 * 2 ** 20

/** Runs a command to its end. Whatever it leaves running ends with it. @throws DriverError that names the place */
export async function runCommand(command: UserCommand, context: CommandContext): Promise<void> {
  const child = started(command, context, 'ignore')
  await ended(child, command, context)
}

/** The same, and returns the lines of its standard output. @throws DriverError that names the place */
export async function linesOfCommand(command: UserCommand, context: CommandContext): Promise<readonly string[]> {
  const child = started(command, context, 'pipe')
  const splitter = lineSplitter()
  const lines: Line[] = []
  let bytes = 0
  child.stdout?.on('data', (piece: Buffer) => {
    bytes += piece.length
    if (bytes <= mostBytes) lines.push(...splitter.push(piece))
    else if (child.stdout?.destroyed === false) {
      child.stdout.destroy()
      killFamily(child)
    }
  })
  const failure = await ended(child, command, context).catch((error: unknown) => error)
  if (bytes > mostBytes) throw failed(command, context, `printed more than ${mostBytes / 2 ** 20} MiB`)
  if (failure !== undefined) throw failure
  return [...lines, ...splitter.rest()].map(({ kind, text }, at) => {
    if (kind === 'line') return text.replace(/\r$/, '')
    throw failed(command, context, `printed a line ${at + 1} that is no text in UTF-8`)
  })
}

/** What has failed, in the words of the user's program. */
function failed({ command }: UserCommand, { place }: CommandContext, what: string): DriverError {
  const shown = echoed(command.map(shellWord).join(' '), 200)
  return new DriverError({ kind: 'not-supported', reason: `${place}: the command ${shown} ${what}` })
}

function started(command: UserCommand, context: CommandContext, output: 'ignore' | 'pipe'): ChildProcess {
  const [program = '', ...args] = command.command
  const mark = newMark()
  const options: SpawnOptions = {
    env: markedEnvironment(process.env, mark),
    stdio: ['ignore', output, 'pipe'],
    detached: process.platform !== 'win32',
  }
  try {
    guardMark(mark)
    const child = spawn(program, args, options)
    watchOver(child, mark)
    return child
  } catch (error) {
    throw notRun(command, context, error)
  }
}

const notRun = (command: UserCommand, context: CommandContext, cause: unknown) => {
  const [program = '', ...args] = command.command
  const error = cause instanceof Error ? cause : new Error(String(cause))
  const [why = ''] = notStarted({ command: program, args }, error).reason.split('; tried: ')
  return failed(command, context, `could not be started: ${why}`)
}

async function ended(child: ChildProcess, command: UserCommand, context: CommandContext): Promise<void> {
  const { timeout = context.seconds } = command
  const said = tail()
  child.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text))
  let isLate = false
  const timer = setTimeout(
    () => {
      isLate = true
      killFamily(child)
      // A process elsewhere may still hold the pipes.
      child.stdout?.destroy()
      child.stderr?.destroy()
    },
    // A longer timer would fire at once.
    Math.min(timeout * 1_000, 2 ** 31 - 1),
  )
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('error', (error) => reject(notRun(command, context, error)))
      child.once('close', (code, signal) => {
        if (isLate) reject(failed(command, context, `did not end within ${timeout} s`))
        else if (code === 0) resolve()
        else
          reject(
            failed(command, context, `failed: ${[exited(code, signal).reason, ...lastLine(said.text())].join(': ')}`),
          )
      })
    })
  } finally {
    clearTimeout(timer)
  }
}

/** Most programs say there what is wrong. */
function lastLine(text: string): readonly string[] {
  const last = text.split('\n').findLast((line) => line.trim() !== '')
  return last === undefined ? [] : [echoed(last.trim(), 300)]
}
