import { broken, type Finding, kept } from './finding.ts'
import { callsOf, failed, type SinkCase } from './sink-case.ts'
import type { SinkRequirement } from './sink-requirement.ts'

// What Spark owes a sink from epoch to epoch.

function* abortsRefused({ runs }: SinkCase): Iterable<Finding> {
  for (const { calls, end, last } of runs)
    for (const commit of callsOf(calls, 'epoch.commit').filter(failed)) {
      const { epoch } = commit
      const abort = callsOf(calls, 'epoch.abort').find((call) => call.epoch === epoch && call.at > commit.at)
      // Each step goes on until Spark does nothing more by itself.
      yield abort === undefined
        ? broken(end?.step ?? last, `the commit of epoch ${epoch} failed in step ${commit.step}, and no abort followed`)
        : kept(abort.step)
    }
}

export const ofEpochs: readonly SinkRequirement[] = [
  {
    id: 'SK-20',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingWrite', method: 'commit' },
    since: '3.0',
    says: "When the sink's commit of an epoch fails, Spark calls its abort for that epoch.",
    intent: 'The sink can remove what its writers have left.',
    judge: abortsRefused,
  },
]
