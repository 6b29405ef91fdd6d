import { randomInt } from 'node:crypto'
import type { EditionName } from '../../../src/reference/editions.ts'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { chosenScenarios } from '../../sink/features/chosen-scenarios.ts'
import type { Guarantee } from '../../sink/file/guarantees.ts'
import type { SinkMode } from '../../sink/file/modes.ts'
import { readSinkFile } from '../../sink/file/read-sink-file.ts'
import type { SinkFile } from '../../sink/file/sink-file.ts'
import { describesSink, partOfSink, type SinkWords, sinkOfWords } from '../../sink/file/sink-of-words.ts'
import { replaySchedule } from '../../sink/generated/replay-schedule.ts'
import { type SchedulesTried, searchSchedules } from '../../sink/generated/search-schedules.ts'
import { readSinkToken } from '../../sink/generated/sink-token.ts'
import type { SinkDriver } from '../../sink/run/sink-driver.ts'
import { trySchedule } from '../../sink/run/try-schedule.ts'
import { describeSchedule } from '../../sink/telling/describe-schedule.ts'
import { echoed } from '../../visible.ts'
import { concludeSink, type SinkOutputs } from '../conclude-sink.ts'
import { progress } from '../progress.ts'
import { prepareSinkFiles, refuseSinkFiles } from '../sink-files.ts'
import { sinkInBatches } from '../sink-in-batches.ts'
import { onSpark, releaseOf, type SparkOfSink } from '../sink-on-spark.ts'
import { tryScenarios } from '../sink-scenarios.ts'

export interface SinkOptions extends SparkOfSink, SinkWords, SinkOutputs {
  readonly mode?: SinkMode
  readonly claim?: Guarantee
  readonly runs?: number
  readonly seed?: number
  readonly cleanLog?: true
  readonly replay?: string
  readonly features?: readonly string[]
  readonly scenario?: readonly string[]
}

/** Puts the sink of a file through all scenarios and generated schedules, and prints what it guarantees. @throws UsageError */
export async function sink(name: string | undefined, options: SinkOptions, signal: AbortSignal): Promise<ExitCode> {
  const file = describedSink(name, options)
  if ((options.mode ?? file.mode) === 'micro-batch') {
    if (options.runs !== undefined || options.replay !== undefined)
      throw new UsageError('--runs and --replay are about schedules of continuous mode')
    return await sinkInBatches(file, options, signal)
  }
  if (options.replay !== undefined && (options.features ?? options.scenario) !== undefined)
    throw new UsageError(
      '--replay runs one generated schedule, and no scenarios (--features and --scenario are not wanted)',
    )
  if (options.replay !== undefined) return await replay(file, options.replay, options, signal)
  const { runs = 0, seed = randomInt(2 ** 31), cleanLog = false } = options
  if (cleanLog && runs === 0) throw new UsageError('--clean-log is about generated schedules (--runs is wanted)')
  const planned = chosenScenarios(options)
  prepareSinkFiles(options)
  const all = await onSpark(file, options, signal, async (users, edition) => {
    const tried = await tryScenarios(planned, (scenario) => trySchedule(users, scenario), signal)
    const search = { driver: users, edition, runs, seed, cleanLog, signal }
    return { tried, ...(runs === 0 ? {} : { search: { seed, ...(await tryGenerated(search)) } }) }
  })
  if (all === undefined) return exitCodes.couldNotRun
  const claim = options.claim ?? file.claim
  const run = { claim, ...releaseOf(options), isInterrupted: signal.aborted }
  return await concludeSink({ mode: 'continuous', planned, ...all, ...run }, options)
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
  if (signal.aborted) return { tried: [], found: [] }
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

/** One generated schedule again, step by step. */
async function replay(file: SinkFile, text: string, options: SinkOptions, signal: AbortSignal): Promise<ExitCode> {
  refuseSinkFiles(options)
  const token = readSinkToken(text)
  const tried = await onSpark(file, options, signal, (users, edition) => replaySchedule(users, token, edition))
  if (tried === undefined) return exitCodes.couldNotRun
  if (options.json === true) console.log(JSON.stringify(tried, null, 2))
  else console.log([`${tried.token}, Spark ${tried.spark}`, describeSchedule(tried.result)].join('\n'))
  return tried.result.kind === 'seen' ? exitCodes.conforms : exitCodes.ranTooLittle
}
