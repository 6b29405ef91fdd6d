import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { batchScenarios } from '../sink/batch-scenarios.ts'
import { describeFaultTable } from '../sink/describe-fault-table.ts'
import { describeGuarantees, describeScenarios } from '../sink/describe-sink.ts'
import { faultTable, toldFaults } from '../sink/fault-table.ts'
import type { Guarantee } from '../sink/guarantees.ts'
import { guaranteesOf } from '../sink/judge-sink.ts'
import { describeRequirements } from '../sink/requirements/describe-requirements.ts'
import { judgeRequirements } from '../sink/requirements/judge-requirements.ts'
import { toldRequirement } from '../sink/requirements/told.ts'
import type { SinkFile } from '../sink/sink-file.ts'
import { tryBatches } from '../sink/try-batches.ts'
import { onSparkInBatches, type SparkOfSink } from './sink-on-spark.ts'
import { areAllTold, codeOfSink, tryScenarios } from './sink-scenarios.ts'

export interface OptionsInBatches extends SparkOfSink {
  readonly claim?: Guarantee
  readonly json?: true
}

/** Puts the sink of a file through all scenarios of micro-batches, and prints what it guarantees. */
export async function sinkInBatches(file: SinkFile, options: OptionsInBatches, signal: AbortSignal): Promise<ExitCode> {
  const tried = await onSparkInBatches(file, options, signal, (users) =>
    tryScenarios(batchScenarios, (scenario) => tryBatches(users, scenario), signal),
  )
  if (tried === undefined) return exitCodes.couldNotRun
  const found = guaranteesOf(tried)
  const claim = options.claim ?? file.claim
  const faults = faultTable(tried, 'micro-batch')
  const judged = judgeRequirements(tried, options.sparkHome === undefined ? options.spark : undefined, 'micro-batch')
  if (options.json === true) {
    const requirements = judged.map(toldRequirement('micro-batch'))
    console.log(JSON.stringify({ tried, ...found, claim, faults: toldFaults(faults), requirements }, null, 2))
  } else {
    const requirements = describeRequirements(judged, 'micro-batch')
    const parts = [describeScenarios(tried), requirements, describeFaultTable(faults), describeGuarantees(found)]
    console.log(parts.join('\n\n'))
  }
  return codeOfSink(found, claim, areAllTold(tried, batchScenarios))
}
