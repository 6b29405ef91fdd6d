import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { brokenClaim } from '../sink/answer/broken-claim.ts'
import { findingsOf, gapsIn, type SinkFindings, type SinkTrial } from '../sink/answer/sink-trial.ts'
import { toldSink } from '../sink/answer/told-sink.ts'
import { describeRequirements } from '../sink/requirements/describe-requirements.ts'
import { describeFaultTable } from '../sink/telling/describe-fault-table.ts'
import { describeGaps } from '../sink/telling/describe-gaps.ts'
import { describeSearch } from '../sink/telling/describe-search.ts'
import { describeGuarantees, describeScenarios } from '../sink/telling/describe-sink.ts'
import { describeThrown } from '../sink/telling/describe-thrown.ts'
import { type SinkTest, sinkTests } from '../sink/telling/sink-tests.ts'
import { type SinkFiles, writeSinkFiles } from './sink-files.ts'
import { holdKnownOfSink } from './sink-known-failures.ts'

export interface SinkOutputs extends SinkFiles {
  readonly json?: true
}

/** Prints what was found in a sink, in either mode, and writes the files that are wanted. */
export async function concludeSink(trial: SinkTrial, outputs: SinkOutputs): Promise<ExitCode> {
  const findings = findingsOf(trial)
  const { tests, told, says } = holdKnownOfSink(sinkTests(trial, findings), trial, outputs)
  console.log(
    outputs.json === true
      ? JSON.stringify(toldSink(trial, findings, told), null, 2)
      : describeFindings(trial, findings),
  )
  for (const line of [...brokenClaim(trial.claim, findings), ...says]) console.error(line)
  const isWritten = await writeSinkFiles(outputs, { trial, findings, tests })
  const code = codeOfSink(trial, tests)
  return isWritten ? code : code || exitCodes.ranTooLittle
}

function describeFindings({ mode, tried, search }: SinkTrial, findings: SinkFindings): string {
  return [
    describeScenarios(tried),
    ...(search === undefined || search.tried.length === 0 ? [] : [describeSearch(search, search.seed, mode)]),
    describeRequirements(findings.requirements, mode),
    ...describeThrownIn(findings),
    describeFaultTable(findings.faults),
    describeGuarantees(findings),
  ].join('\n\n')
}

function describeThrownIn({ thrown }: SinkFindings): readonly string[] {
  const lines = describeThrown(thrown)
  return lines.length === 0 ? [] : [lines.join('\n')]
}

/** A test has failed exactly if the claim is broken, but for known failures. */
function codeOfSink(trial: SinkTrial, tests: readonly SinkTest[]): ExitCode {
  const gaps = gapsIn(trial)
  if (gaps.length > 0) console.error(describeGaps(gaps))
  if (tests.some(({ result }) => result.kind === 'failed')) return exitCodes.doesNotConform
  return gaps.length === 0 ? exitCodes.conforms : exitCodes.ranTooLittle
}
