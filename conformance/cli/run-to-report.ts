import { randomInt } from 'node:crypto'
import type { Identity } from '../../src/contract/protocol.ts'
import type { DriverChoice } from '../drivers/choice.ts'
import { shrinkingTries } from '../drivers/make-driver.ts'
import { rerunOptions } from '../drivers/rerun-options.ts'
import { textOf } from '../errors.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { digestOfDriver } from '../report/driver-digest.ts'
import type { RunReport } from '../report/report.ts'
import { assembledReport } from '../report/run-report.ts'
import { type Edition, editionOf } from '../requirements/edition.ts'
import { carryOut } from '../run/carry-out.ts'
import { Journal } from '../run/journal.ts'
import { outcomeOfRun } from '../run/outcome.ts'
import { isDone, lossesSoFar, type RunPlan } from '../run/run-plan.ts'
import { RunState } from '../run/run-state.ts'
import { mustBeIdentity, mustBeSame, sameRun } from '../run/same-run.ts'
import type { PlannedCase } from '../suite/planned-case.ts'
import { echoed } from '../visible.ts'
import type { RunOptions, RunWords } from './actions/run.ts'
import { notOffered, plannedRoles } from './generated-cases.ts'
import { progress } from './progress.ts'
import { givenOf, type ResumedRun } from './resumed-run.ts'
import { type StartedDrivers, startDrivers } from './start-drivers.ts'

/** A run whose options make sense, with its scenarios. */
export interface ReadyRun {
  readonly words: RunWords
  readonly options: RunOptions
  readonly choice: DriverChoice
  readonly wantedEdition: Edition | undefined
  /** The scenarios of all shards, and those of this run. */
  readonly suite: readonly PlannedCase[]
  readonly planned: readonly PlannedCase[]
  /** The selection of scenarios in words; empty for the whole suite. */
  readonly selection: string
  /** The interrupted run that is to be finished. */
  readonly resumed: ResumedRun | undefined
}

/** A run that has ended. */
export interface EndedRun {
  readonly report: RunReport
  /** Its results on disk, if it writes a report. */
  readonly journal: Journal | undefined
  /** Whether it was stopped before all was done. */
  readonly isStopped: boolean
}

/** Runs what has not run yet. Returns an exit code if it cannot begin; the reason is on standard error. */
export async function runToReport(run: ReadyRun, signal: AbortSignal): Promise<EndedRun | ExitCode> {
  const { options, choice, resumed } = run
  const { shard, timeout } = options
  const driverDigest = digestOfDriver(choice)
  const seed = resumed?.head.seed ?? options.seed ?? randomInt(2 ** 31)
  const plannedFor = (identity: Identity, edition: Edition): RunPlan => ({
    ...{ edition, suite: run.suite, cases: run.planned, seed },
    roles: plannedRoles(options, identity.roles),
    tries: shrinkingTries(choice),
  })
  const sameAs = (plan: RunPlan) =>
    sameRun(plan, { choice, driver: driverDigest, selection: run.selection, shard, timeout })

  const before = resumed === undefined ? undefined : planOf(resumed, plannedFor)
  if (resumed !== undefined && before !== undefined)
    mustBeSame(resumed.options.report ?? '', resumed.head.same, sameAs(before.plan))
  const state = resumed?.state ?? new RunState()
  const isLeft = before === undefined || !isDone(before.plan, state)
  const begun = isLeft ? await begin(run, before?.started.identity, signal) : before.started
  if (typeof begun === 'number') return begun
  const { drivers, identity, edition } = begun
  const plan = plannedFor(identity, edition)
  const losses = lossesSoFar(plan, state)
  const startedAt = resumed === undefined ? new Date() : new Date(resumed.head.startedAt)
  const journal = journalOf(run, { same: sameAs(plan), identity, seed, startedAt })
  const rerun = { choice, options: rerunOptions({ edition: run.wantedEdition?.name, timeout }) }

  const bars = barsOf(plan, state)
  let shutdown: readonly string[] = []
  try {
    await carryOut({
      ...{ plan, drivers, identity, rerun, state, losses, signal },
      onResult: (entry) => journal?.add(entry),
      onScenario: bars.onScenario,
      onGenerated: bars.onGenerated,
    })
  } finally {
    bars.clear()
    shutdown = await shutDown(begun, signal)
  }
  const outcome = outcomeOfRun(plan, state, { rerun, losses })
  const report = assembledReport({
    ...{ identity, choice, driverDigest, edition, startedAt, shutdown },
    ...outcome,
    tags: run.selection,
    ...(shard === undefined ? {} : { shard: { ...shard, suite: run.suite.map(({ scenario }) => scenario.id) } }),
    finishedAt: new Date(),
  })
  return { report, journal, isStopped: outcome.isStopped === true }
}

