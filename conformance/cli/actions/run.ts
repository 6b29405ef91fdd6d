import { annotations, wantsAnnotations } from '../../drawn/annotations.ts'
import { drawnFiles } from '../../drawn/drawn-files.ts'
import { shrinkingTries } from '../../drivers/make-driver.ts'
import { textOf, UsageError } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import type { RoleOutcome } from '../../generated/check-role.ts'
import type { RunsByRole } from '../../generated/runs-by-role.ts'
import { exitCodeOf } from '../../report/conclusion.ts'
import { digestOfDriver } from '../../report/driver-digest.ts'
import { lockFolder } from '../../report/lock-folder.ts'
import { paintFor } from '../../report/paint.ts'
import { forgetReport, makeReportFolder, writeReport } from '../../report/report-folder.ts'
import { runReport } from '../../report/run-report.ts'
import { describeRun } from '../../report/terminal.ts'
import { planSuite } from '../../suite/plan.ts'
import { runSuite } from '../../suite/run-suite.ts'
import { casesOfShard, type ShardOf } from '../../suite/shard.ts'
import { echoed } from '../../visible.ts'
import { chooseDriver, parseEdition } from '../choose-driver.ts'
import { type GeneratedCases, notOffered, plannedCases, runGenerated } from '../generated-cases.ts'
import { type KnownFailuresOptions, knownFailures } from '../known-failures.ts'
import { progress } from '../progress.ts'
import { rerunOptions } from '../rerun-options.ts'
import { nothingSelected, type SelectionOptions, selected } from '../selection.ts'
import { startDriver } from '../start-driver.ts'

export interface RunOptions extends KnownFailuresOptions, SelectionOptions {
  readonly driver?: string
  readonly master?: string
  readonly sparkHome?: string
  readonly edition?: string
  readonly scenarios: boolean
  readonly runs?: RunsByRole
  readonly offeredOnly?: boolean
  readonly shard?: ShardOf
  readonly report?: string
  readonly annotations?: boolean
  readonly timeout: number
  /** Undefined: in colour on a terminal. */
  readonly color?: boolean
}

/** The words of the command line that are no options: feature files or scenarios, and the command of a driver. */
export interface RunWords {
  readonly places: readonly string[]
  readonly command: readonly string[]
}

