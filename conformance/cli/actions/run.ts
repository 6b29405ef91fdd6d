import { resolve } from 'node:path'
import type { Role } from '../../../src/contract/roles.ts'
import { annotations, wantsAnnotations } from '../../drawn/annotations.ts'
import { drawnFiles } from '../../drawn/drawn-files.ts'
import { shrinkingTries } from '../../drivers/make-driver.ts'
import { textOf, UsageError } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { isFile } from '../../files.ts'
import type { RoleOutcome } from '../../generated/check-role.ts'
import type { RunsByRole } from '../../generated/runs-by-role.ts'
import { packageRoot } from '../../package-root.ts'
import { exitCodeOf } from '../../report/conclusion.ts'
import { digestOfDriver } from '../../report/driver-digest.ts'
import { lockFolder } from '../../report/lock-folder.ts'
import { paintFor } from '../../report/paint.ts'
import { forgetReport, makeReportFolder, writeReport } from '../../report/report-folder.ts'
import { runReport } from '../../report/run-report.ts'
import { describeRun } from '../../report/terminal.ts'
import { requirementById } from '../../requirements/registry.ts'
import { readFeaturePlace } from '../../suite/feature-place.ts'
import { planSuite } from '../../suite/plan.ts'
import { runSuite } from '../../suite/run-suite.ts'
import { casesOfShard, type ShardOf } from '../../suite/shard.ts'
import { echoed } from '../../visible.ts'
import { chooseDriver, parseEdition } from '../choose-driver.ts'
import { type GeneratedCases, notOffered, plannedCases, runGenerated } from '../generated-cases.ts'
import { type KnownFailuresOptions, knownFailures } from '../known-failures.ts'
import { progress } from '../progress.ts'
import { rerunOptions } from '../rerun-options.ts'
import { startDriver } from '../start-driver.ts'

export interface RunOptions extends KnownFailuresOptions {
  readonly driver?: string
  readonly master?: string
  readonly sparkHome?: string
  readonly edition?: string
  readonly role?: Role
  readonly requirement?: string
  readonly tags?: string
  readonly features?: string
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

export async function run(command: readonly string[], options: RunOptions, signal: AbortSignal): Promise<ExitCode> {
  // First of all: no file of an earlier run stays beside a run that cannot start.
  if (options.report !== undefined) {
    await makeReportFolder(options.report)
    lockFolder(options.report)
    await forgetReport(options.report)
  }
  const choice = chooseDriver(options.driver, command, options)
  const wantedEdition = options.edition === undefined ? undefined : parseEdition(options.edition)
  const tags = tagExpression(options)
  const place = options.features === undefined ? undefined : findFeatures(options.features)
  const features = place === undefined ? {} : { features: [`${place.path}${place.lines}`] }
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
    if (idle !== undefined) throw new UsageError(`--${idle}: selects scenarios, and --no-scenarios runs none`)
  }
  if (options.offeredOnly === true && options.runs === undefined) {
    throw new UsageError('--offered-only: there are no generated cases (--runs is wanted, too)')
  }
  const holdAgainst = knownFailures(choice, options, filtersOf(options))
  const { shard } = options
  if (shard !== undefined && options.runs !== undefined && options.seed === undefined) {
    throw new UsageError('--shard: all shards have to generate the same cases (--seed is wanted, too)')
  }
  const suite = options.scenarios ? await planSuite(tags, features.features) : []
  const planned = shard === undefined ? suite : casesOfShard(suite, shard)
  if (suite.length === 0 && options.scenarios) {
    console.error(`nothing to run: ${nothingSelected(tags, options)}`)
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
    features: place?.file,
    tags: selectionOf(tags, options),
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
function filtersOf({ role, requirement, tags, features, shard, scenarios }: RunOptions): readonly string[] {
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
  ]
}

/** The selection of scenarios in words; empty for the whole suite. */
function selectionOf(tags: string, { scenarios, features }: RunOptions): string {
  if (!scenarios) return 'no scenarios'
  return features === undefined ? tags : [tags, features].filter((part) => part !== '').join(' in ')
}

/** A feature file of the user or, by its path in the package, of the suite; with the lines of the selected scenarios, if any. */
function findFeatures(place: string): { readonly file: string; readonly path: string; readonly lines: string } {
  const { file, lines } = readFeaturePlace(place)
  const path = [resolve(file), resolve(packageRoot, file)].find(isFile)
  if (path === undefined) throw new UsageError(`--features ${echoed(place, 300)}: there is no such file`)
  // Cucumber runs any other file as code.
  if (!path.endsWith('.feature'))
    throw new UsageError(
      `--features ${echoed(place, 300)}: not a feature file (a name that ends with .feature is wanted)`,
    )
  return { file, path, lines }
}

function tagExpression({ role, requirement, tags }: RunOptions): string {
  const others = [
    ...(role === undefined ? [] : [`@${role}`]),
    ...(requirement === undefined ? [] : [`@${requirementById(requirement).id}`]),
  ]
  // A lone expression stands in the report as it was given.
  if (others.length === 0) return tags ?? ''
  return [...others, ...(tags === undefined ? [] : [`(${tags})`])].join(' and ')
}

/** The reason why a selection has no scenario. */
function nothingSelected(tags: string, options: RunOptions): string {
  const where = options.features === undefined ? 'the suite' : options.features
  return `${where} has no scenario${tags === '' ? '' : ` that ${tags} selects`}${whyNot(options)}`
}

function whyNot({ requirement }: RunOptions): string {
  if (requirement === undefined) return ''
  const found = requirementById(requirement)
  return found.level === 'untestable' ? `; ${found.id} is untestable: ${found.reason}` : ''
}
