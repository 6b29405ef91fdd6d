import { randomInt } from 'node:crypto'
import { UsageError } from '../errors.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { asScenario } from '../sink/answer/sink-trial.ts'
import { chosenBatchScenarios } from '../sink/features/chosen-scenarios.ts'
import type { Guarantee } from '../sink/file/guarantees.ts'
import type { SinkFile } from '../sink/file/sink-file.ts'
import { readBatchToken } from '../sink/generated/batch-token.ts'
import { replayBatches, searchBatches } from '../sink/generated/search-batches.ts'
import { tryBatches } from '../sink/run/try-batches.ts'
import { describeTried } from '../sink/telling/describe-step.ts'
import { concludeSink, type SinkOutputs } from './conclude-sink.ts'
import { tryGenerated } from './generated-on-sink.ts'
import { prepareSinkFiles, refuseSinkFiles } from './sink-files.ts'
import { onSparkInBatches, releaseOf, type SparkOfSink } from './sink-on-spark.ts'
import { isRefused, tryScenarios } from './sink-scenarios.ts'

export interface OptionsInBatches extends SparkOfSink, SinkOutputs {
  readonly claim?: Guarantee
  readonly features?: readonly string[]
  readonly scenario?: readonly string[]
  readonly runs?: number
  readonly seed?: number
  readonly cleanLog?: true
  readonly replay?: string
  readonly partitions?: number
}

/** Puts the sink of a file through all scenarios and generated schedules of micro-batches, and prints what it guarantees. @throws UsageError */
export async function sinkInBatches(file: SinkFile, options: OptionsInBatches, signal: AbortSignal): Promise<ExitCode> {
  if (options.cleanLog === true)
    throw new UsageError(
      '--clean-log is about schedules of continuous mode: in micro-batches, the log is never ahead of commits',
    )
  if (options.replay !== undefined) return await replay(file, options.replay, options, signal)
  const { runs = 0, seed = randomInt(2 ** 31) } = options
  const planned = chosenBatchScenarios(options, file)
  const claim = options.claim ?? file.claim
  prepareSinkFiles(options, claim)
  const all = await onSparkInBatches(file, options, signal, async (users) => {
    const tried = await tryScenarios(planned, (scenario) => tryBatches(users, scenario), signal)
    if (runs === 0 || isRefused(tried)) return { tried }
    return { tried, search: { seed, ...(await tryGenerated({ driver: users, runs, seed, signal }, searchBatches)) } }
  })
  if (all === undefined) return exitCodes.couldNotRun
  const run = { claim, ...releaseOf(options), isInterrupted: signal.aborted }
  return await concludeSink({ mode: 'micro-batch', planned, ...all, ...run }, options)
}

/** One generated schedule again, step by step. */
async function replay(file: SinkFile, text: string, options: OptionsInBatches, signal: AbortSignal): Promise<ExitCode> {
  refuseSinkFiles(options)
  const token = readBatchToken(text)
  const tried = await onSparkInBatches(file, options, signal, (users) => replayBatches(users, token))
  if (tried === undefined) return exitCodes.couldNotRun
  if (options.json === true) console.log(JSON.stringify(tried, null, 2))
  else console.log([tried.token, describeTried(asScenario(tried), 'micro-batch')].join('\n'))
  return tried.result.kind === 'seen' ? exitCodes.conforms : exitCodes.ranTooLittle
}
