import { counted } from '../../counted.ts'
import { annotations, wantsAnnotations } from '../../drawn/annotations.ts'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import type { RunsByRole } from '../../generated/runs-by-role.ts'
import { placeIn, reasonOf } from '../../input/read-file.ts'
import { exitCodeOf } from '../../report/conclusion.ts'
import { lockFolder } from '../../report/lock-folder.ts'
import { paintFor } from '../../report/paint.ts'
import type { RunReport } from '../../report/report.ts'
import { describePlaces, forgetReport, makeReportFolder, writeReport } from '../../report/report-folder.ts'
import { isAllRun } from '../../report/run-report.ts'
import { describeRun } from '../../report/terminal.ts'
import { editionNamed } from '../../requirements/edition.ts'
import { shellWord } from '../../shell-word.ts'
import { planSuite } from '../../suite/plan.ts'
import { casesOfShard, type ShardOf } from '../../suite/shard.ts'
import { echoed } from '../../visible.ts'
import { chooseDriver } from '../choose-driver.ts'
import { type KnownFailuresOptions, knownFailures } from '../known-failures.ts'
import { resumedRun } from '../resumed-run.ts'
import { type EndedRun, runToReport } from '../run-to-report.ts'
import { nothingSelected, type SelectionOptions, selected } from '../selection.ts'

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
  /** The folder of an interrupted run. */
  readonly resume?: string
  /** How many drivers run at once. */
  readonly jobs?: number
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

/** Runs the suite. `explicit` are the options that stand on the command line: a resumed run has the others from its journal. */
export async function run(
  wordsGiven: RunWords,
  given: RunOptions,
  signal: AbortSignal,
  explicit: ReadonlySet<string> = new Set(),
): Promise<ExitCode> {
  const resumed =
    given.resume === undefined ? undefined : resumedRun(given.resume, wordsGiven, { options: given, explicit })
  const { places, command, options } = resumed ?? { ...wordsGiven, options: given }
  // First of all: no file of an earlier run stays beside a run that cannot start.
  if (resumed === undefined && options.report !== undefined) {
    await makeReportFolder(options.report)
    lockFolder(options.report)
    await forgetReport(options.report)
  }
  const choice = chooseDriver(options.driver, command, options)
  const wantedEdition = options.edition === undefined ? undefined : editionNamed(options.edition, '--edition')
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
  const holdAgainst = await knownFailures(choice, options, filtersOf(options, places))
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

  const words = options.scenarios ? selection.words : 'no scenarios'
  const ready = {
    words: { places, command },
    options,
    choice,
    wantedEdition,
    suite,
    planned,
    selection: words,
    resumed,
  }
  const ended = await runToReport(ready, signal)
  return typeof ended === 'number' ? ended : await tell({ ...ended, report: holdAgainst(ended.report) }, options)
}

/** Prints and writes the report. */
async function tell({ report, journal, isStopped }: EndedRun, options: RunOptions): Promise<ExitCode> {
  console.log(describeRun(report, paintFor(process.stdout, options.color, process.env)))
  for (const line of wantsAnnotations(options, process.env) ? annotations(report) : []) console.log(line)
  if (options.report === undefined) {
    if (isStopped) console.error(describeStop(report, 'with --report DIR, it could be resumed'))
    return exitCodeOf(report)
  }
  const again = resumption(options.report, journal)
  try {
    const { drawnFiles } = await import('../../drawn/drawn-files.ts')
    await writeReport(options.report, report, drawnFiles(report))
    console.log(describePlaces(options.report))
  } catch (error) {
    journal?.close()
    const how =
      again === undefined
        ? ''
        : `; ${again.command} ${again.keepsAll ? 'writes it' : 'runs the rest again and writes it'}`
    console.error(
      `${placeIn(options.report)}: the report is not complete, because it could not be written: ${reasonOf(error)}${how}`,
    )
    return exitCodeOf(report) || exitCodes.ranTooLittle
  }
  if (isStopped) {
    journal?.close()
    const how = again === undefined ? 'it cannot be resumed' : `${again.command} finishes it`
    console.error(describeStop(report, how))
  } else {
    const stays = journal?.remove()
    if (stays !== undefined) console.error(stays)
  }
  return exitCodeOf(report)
}

/** The command that goes on with a run from its journal, and whether the journal has all of it so far. */
function resumption(folder: string, journal: EndedRun['journal']) {
  if (journal === undefined || journal.keeps === 'nothing') return undefined
  return { command: `npx cwc run --resume ${shellWord(folder)}`, keepsAll: journal.keeps === 'everything' } as const
}

/** What a run that was stopped has done, and what to do about it. */
function describeStop(report: RunReport, what: string): string {
  const { cases, generated } = report
  if (isAllRun(report))
    return `interrupted: all cases have run, but not every finding is as small as it can be; ${what}`
  const ran = cases.filter(({ verdict }) => verdict !== 'not-run').length
  const sum = (of: (one: RunReport['generated'][number]) => number) =>
    generated.reduce((total, one) => total + of(one), 0)
  const also =
    generated.length === 0 ? '' : ` and ${sum((one) => one.cases)} of ${sum((one) => one.planned)} generated cases`
  return `interrupted: ${ran} of ${counted(cases.length, 'scenario')}${also} have run; ${what}`
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
