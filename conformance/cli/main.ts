import { inspect } from 'node:util'
import { Command, CommanderError } from 'commander'
import { killAllChildren } from '../../src/adapters/stdio/live-children.ts'
import { Mistakes, SuiteError, UsageError } from '../errors.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { reasonOf } from '../input/read-file.ts'
import { kit } from '../kit.ts'
import { codeOnceWritten, makeOutputLast } from '../lasting-output.ts'
import { echoed, visibleLines } from '../visible.ts'
import { checkWords, wordsBehindDashes } from './check-words.ts'
import { declareCommands } from './commands/declare-commands.ts'
import { wrongWords } from './wrong-words.ts'

/** Runs the command line and returns the exit code. Never throws, and exits only at the second Ctrl-C. */
export async function main(argv: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.conforms
  const done = (code: number) => {
    exitCode = code
  }
  makeOutputLast()
  const interrupted = listenForInterrupt()
  const program = new Command('cwc')
    .description("Tests implementations of the write path of Spark's continuous processing against its specification.")
    .version(kit.version)
    .exitOverride()
    // `complain` prints what commander throws.
    .configureOutput({ outputError: () => undefined })
    .addHelpText('after', helpOnExitCodes)
  const context = { done, signal: interrupted.signal, behindDashes: wordsBehindDashes(argv) }

  try {
    await declareCommands(program, context, argv)
    checkWords(argv, program)
    await program.parseAsync(argv, { from: 'user' })
    return await codeOnceWritten(exitCode, reasonOf)
  } catch (error) {
    return await codeOnceWritten(complain(error), reasonOf)
  } finally {
    interrupted.dispose()
    killAllChildren()
  }
}

/** Says what is wrong, and returns the exit code. */
function complain(error: unknown): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.conforms
    // The help is printed already.
    if (error.code !== 'commander.help') console.error(`error: ${wrongWords(error)}`)
    return exitCodes.wrongUse
  }
  if (error instanceof Mistakes) {
    for (const line of error.lines) console.error(`error: ${echoed(line, 500)}`)
    for (const line of error.below) console.error(echoed(line, 500))
    return exitCodes.wrongUse
  }
  if (error instanceof UsageError) {
    console.error(`error: ${echoed(error.message, 1_000)}`)
    return exitCodes.wrongUse
  }
  if (error instanceof SuiteError) {
    for (const line of error.message.split('\n')) console.error(`error: ${echoed(line, 500)}`)
    return exitCodes.wrongUse
  }
  const shown = error instanceof Error ? (error.stack ?? error.message) : inspect(error)
  console.error(`error: a fault of the kit itself (please report it): ${visibleLines(shown)}`)
  return exitCodes.couldNotRun
}

/** The first Ctrl-C stops the run and keeps what was done; the second ends the process at once. */
function listenForInterrupt() {
  const controller = new AbortController()
  const listener = () => {
    if (controller.signal.aborted) {
      killAllChildren()
      process.exit(130)
    }
    controller.abort()
    console.error('\nstopping, and keeping the results so far (press Ctrl-C again to end at once)')
    // The call in progress is not awaited.
    killAllChildren()
  }
  process.on('SIGINT', listener)
  process.on('SIGTERM', listener)
  process.on('SIGHUP', listener)
  return {
    signal: controller.signal,
    dispose: () => {
      process.off('SIGINT', listener)
      process.off('SIGTERM', listener)
      process.off('SIGHUP', listener)
    },
  }
}

const helpOnExitCodes = `
Exit codes:
  0  the implementation conforms (deviations that its edition names do not fail a run)
  1  it does not conform
  2  the command line is wrong, or standard output could not take the result
  3  the implementation could not be run
  4  nothing was checked, or less than was planned

doctor and check look at queries that ran. The same codes mean there:
  0  no fault was found
  1  rows can be, or may have been, lost or doubled, or a requirement is violated
  3  there is no checkpoint or log to read
  4  too little could be checked`
