import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { batchScenarios } from '../sink/batch-scenarios.ts'
import type { BatchAction } from '../sink/batch-schedule.ts'
import { describeGuarantees, describeScenarios } from '../sink/describe-sink.ts'
import type { Guarantee } from '../sink/guarantees.ts'
import { guaranteesOf, keepsClaim, type Tried } from '../sink/judge-sink.ts'
import { describeRequirements } from '../sink/requirements/describe-requirements.ts'
import { judgeRequirements } from '../sink/requirements/judge-requirements.ts'
import { toldRequirement } from '../sink/requirements/told.ts'
import type { SinkDriver } from '../sink/sink-driver.ts'
import type { SinkFile } from '../sink/sink-file.ts'
import { tryBatches } from '../sink/try-batches.ts'
import { progress } from './progress.ts'
import { onSparkInBatches, type SparkOfSink } from './sink-on-spark.ts'

export interface OptionsInBatches extends SparkOfSink {
  readonly claim?: Guarantee
  readonly json?: true
}

/** Puts the sink of a file through all scenarios of micro-batches, and prints what it guarantees. */
export async function sinkInBatches(file: SinkFile, options: OptionsInBatches, signal: AbortSignal): Promise<ExitCode> {
  const tried = await onSparkInBatches(file, options, signal, (users) => tryScenarios(users, signal))
  if (tried === undefined) return exitCodes.couldNotRun
  const found = guaranteesOf(tried)
  const claim = options.claim ?? file.claim
  const judged = judgeRequirements(tried, options.sparkHome === undefined ? options.spark : undefined, 'micro-batch')
  if (options.json === true) {
    const requirements = judged.map(toldRequirement('micro-batch'))
    console.log(JSON.stringify({ tried, ...found, claim, requirements }, null, 2))
  } else {
    const requirements = describeRequirements(judged, 'micro-batch')
    console.log([describeScenarios(tried), requirements, describeGuarantees(found)].join('\n\n'))
  }
  if (claim !== undefined && found.sinkAlone !== undefined && !keepsClaim(claim, found.sinkAlone)) {
    console.error(`the sink claims ${claim}, and guarantees ${found.sinkAlone}`)
    return exitCodes.doesNotConform
  }
  const isTold = tried.every(({ result }) => result.kind === 'seen' && result.isTold)
  return tried.length === batchScenarios.length && isTold ? exitCodes.conforms : exitCodes.ranTooLittle
}

async function tryScenarios(
  users: SinkDriver<BatchAction>,
  signal: AbortSignal,
): Promise<readonly Tried<BatchAction>[]> {
  const tried: Tried<BatchAction>[] = []
  const bar = progress(batchScenarios.length, process.stderr, 'scenarios')
  try {
    for (const scenario of batchScenarios) {
      if (signal.aborted) break
      bar.update(tried.length, 'passed', scenario.name)
      const result = await tryBatches(users, scenario)
      if (!signal.aborted) tried.push({ scenario, result })
    }
  } finally {
    bar.clear()
  }
  if (signal.aborted) console.error(`interrupted: ${batchScenarios.length - tried.length} scenarios were not run`)
  return tried
}
