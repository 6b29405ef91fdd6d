import { randomInt } from 'node:crypto'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { asScenario } from '../../sink/answer/sink-trial.ts'
import { chosenScenarios } from '../../sink/features/chosen-scenarios.ts'
import type { Guarantee } from '../../sink/file/guarantees.ts'
import type { SinkMode } from '../../sink/file/modes.ts'
import { readSinkFile } from '../../sink/file/read-sink-file.ts'
import type { SinkFile } from '../../sink/file/sink-file.ts'
import { describesSink, partOfSink, type SinkWords, sinkOfWords } from '../../sink/file/sink-of-words.ts'
import { replaySchedule } from '../../sink/generated/replay-schedule.ts'
import { searchSchedules } from '../../sink/generated/search-schedules.ts'
import { readSinkToken } from '../../sink/generated/sink-token.ts'
import { trySchedule } from '../../sink/run/try-schedule.ts'
import { describeTried } from '../../sink/telling/describe-step.ts'
import { echoed } from '../../visible.ts'
import { concludeSink, type SinkOutputs } from '../conclude-sink.ts'
import { tryGenerated } from '../generated-on-sink.ts'
import { prepareSinkFiles, refuseSinkFiles } from '../sink-files.ts'
import { sinkInBatches } from '../sink-in-batches.ts'
import { onSpark, releaseOf, type SparkOfSink } from '../sink-on-spark.ts'
import { isRefused, tryScenarios } from '../sink-scenarios.ts'

export interface SinkOptions extends SparkOfSink, SinkWords, SinkOutputs {
  readonly mode?: SinkMode
  readonly claim?: Guarantee
  readonly runs?: number
  readonly seed?: number
  readonly cleanLog?: true
  readonly replay?: string
  readonly features?: readonly string[]
  readonly scenario?: readonly string[]
  readonly partitions?: number
}

/** Puts the sink of a file through all scenarios and generated schedules, and prints what it guarantees. @throws UsageError */
export async function sink(name: string | undefined, options: SinkOptions, signal: AbortSignal): Promise<ExitCode> {
  const file = describedSink(name, options)
  if (options.replay !== undefined && (options.features ?? options.scenario ?? options.partitions) !== undefined)
    throw new UsageError(
      '--replay runs one generated schedule, and no scenarios (--features, --scenario and --partitions are not wanted)',
    )
  if ((options.mode ?? file.mode) === 'micro-batch') return await sinkInBatches(file, options, signal)
  if (options.replay !== undefined) return await replay(file, options.replay, options, signal)
  const { runs = 0, seed = randomInt(2 ** 31), cleanLog = false } = options
  if (cleanLog && runs === 0) throw new UsageError('--clean-log is about generated schedules (--runs is wanted)')
  const planned = chosenScenarios(options, file)
  const claim = options.claim ?? file.claim
  prepareSinkFiles(options, claim)
  const all = await onSpark(file, options, signal, async (users, edition) => {
    const tried = await tryScenarios(planned, (scenario) => trySchedule(users, scenario), signal)
    if (runs === 0 || isRefused(tried)) return { tried }
    const search = { driver: users, edition, runs, seed, cleanLog, signal }
    return { tried, search: { seed, ...(await tryGenerated(search, searchSchedules)) } }
  })
  if (all === undefined) return exitCodes.couldNotRun
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

/** One generated schedule again, step by step. */
async function replay(file: SinkFile, text: string, options: SinkOptions, signal: AbortSignal): Promise<ExitCode> {
  refuseSinkFiles(options)
  const token = readSinkToken(text)
  const tried = await onSpark(file, options, signal, (users, edition) => replaySchedule(users, token, edition))
  if (tried === undefined) return exitCodes.couldNotRun
  if (options.json === true) console.log(JSON.stringify(tried, null, 2))
  else console.log([`${tried.token}, Spark ${tried.spark}`, describeTried(asScenario(tried), 'continuous')].join('\n'))
  return tried.result.kind === 'seen' ? exitCodes.conforms : exitCodes.ranTooLittle
}
