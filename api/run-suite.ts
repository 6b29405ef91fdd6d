import { randomInt } from 'node:crypto'
import type { ReportedChoice } from '../conformance/drivers/choice.ts'
import { textOf, UsageError } from '../conformance/errors.ts'
import { checkRole, type RoleOutcome } from '../conformance/generated/check-role.ts'
import { readTextFile } from '../conformance/input/read-file.ts'
import { holdAgainst } from '../conformance/known-failures/hold-against.ts'
import { type ParsedFile, parseEntries } from '../conformance/known-failures/parse-entries.ts'
import { digestOfCommand } from '../conformance/report/command-digest.ts'
import { digestOfIdentity } from '../conformance/report/digests.ts'
import type { RunReport } from '../conformance/report/report.ts'
import { type ReportedCase, reportedCase, reportOfCases } from '../conformance/report/run-report.ts'
import { type Edition, editionOf } from '../conformance/requirements/edition.ts'
import { planSuite } from '../conformance/suite/plan.ts'
import { readScenarios } from '../conformance/suite/read-scenarios.ts'
import { runSuiteKeeping } from '../conformance/suite/run-suite.ts'
import type { Driver } from '../src/adapters/driver.ts'
import { processDriver } from '../src/adapters/stdio/process-driver.ts'
import type { Identity } from '../src/contract/protocol.ts'
import type { Role } from '../src/contract/roles.ts'
import { roles as allRoles } from '../src/contract/roles.ts'
import { type EditionName, editionNames, isEditionName } from '../src/reference/editions.ts'
import { selectionOf } from './selection.ts'

/** The time limit of one call, in seconds. */
const usualTimeout = 60

/** What to run, and on which implementation. */
export interface SuiteOptions {
  /** A driver in this process, or the words of a command that speaks the driver protocol: `['node', 'driver.mjs']`. */
  readonly driver: Driver | readonly [command: string, ...args: string[]]
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
  /** After an abort no further case begins. The report then says that it is not complete. */
  readonly signal?: AbortSignal
}

/**
 * Runs the suite on an implementation, and returns the data of `report.json`. It prints nothing and never ends the process. What an
 * implementation does wrong is in the report and is not thrown. The driver is shut down at the end.
 *
 * @throws UsageError if the options contradict each other, select nothing, or name something that is unknown
 * @throws DriverError if the driver cannot be started or initialized, or cannot be shut down
 * @throws the reason of the signal, if it is aborted before the run begins
 */
export async function runSuite(options: SuiteOptions): Promise<RunReport> {
  const { signal = new AbortController().signal } = options
  signal.throwIfAborted()
  const { tags, runs } = selectionOf(options)
  if (options.edition !== undefined) editionNamed(options.edition, 'edition')
  const known = options.knownFailures === undefined ? undefined : entriesIn(options.knownFailures)
  const planned = await planSuite(tags, options.features)
  if (planned.length === 0) throw new UsageError(`nothing to run: no scenario matches ${tags}`)

  const { driver, choice } = driverOf(options, signal)
  const startedAt = new Date()
  let identity: Identity
  let edition: Edition
  let generated: readonly RoleOutcome[]
  let cases: readonly ReportedCase[]
  const rerun = { choice, options: rerunOptions(options) }
  try {
    identity = await driver.initialize()
    edition = editionNamed(options.edition ?? identity.edition, 'edition of the driver')
    const missing = runs.named.filter((role) => !identity.roles.includes(role))
    if (missing.length > 0) throw new UsageError(`runs: the driver does not offer role ${missing.join(', ')}`)
    const of = { edition, rerun, suite: planned.length }
    cases = await runSuiteKeeping({ driver, identity, edition, planned, signal }, (result) => reportedCase(result, of))
    const offered = allRoles.filter((role) => identity.roles.includes(role))
    generated = await runGenerated({ driver, edition, signal }, offered, runs.of, options.seed)
  } catch (error) {
    await driver.shutdown().catch(() => undefined)
    throw error
  }
  // The run has its results, so a failure from here on is a part of them.
  const shutdown = await driver.shutdown().then(
    () => [],
    (error: unknown) => [textOf(error)],
  )

  const report = reportOfCases({
    identity,
    choice,
    driverDigest:
      choice.kind === 'command' ? digestOfCommand([choice.command, ...choice.args]) : digestOfIdentity(identity),
    edition,
    rerun,
    tags,
    cases,
    generated,
    shutdown,
    startedAt,
    finishedAt: new Date(),
  })
  if (known === undefined) return report
  return holdAgainst(report, known, { suite: () => readScenarios(), isSeedChosen: options.seed !== undefined })
}

/** The options of `cwc run` without which a case would run differently. */
function rerunOptions({ edition, timeoutSeconds = usualTimeout }: SuiteOptions): readonly string[] {
  return [
    ...(edition === undefined ? [] : ['--edition', edition]),
    ...(timeoutSeconds === usualTimeout ? [] : ['--timeout', String(timeoutSeconds)]),
  ]
}

function entriesIn(file: string): ParsedFile {
  return parseEntries(file, readTextFile(file))
}

function editionNamed(name: string, place: string): Edition {
  if (isEditionName(name)) return editionOf(name)
  throw new UsageError(`${place}: "${name}" is not known (one of ${editionNames.join(', ')} is wanted)`)
}

function driverOf(
  { driver, timeoutSeconds = usualTimeout }: SuiteOptions,
  signal: AbortSignal,
): { readonly driver: Driver; readonly choice: Extract<ReportedChoice, { kind: 'command' | 'in-process' }> } {
  if (!isCommand(driver)) return { driver, choice: { kind: 'in-process' } }
  const [command, ...args] = driver
  return {
    driver: processDriver({ command, args, timeoutSeconds, signal }),
    choice: { kind: 'command', command, args },
  }
}

function isCommand(driver: SuiteOptions['driver']): driver is readonly [command: string, ...args: string[]] {
  if (Array.isArray(driver)) {
    if (driver.length > 0 && driver.every((word) => typeof word === 'string' && word !== '')) return true
    throw new UsageError('driver: a word of the command is empty (the words of a command are wanted)')
  }
  if (typeof driver === 'object' && driver !== null && 'initialize' in driver) return false
  throw new UsageError('driver: neither a driver nor the words of a command')
}

async function runGenerated(
  on: { readonly driver: Driver; readonly edition: Edition; readonly signal: AbortSignal },
  offered: readonly Role[],
  runsOf: (role: Role) => number,
  seed = randomInt(2 ** 31),
): Promise<readonly RoleOutcome[]> {
  const outcomes: RoleOutcome[] = []
  for (const role of offered) {
    const runs = runsOf(role)
    if (runs > 0) outcomes.push(await checkRole({ ...on, role, runs, seed, onCase: () => undefined }))
  }
  return outcomes
}
