import type { BatchPlace } from '../schedules/batch-schedule.ts'
import type { SinkFaultName } from '../verdict/faults.ts'
import type { BatchRun } from './batch-run.ts'
import { faultOfPlace } from './fault-of-schedule.ts'

/** What a generated schedule of micro-batches is about: the one thing that has failed in it, as far as one has. */
export function faultOfBatches({ schedule: { steps }, query }: BatchRun): SinkFaultName {
  // A fault that still waits, and has not struck once, is as it was.
  const struck = steps.flatMap((step) => (step.kind === 'fail' && !query.faults.includes(step) ? [step.at] : []))
  const isCrash =
    struck.includes('writer.abort') && struck.every((at) => at === 'writer.abort' || at === 'writer.commit')
  if (isCrash) return "Spark crashes before the sink's commit"
  const [fault, ...others] = new Set(struck.flatMap(nameOf))
  // An abort is only called where something else has failed.
  if (others.length === 0 && struck.some((at) => at === 'abort' || at === 'abort.after'))
    return "A writer's abort fails"
  if (others.length > 0) return 'Several things fail'
  return fault ?? (steps.some(({ kind }) => kind === 'stop') ? 'The query is stopped' : 'Nothing fails')
}

function nameOf(at: BatchPlace): readonly SinkFaultName[] {
  switch (at) {
    case 'query.commit':
      return ["Spark crashes behind the sink's commit"]
    case 'query.commit.after':
    case 'query.add-offset':
    case 'query.add-offset.after':
      return ['Spark crashes between two epochs']
    // Something else has failed before.
    case 'abort':
    case 'abort.after':
    case 'writer.abort':
    case 'writer.abort.after':
      return []
    default:
      return [faultOfPlace(at)]
  }
}
