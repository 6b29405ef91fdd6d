import { randomInt } from 'node:crypto'
import type { ReportedChoice } from '../conformance/drivers/choice.ts'
import { rerunOptions, usualTimeout } from '../conformance/drivers/rerun-options.ts'
import { textOf, UsageError } from '../conformance/errors.ts'
import { mostTries } from '../conformance/generated/counterexample.ts'
import { readTextFile } from '../conformance/input/read-file.ts'
import { holdAgainst } from '../conformance/known-failures/hold-against.ts'
import { type ParsedFile, parseEntries } from '../conformance/known-failures/parse-entries.ts'
import { digestOfCommand } from '../conformance/report/command-digest.ts'
import { digestOfIdentity } from '../conformance/report/digests.ts'
import type { RunReport } from '../conformance/report/report.ts'
import { assembledReport } from '../conformance/report/run-report.ts'
import { editionClaimed, editionNamed } from '../conformance/requirements/edition.ts'
import { carryOut } from '../conformance/run/carry-out.ts'
import { outcomeOfRun } from '../conformance/run/outcome.ts'
import { lossesSoFar, type RunPlan } from '../conformance/run/run-plan.ts'
import { RunState } from '../conformance/run/run-state.ts'
import type { Losses } from '../conformance/suite/losses.ts'
import { planSuite } from '../conformance/suite/plan.ts'
import { readScenarios } from '../conformance/suite/read-scenarios.ts'
import type { Driver } from '../src/adapters/driver.ts'
import { processDriver } from '../src/adapters/stdio/process-driver.ts'
import type { Identity } from '../src/contract/protocol.ts'
import type { Role } from '../src/contract/roles.ts'
import { roles as allRoles } from '../src/contract/roles.ts'
import type { EditionName } from '../src/reference/editions.ts'
import { selectionOf } from './selection.ts'

/** What to run, and on which implementation. */
export interface SuiteOptions {
  /** A driver in this process, or the words of a command that speaks the driver protocol: `['node', 'driver.mjs']`. */
  readonly driver: Driver | readonly string[]
  /** The edition to test against. Default: the one that the driver claims. */
  readonly edition?: EditionName
  /** Only the scenarios and generated cases of these roles. Default: all roles. */
  readonly roles?: readonly Role[]
  /** Only the scenarios of these requirements, such as `OP-3`. Default: all requirements. */
  readonly requirements?: readonly string[]
  /** Feature files, or their scenarios by line (`features/task/commit.feature:17`), instead of the suite. */
  readonly features?: readonly string[]
  /** The number of generated cases of each role that the driver offers, or of the roles that are named. Default: none. */
  readonly runs?: number | Readonly<Partial<Record<Role, number>>>
  /** The same seed generates the same cases. Default: a random one, which the report contains. */
  readonly seed?: number
  /** A file of known failures. Default: none, so that every failure counts. */
  readonly knownFailures?: string
  /** The time limit of one call to a command, in seconds. Default: 60. A driver in this process keeps its own. */
  readonly timeoutSeconds?: number
  /** An abort ends the call to a command that is under way, and no further case begins. The report then says that it is not complete. */
  readonly signal?: AbortSignal
}

/**
 * Runs the suite on an implementation, and returns the data of `report.json`. It prints nothing and never ends the process. What an
 * implementation does wrong is in the report and is not thrown. The driver is shut down at the end.
 *
 * @throws UsageError if the options contradict each other, select nothing, or name something that is unknown
 * @throws DriverError if the driver cannot be started or initialized
 * @throws SuiteError if a feature file of `features` cannot be understood
 * @throws the reason of the signal, if it is aborted before the driver is initialized
 */
export async function runSuite(options: SuiteOptions): Promise<RunReport> {
  const { signal = new AbortController().signal } = options
  signal.throwIfAborted()
  const { tags, runs } = selectionOf(options)
  const wanted = options.edition === undefined ? undefined : editionNamed(options.edition, 'edition')
  const known = options.knownFailures === undefined ? undefined : entriesIn(options.knownFailures)
  const planned = await planSuite(tags, options.features)
  if (planned.length === 0) throw new UsageError(`nothing to run: no scenario matches ${tags}`)

  const { driver, choice } = driverOf(options, signal)
  const startedAt = new Date()
  let identity: Identity
  let plan: RunPlan
  let losses: Losses
  const state = new RunState()
  const rerun = { choice, options: rerunOptions({ edition: options.edition, timeout: timeoutOf(options) }) }
  try {
    identity = await driver.initialize().catch((error: unknown) => {
      signal.throwIfAborted()
      throw error
    })
    const edition = wanted ?? editionClaimed(identity)
    const missing = runs.named.filter((role) => !identity.roles.includes(role))
    if (missing.length > 0) throw new UsageError(`runs: the driver does not offer role ${missing.join(', ')}`)
    const offered = allRoles.filter((role) => identity.roles.includes(role) && runs.of(role) > 0)
    plan = {
      ...{ edition, suite: planned, cases: planned, seed: options.seed ?? randomInt(2 ** 31), tries: mostTries },
      roles: offered.map((role) => ({ role, from: 0, to: runs.of(role) })),
    }
    losses = lossesSoFar(plan, state)
    await carryOut({ ...{ plan, identity, rerun, state, losses, signal }, drivers: [driver], ...unheard })
  } catch (error) {
    await driver.shutdown().catch(() => undefined)
    throw error
  }
  // The run has its results, so a failure from here on is a part of them.
  const shutdown = await driver.shutdown().then(
    () => [],
    (error: unknown) => [textOf(error)],
  )

  const report = assembledReport({
    ...outcomeOfRun(plan, state, { rerun, losses }),
    identity,
    choice,
    driverDigest:
      choice.kind === 'command' ? digestOfCommand([choice.command, ...choice.args]) : digestOfIdentity(identity),
    edition: plan.edition,
    tags,
    shutdown,
    startedAt,
    finishedAt: new Date(),
  })
  if (known === undefined) return report
  return holdAgainst(report, known, { suite: () => readScenarios(), isSeedChosen: options.seed !== undefined })
}

/** A program is told of no result before the report. */
const unheard = { onResult: () => undefined, onScenario: () => undefined, onGenerated: () => undefined }

const timeoutOf = ({ timeoutSeconds = usualTimeout }: SuiteOptions): number => timeoutSeconds

function entriesIn(file: string): ParsedFile {
  return parseEntries(file, readTextFile(file))
}

function driverOf(
  options: SuiteOptions,
  signal: AbortSignal,
): { readonly driver: Driver; readonly choice: Extract<ReportedChoice, { kind: 'command' | 'in-process' }> } {
  const { driver } = options
  if (!Array.isArray(driver)) return { driver: driverHere(driver), choice: { kind: 'in-process' } }
  const [command, ...args] = wordsOf(driver)
  return {
    driver: processDriver({ command, args, timeoutSeconds: timeoutOf(options), signal }),
    choice: { kind: 'command', command, args },
  }
}

// A program without types may pass anything.

function wordsOf(words: readonly string[]): readonly [command: string, ...args: string[]] {
  const [command, ...args] = words
  if (command === undefined) throw new UsageError('driver: the command has no words (a program is wanted)')
  if (words.every((word) => typeof word === 'string' && word !== '')) return [command, ...args]
  throw new UsageError('driver: a word of the command is empty (the words of a command are wanted)')
}

function driverHere(driver: SuiteOptions['driver']): Driver {
  if (typeof driver === 'object' && driver !== null && 'initialize' in driver) return driver
  throw new UsageError('driver: neither a driver nor the words of a command')
}
