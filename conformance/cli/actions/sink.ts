import { DriverError } from '../../../src/adapters/driver.ts'
import { prepareSpark } from '../../../src/adapters/spark/prepare.ts'
import { SparkUnavailable } from '../../../src/adapters/spark/unavailable.ts'
import { processDriver } from '../../../src/adapters/stdio/process-driver.ts'
import { textOf } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { describeGuarantees, describeScenarios } from '../../sink/describe-sink.ts'
import type { Guarantee } from '../../sink/guarantees.ts'
import { guaranteesOf, keepsClaim, type TriedScenario } from '../../sink/judge-sink.ts'
import { readSinkFile } from '../../sink/read-sink-file.ts'
import { describeRequirements } from '../../sink/requirements/describe-requirements.ts'
import { judgeRequirements } from '../../sink/requirements/judge-requirements.ts'
import { toldRequirement } from '../../sink/requirements/told.ts'
import { sinkScenarios } from '../../sink/scenarios.ts'
import type { SinkFile } from '../../sink/sink-file.ts'
import { sparkSink } from '../../sink/spark-sink.ts'
import { trySchedule } from '../../sink/try-schedule.ts'
import { visible } from '../../visible.ts'
import { progress } from '../progress.ts'

export interface SinkOptions {
  readonly spark: string
  readonly sparkHome?: string
  readonly claim?: Guarantee
  readonly timeout: number
  readonly json?: true
}

/** Puts the sink of a file through all scenarios, and prints what it guarantees. @throws UsageError */
export async function sink(name: string, options: SinkOptions, signal: AbortSignal): Promise<ExitCode> {
  const file = readSinkFile(name)
  const tried = await tryAll(file, options, signal)
  if (tried === undefined) return exitCodes.couldNotRun
  const found = guaranteesOf(tried)
  const claim = options.claim ?? file.claim
  const judged = judgeRequirements(tried)
  if (options.json === true) {
    const requirements = judged.map(toldRequirement)
    console.log(JSON.stringify({ tried, ...found, claim, requirements }, null, 2))
  } else {
    const parts = [describeScenarios(tried), describeRequirements(judged), describeGuarantees(found)]
    console.log(parts.join('\n\n'))
  }
  if (claim !== undefined && found.sinkAlone !== undefined && !keepsClaim(claim, found.sinkAlone)) {
    console.error(`the sink claims ${claim}, and guarantees ${found.sinkAlone}`)
    return exitCodes.doesNotConform
  }
  const isTold = tried.every(({ result }) => result.kind === 'seen' && result.isTold)
  const isWhole = tried.length === sinkScenarios.length && isTold
  return isWhole ? exitCodes.conforms : exitCodes.ranTooLittle
}

/** Undefined if Spark could not be run: the reason goes to standard error. */
async function tryAll(
  file: SinkFile,
  options: SinkOptions,
  signal: AbortSignal,
): Promise<readonly TriedScenario[] | undefined> {
  const source =
    options.sparkHome === undefined
      ? ({ kind: 'release', version: options.spark } as const)
      : ({ kind: 'installed', home: options.sparkHome } as const)
  const { jars, packages } = file
  const tried: TriedScenario[] = []
  const bar = progress(sinkScenarios.length, process.stderr, 'scenarios')
  try {
    const onProgress = (line: string) => console.error(visible(line))
    const line = await prepareSpark(source, { onProgress, signal, jars, packages })
    const driver = processDriver({ ...line, timeoutSeconds: options.timeout, signal })
    const users = sparkSink(driver, file)
    try {
      for (const scenario of sinkScenarios) {
        if (signal.aborted) break
        bar.update(tried.length, 'passed', scenario.name)
        const result = await trySchedule(users, scenario)
        if (!signal.aborted) tried.push({ scenario, result })
      }
    } finally {
      bar.clear()
      await driver.shutdown().catch(() => undefined)
    }
  } catch (error) {
    if (!(error instanceof SparkUnavailable || error instanceof DriverError) && !signal.aborted) throw error
    if (!signal.aborted) console.error(`Spark could not be run: ${textOf(error)}`)
    return undefined
  }
  if (signal.aborted) console.error(`interrupted: ${sinkScenarios.length - tried.length} scenarios were not run`)
  return tried
}