/** The plan of the interrupted run, and no driver for it yet. */
function planOf({ head }: ResumedRun, plannedFor: (identity: Identity, edition: Edition) => RunPlan) {
  const { identity } = head
  const edition = editionOf(head.same.edition)
  return { plan: plannedFor(identity, edition), started: { drivers: [], identity, edition } satisfies StartedDrivers }
}

async function begin(
  { options, choice, wantedEdition, resumed }: ReadyRun,
  before: Identity | undefined,
  signal: AbortSignal,
): Promise<StartedDrivers | ExitCode> {
  const { jobs = 1, timeout } = options
  const started = await startDrivers(choice, wantedEdition, { jobs, timeout, signal })
  if (started === undefined) return signal.aborted ? exitCodes.ranTooLittle : exitCodes.couldNotRun
  const { identity } = started
  try {
    if (resumed !== undefined && before !== undefined) mustBeIdentity(resumed.options.report ?? '', before, identity)
  } catch (error) {
    await shutDown(started, signal)
    throw error
  }
  const missing = notOffered(options.runs, identity.roles)
  if (missing.length === 0 || options.offeredOnly === true) return started
  console.error(
    `--runs: ${echoed(identity.implementation.name)} does not claim role ${missing.join(', ')} (--offered-only skips such roles)`,
  )
  await shutDown(started, signal)
  return exitCodes.ranTooLittle
}

/** Ends the drivers. Returns what went wrong, each fault once. */
async function shutDown({ drivers }: StartedDrivers, signal: AbortSignal): Promise<readonly string[]> {
  const faults = await Promise.all(
    drivers.map((driver) =>
      driver.shutdown().then(
        () => [],
        (error: unknown) => [textOf(error)],
      ),
    ),
  )
  // A stop of the run kills the driver, which has not crashed.
  return signal.aborted ? [] : [...new Set(faults.flat())]
}

function journalOf(
  { words, options, resumed }: ReadyRun,
  head: {
    readonly same: ReturnType<typeof sameRun>
    readonly identity: Identity
    readonly seed: number
    readonly startedAt: Date
  },
): Journal | undefined {
  const folder = options.report
  if (folder === undefined) return undefined
  const onFault = (message: string) =>
    console.error(`${message} (the run goes on, and does not keep its further results for --resume)`)
  if (resumed !== undefined) return Journal.goOn(folder, resumed.length, onFault)
  const { same, identity, seed, startedAt } = head
  const given = givenOf(words, options)
  return Journal.begin(
    folder,
    { kind: 'run', same, given, identity, seed, startedAt: startedAt.toISOString() },
    onFault,
  )
}

function barsOf(plan: RunPlan, state: RunState) {
  const cases = plan.roles.reduce((sum, { from, to }) => sum + to - from, 0)
  const bar = progress(plan.cases.length, process.stderr, 'scenarios')
  const generatedBar = progress(cases, process.stderr, 'generated cases')
  let ran = state.cases.size
  let generated = plan.roles
    .flatMap(({ role }) => state.stretches(role))
    .reduce((sum, { outcome }) => sum + outcome.cases, 0)
  if (ran + generated > 0) {
    const all = cases === 0 ? '' : `, and ${generated} of ${cases} generated cases`
    console.error(`resuming: ${ran} of ${plan.cases.length} scenarios${all} have run already`)
  }
  return {
    onScenario: (verdict: Parameters<typeof bar.update>[1], role: string) => bar.update(++ran, verdict, role),
    onGenerated: (role: string) => {
      bar.clear()
      generatedBar.update(++generated, 'passed', `generated, ${role}`)
    },
    clear: () => {
      bar.clear()
      generatedBar.clear()
    },
  }
}
