import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { brokenClaim } from '../sink/answer/broken-claim.ts'
import { findingsOf, isWhole, type SinkFindings, type SinkTrial } from '../sink/answer/sink-trial.ts'
import { toldSink } from '../sink/answer/told-sink.ts'
import { describeRequirements } from '../sink/requirements/describe-requirements.ts'
import { describeFaultTable } from '../sink/telling/describe-fault-table.ts'
import { describeSearch } from '../sink/telling/describe-search.ts'
import { describeGuarantees, describeScenarios } from '../sink/telling/describe-sink.ts'
import { type SinkFiles, writeSinkFiles } from './sink-files.ts'

export interface SinkOutputs extends SinkFiles {
  readonly json?: true
}

/** Prints what was found in a sink, in either mode, and writes the files that are wanted. */
export async function concludeSink(trial: SinkTrial, outputs: SinkOutputs): Promise<ExitCode> {
  const findings = findingsOf(trial)
  console.log(
    outputs.json === true ? JSON.stringify(toldSink(trial, findings), null, 2) : describeFindings(trial, findings),
  )
  const isWritten = await writeSinkFiles(outputs, trial, findings)
  const code = codeOfSink(trial, findings)
  return isWritten ? code : code || exitCodes.ranTooLittle
}

function describeFindings({ mode, tried, search }: SinkTrial, findings: SinkFindings): string {
  return [
    describeScenarios(tried),
    ...(search === undefined || search.tried.length === 0 ? [] : [describeSearch(search, search.seed, mode)]),
    describeRequirements(findings.requirements, mode),
    describeFaultTable(findings.faults),
    describeGuarantees(findings),
  ].join('\n\n')
}

/** The exit code of what was found, and on standard error the reasons where the claim is broken. */
function codeOfSink(trial: SinkTrial, findings: SinkFindings): ExitCode {
  const reasons = brokenClaim(trial.claim, findings)
  for (const reason of reasons) console.error(reason)
  if (reasons.length > 0) return exitCodes.doesNotConform
  return isWhole(trial) ? exitCodes.conforms : exitCodes.ranTooLittle
}
