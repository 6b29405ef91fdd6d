import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { chosenBatchScenarios } from '../sink/features/chosen-scenarios.ts'
import type { Guarantee } from '../sink/file/guarantees.ts'
import type { SinkFile } from '../sink/file/sink-file.ts'
import { tryBatches } from '../sink/run/try-batches.ts'
import { concludeSink, type SinkOutputs } from './conclude-sink.ts'
import { prepareSinkFiles } from './sink-files.ts'
import { onSparkInBatches, releaseOf, type SparkOfSink } from './sink-on-spark.ts'
import { tryScenarios } from './sink-scenarios.ts'

export interface OptionsInBatches extends SparkOfSink, SinkOutputs {
  readonly claim?: Guarantee
  readonly features?: readonly string[]
  readonly scenario?: readonly string[]
}

/** Puts the sink of a file through all scenarios of micro-batches, and prints what it guarantees. */
export async function sinkInBatches(file: SinkFile, options: OptionsInBatches, signal: AbortSignal): Promise<ExitCode> {
  const planned = chosenBatchScenarios(options)
  prepareSinkFiles(options)
  const tried = await onSparkInBatches(file, options, signal, (users) =>
    tryScenarios(planned, (scenario) => tryBatches(users, scenario), signal),
  )
  if (tried === undefined) return exitCodes.couldNotRun
  const run = { claim: options.claim ?? file.claim, ...releaseOf(options), isInterrupted: signal.aborted }
  return await concludeSink({ mode: 'micro-batch', planned, tried, ...run }, options)
}
