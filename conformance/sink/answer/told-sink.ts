import { toldRequirement } from '../requirements/told.ts'
import { toldFaults } from './fault-table.ts'
import type { KnownFailuresOfSink } from './known-failures-schema.ts'
import type { SinkFindings, SinkTrial } from './sink-trial.ts'

/** What `cwc sink --json` prints: `sinkReportSchema` describes it. */
export function toldSink(
  { mode, release, tried, search, claim }: SinkTrial,
  findings: SinkFindings,
  knownFailures?: KnownFailuresOfSink,
) {
  const { faults, requirements, ...found } = findings
  return {
    mode,
    ...(release === undefined ? {} : { release }),
    tried,
    ...(search === undefined ? {} : { seed: search.seed, generated: withoutMoments(search), found: search.found }),
    ...found,
    claim,
    faults: toldFaults(faults),
    requirements: requirements.map(toldRequirement(mode)),
    ...(knownFailures === undefined ? {} : { knownFailures }),
  }
}

/** Hundreds of schedules step by step would hide the shrunk ones. */
const withoutMoments = ({ tried }: NonNullable<SinkTrial['search']>) =>
  tried.map(({ token, fault, spark, like, result }) => ({
    token,
    fault,
    spark,
    like,
    result: { ...result, moments: undefined },
  }))
