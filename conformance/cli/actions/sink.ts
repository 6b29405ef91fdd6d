import { randomInt } from 'node:crypto'
import type { EditionName } from '../../../src/reference/editions.ts'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { describeFaultTable } from '../../sink/describe-fault-table.ts'
import { describeSchedule } from '../../sink/describe-schedule.ts'
import { describeSearch } from '../../sink/describe-search.ts'
import { describeGuarantees, describeScenarios } from '../../sink/describe-sink.ts'
import { faultTable, toldFaults } from '../../sink/fault-table.ts'
import type { Guarantee } from '../../sink/guarantees.ts'
import { guaranteesOf, type TriedScenario } from '../../sink/judge-sink.ts'
import type { SinkMode } from '../../sink/modes.ts'
import { readSinkFile } from '../../sink/read-sink-file.ts'
import { replaySchedule } from '../../sink/replay-schedule.ts'
import { describeRequirements } from '../../sink/requirements/describe-requirements.ts'
import { judgeRequirements } from '../../sink/requirements/judge-requirements.ts'
import { toldRequirement } from '../../sink/requirements/told.ts'
import { sinkScenarios } from '../../sink/scenarios.ts'
import { type SchedulesTried, searchSchedules } from '../../sink/search-schedules.ts'
import type { SinkDriver } from '../../sink/sink-driver.ts'
import type { SinkFile } from '../../sink/sink-file.ts'
import { describesSink, partOfSink, type SinkWords, sinkOfWords } from '../../sink/sink-of-words.ts'
import { readSinkToken } from '../../sink/sink-token.ts'
import { trySchedule } from '../../sink/try-schedule.ts'
import { echoed } from '../../visible.ts'
import { progress } from '../progress.ts'
import { sinkInBatches } from '../sink-in-batches.ts'
import { onSpark, type SparkOfSink } from '../sink-on-spark.ts'
import { areAllTold, codeOfSink, tryScenarios } from '../sink-scenarios.ts'

export interface SinkOptions extends SparkOfSink, SinkWords {
  readonly mode?: SinkMode
  readonly claim?: Guarantee
  readonly runs?: number
  readonly seed?: number
  readonly cleanLog?: true
  readonly replay?: string
  readonly json?: true
}

/** Puts the sink of a file through all scenarios and generated schedules, and prints what it guarantees. @throws UsageError */
export async function sink(name: string | undefined, options: SinkOptions, signal: AbortSignal): Promise<ExitCode> {
  const file = describedSink(name, options)
  if ((options.mode ?? file.mode) === 'micro-batch') {
    if (options.runs !== undefined || options.replay !== undefined)
      throw new UsageError('--runs and --replay are about schedules of continuous mode')
    return await sinkInBatches(file, options, signal)
  }
  if (options.replay !== undefined) return await replay(file, options.replay, options, signal)
  const { runs = 0, seed = randomInt(2 ** 31), cleanLog = false } = options
  if (cleanLog && runs === 0) throw new UsageError('--clean-log is about generated schedules (--runs is wanted)')
  const all = await onSpark(file, options, signal, async (users, edition) => {
    const tried = await tryScenarios(sinkScenarios, (scenario) => trySchedule(users, scenario), signal)
    return { tried, generated: await tryGenerated({ driver: users, edition, runs, seed, cleanLog, signal }) }
  })
  if (all === undefined) return exitCodes.couldNotRun
  const { tried, generated } = all
  const cases = [...tried, ...asScenarios(generated)]
  const found = guaranteesOf(cases)
  const claim = options.claim ?? file.claim
  const faults = faultTable(cases, 'continuous')
  const judged = judgeRequirements(cases, options.sparkHome === undefined ? options.spark : undefined)
  if (options.json === true) {
    const ofGenerated = runs === 0 ? {} : { seed, generated: withoutMoments(generated), found: generated.found }
    const requirements = judged.map(toldRequirement('continuous'))
    console.log(
      JSON.stringify({ tried, ...ofGenerated, ...found, claim, faults: toldFaults(faults), requirements }, null, 2),
    )
  } else {
    const search = generated.tried.length === 0 ? [] : [describeSearch(generated, seed)]
    const told = [describeRequirements(judged), describeFaultTable(faults), describeGuarantees(found)]
    console.log([describeScenarios(tried), ...search, ...told].join('\n\n'))
  }
  // A generated schedule need not commit a row.
  const isSeen = generated.tried.every(({ result }) => result.kind === 'seen')
  return codeOfSink(found, claim, areAllTold(tried, sinkScenarios) && isSeen && !signal.aborted)
}

function describedSink(name: string | undefined, options: SinkOptions): SinkFile {
  if (describesSink(options)) {
    if (name !== undefined) throw new UsageError(`${echoed(name)}: a file is not wanted beside --format or --table`)
    return sinkOfWords(options)
  }
  const part = partOfSink(options)
  if (part !== undefined) throw new UsageError(`${part} belongs to --format or --table (a file says the same itself)`)
  return readSinkFile(name ?? 'cwc.sink.yaml')
}

async function tryGenerated(search: {
  readonly driver: SinkDriver
  readonly edition: EditionName
  readonly runs: number
  readonly seed: number
  readonly cleanLog: boolean
  readonly signal: AbortSignal
}): Promise<SchedulesTried> {
  const { runs, seed, signal } = search
  if (runs === 0 || signal.aborted) return { tried: [], found: [] }
  const bar = progress(runs, process.stderr, 'generated schedules')
  let done = 0
  const onTried = () => bar.update(++done, 'passed', `seed ${seed}`)
  try {
    const generated = await searchSchedules({ ...search, onTried })
    if (signal.aborted) console.error(`interrupted: ${generated.tried.length} of ${runs} generated schedules were run`)
    return generated
  } finally {
    bar.clear()
  }
}

const asScenarios = ({ tried, found }: SchedulesTried): readonly TriedScenario[] =>
  [...tried, ...found.map(({ shrunk }) => shrunk)].map(({ token, fault, spark, schedule, result }) => ({
    scenario: { name: token, fault, spark, ...schedule },
    result,
  }))

const withoutMoments = ({ tried }: SchedulesTried) =>
  tried.map(({ token, fault, spark, like, result }) => ({
    token,
    fault,
    spark,
    like,
    result: { ...result, moments: undefined },
  }))

/** One generated schedule again, step by step. */
async function replay(file: SinkFile, text: string, options: SinkOptions, signal: AbortSignal): Promise<ExitCode> {
  const token = readSinkToken(text)
  const tried = await onSpark(file, options, signal, (users, edition) => replaySchedule(users, token, edition))
  if (tried === undefined) return exitCodes.couldNotRun
  if (options.json === true) console.log(JSON.stringify(tried, null, 2))
  else console.log([`${tried.token}, Spark ${tried.spark}`, describeSchedule(tried.result)].join('\n'))
  return tried.result.kind === 'seen' ? exitCodes.conforms : exitCodes.ranTooLittle
}