export async function run({ places, command }: RunWords, options: RunOptions, signal: AbortSignal): Promise<ExitCode> {
  // First of all: no file of an earlier run stays beside a run that cannot start.
  if (options.report !== undefined) {
    await makeReportFolder(options.report)
    lockFolder(options.report)
    await forgetReport(options.report)
  }
  const choice = chooseDriver(options.driver, command, options)
  const wantedEdition = options.edition === undefined ? undefined : parseEdition(options.edition)
  const selection = selected(options, places)
  if (options.role !== undefined && options.runs?.has(options.role) === false) {
    throw new UsageError(`--runs: has no cases of role ${options.role}, which is the only role that --role selects`)
  }
  if (options.seed !== undefined && options.runs === undefined) {
    throw new UsageError('--seed: there are no generated cases (--runs is wanted, too)')
  }
  if (!options.scenarios && options.runs === undefined) {
    throw new UsageError('--no-scenarios: there is nothing to run (--runs is wanted, too)')
  }
  if (!options.scenarios) {
    const idle = (['requirement', 'tags', 'features'] as const).find((name) => options[name] !== undefined)
    const [place] = places
    const word = idle === undefined ? place && echoed(place, 300) : `--${idle}`
    if (word !== undefined) throw new UsageError(`${word}: selects scenarios, and --no-scenarios runs none`)
  }
  if (options.offeredOnly === true && options.runs === undefined) {
    throw new UsageError('--offered-only: there are no generated cases (--runs is wanted, too)')
  }
  const holdAgainst = knownFailures(choice, options, filtersOf(options, places))
  const { shard } = options
  if (shard !== undefined && options.runs !== undefined && options.seed === undefined) {
    throw new UsageError('--shard: all shards have to generate the same cases (--seed is wanted, too)')
  }
  const suite = options.scenarios ? await planSuite(selection.tags, selection.places) : []
  const planned = shard === undefined ? suite : casesOfShard(suite, shard)
  if (suite.length === 0 && options.scenarios) {
    console.error(`nothing to run: ${nothingSelected(selection, options)}`)
    return exitCodes.ranTooLittle
  }

  const driverDigest = digestOfDriver(choice)
  const started = await startDriver(choice, wantedEdition, options.timeout, signal)
  if (started === undefined) return signal.aborted ? exitCodes.ranTooLittle : exitCodes.couldNotRun
  const { driver, identity, edition } = started

  const missing = notOffered(options.runs, identity.roles)
  if (missing.length > 0 && options.offeredOnly !== true) {
    console.error(
      `--runs: ${echoed(identity.implementation.name)} does not claim role ${missing.join(', ')} (--offered-only skips such roles)`,
    )
    await driver.shutdown().catch(() => undefined)
    return exitCodes.ranTooLittle
  }
  const wanted: GeneratedCases = {
    runs: options.runs ?? new Map(),
    seed: options.seed,
    role: options.role,
    shard,
    tries: shrinkingTries(choice),
  }
  const cases = plannedCases(wanted, identity.roles).reduce((sum, one) => sum + one.planned, 0)
  const bar = progress(planned.length, process.stderr, 'scenarios')
  const generatedBar = progress(cases, process.stderr, 'generated cases')
  const startedAt = new Date()
  let results: Awaited<ReturnType<typeof runSuite>> = []
  let unwritten: unknown
  let generated: readonly RoleOutcome[] = []
  try {
    if (options.scenarios) {
      results = await runSuite({
        driver,
        identity,
        edition,
        planned,
        signal,
        onCase: (result, count) => bar.update(count, result.verdict.kind, result.scenario.role),
      })
    }
    bar.clear()
    generated = await runGenerated(wanted, started, signal, generatedBar)
  } finally {
    bar.clear()
    generatedBar.clear()
    await driver
      .shutdown()
      .catch((error: unknown) => console.error(`the driver could not be shut down: ${textOf(error)}`))
  }

  const made = runReport({
    identity,
    choice,
    driverDigest,
    edition,
    rerunOptions: rerunOptions({ edition: wantedEdition, timeout: options.timeout }),
    tags: options.scenarios ? selection.words : 'no scenarios',
    ...(shard === undefined ? {} : { shard: { ...shard, suite: suite.map(({ scenario }) => scenario.id) } }),
    results,
    generated,
    startedAt,
    finishedAt: new Date(),
  })
  const report = holdAgainst(made)
  console.log(describeRun(report, paintFor(process.stdout, options.color, process.env)))
  for (const line of wantsAnnotations(options, process.env) ? annotations(report) : []) console.log(line)
  if (options.report === undefined) return exitCodeOf(report)
  try {
    console.log(`Report: ${await writeReport(options.report, report, drawnFiles(report))}`)
  } catch (error) {
    unwritten = error
  }
  if (unwritten === undefined) return exitCodeOf(report)
  console.error(`${options.report}: the report is not complete, because it could not be written: ${textOf(unwritten)}`)
  return exitCodeOf(report) || exitCodes.ranTooLittle
}

/** The options that leave out a part of the suite. */
function filtersOf(
  { role, requirement, tags, features, shard, scenarios }: RunOptions,
  places: readonly string[],
): readonly string[] {
  const given = {
    '--role': role,
    '--requirement': requirement,
    '--tags': tags,
    '--features': features,
    '--shard': shard,
  }
  return [
    ...Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name])),
    ...(scenarios ? [] : ['--no-scenarios']),
    ...places.slice(0, 1).map((place) => echoed(place, 300)),
  ]
}
