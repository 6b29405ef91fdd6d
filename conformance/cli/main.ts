import { Command, CommanderError } from 'commander'
import { killAllChildren } from '../../src/adapters/stdio/live-children.ts'
import { UsageError } from '../errors.ts'
import { exitCodes } from '../exit-codes.ts'
import { kit } from '../kit.ts'
import { UnlikeReports } from '../matrix/make-matrix.ts'
import { Unreadable } from '../matrix/read.ts'
import { NoReportFolder } from '../report/report-folder.ts'
import { UnknownRequirement } from '../requirements/unknown-requirement.ts'
import { TokenError } from '../state-space/token.ts'
import { NoSuchChoice } from '../state-space/walk.ts'
import { SuiteError, TagExpressionError } from '../suite/plan.ts'
import { auditCommand } from './audit.ts'
import { checkWords } from './check-words.ts'
import { exploreCommand } from './explore.ts'
import { listCommand } from './list.ts'
import { matrixCommand } from './matrix.ts'
import { reproduceCommand } from './reproduce.ts'
import { runCommand } from './run.ts'
import { serveCommand } from './serve-command.ts'
import { showCommand } from './show.ts'
import { smokeCommand } from './smoke-command.ts'

/** Does what the command line says, and answers what to exit with. Never throws, never exits by itself. */
export async function main(argv: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.conforms
  const done = (code: number) => {
    exitCode = code
  }
  // Whoever reads it may go (`| head`): the run, and its report, go on.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
  const interrupted = listenForInterrupt()
  const program = new Command('cwc')
    .description("Holds implementations of the write path of Spark's continuous processing against its specification.")
    .version(kit.version)
    .exitOverride()
    .showHelpAfterError('(cwc --help says more)')
    .addHelpText('after', helpOnExitCodes)
  runCommand(program, done, interrupted.signal)
  matrixCommand(program, done, interrupted.signal)
  exploreCommand(program, done, interrupted.signal)
  auditCommand(program, done, interrupted.signal)
  reproduceCommand(program, done, interrupted.signal)
  listCommand(program, done)
  showCommand(program, done)
  smokeCommand(program, done)
  serveCommand(program, done, interrupted.signal)

  try {
    checkWords(argv)
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.conforms : exitCodes.wrongUse
    if (
      error instanceof UsageError ||
      error instanceof NoReportFolder ||
      error instanceof Unreadable ||
      error instanceof UnlikeReports ||
      error instanceof UnknownRequirement ||
      error instanceof TagExpressionError ||
      error instanceof TokenError ||
      error instanceof NoSuchChoice
    ) {
      console.error(`error: ${error.message}`)
      return exitCodes.wrongUse
    }
    if (error instanceof SuiteError) {
      console.error(`the suite itself is at fault:\n${error.message}`)
      return exitCodes.ranTooLittle
    }
    console.error(error)
    return exitCodes.couldNotRun
  } finally {
    interrupted.dispose()
    killAllChildren()
  }
}

/** The first Ctrl-C ends what runs in good order and keeps what was done; the second ends at once. */
function listenForInterrupt() {
  const controller = new AbortController()
  const listener = () => {
    if (controller.signal.aborted) {
      killAllChildren()
      process.exit(130)
    }
    controller.abort()
    console.error('\nstopping; what was done is kept (once more to end at once)')
    // Whatever the driver is in the middle of will not be waited for.
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
  0  the implementation conforms (deviations that its edition names are shown, and are no failures)
  1  it does not conform
  2  wrong use of this command
  3  the implementation could not be run
  4  nothing ran, or less than was planned`
