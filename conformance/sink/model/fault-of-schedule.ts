import type { SinkPlace, SinkStep } from '../schedules/schedule.ts'
import type { SinkFaultName } from '../verdict/faults.ts'
import type { ModelRun } from './model-run.ts'
import { oddityIn } from './spark-in.ts'

/** What a generated schedule is about: what Spark does besides its documentation, or else the one thing that fails in it. */
export function faultOf(run: ModelRun): SinkFaultName {
  const { steps } = run.schedule
  const [fault, ...others] = new Set(steps.flatMap((step) => failingIn(step) ?? []))
  const oddity = oddityIn(run)
  if (oddity !== undefined) return oddity
  if (others.length > 0) return 'Several things fail'
  return fault ?? (steps.some(isStop) ? 'The query is stopped' : 'Nothing fails')
}

const isStop = (step: SinkStep): boolean => step.kind === 'act' && step.action.kind === 'stop'

function failingIn(step: SinkStep): SinkFaultName | undefined {
  if (step.kind === 'row' || step.kind === 'clean-log') return undefined
  if (step.kind === 'strike') return faultOfPlace(step.at)
  const { action } = step
  switch (action.kind) {
    case 'fail':
      return ofSpark(action.at)
    case 'deliver':
      return action.message === undefined && (action.times ?? 1) === 1
        ? undefined
        : 'Messages arrive twice, late or in another order'
    case 'interrupt':
    case 'complete':
      return 'A task is interrupted, or ends early'
    case 'kill-executor':
      return 'An executor dies'
    case 'kill-coordinator':
      return 'The coordinator dies'
    default:
      return undefined
  }
}

/** What fails where a call of the sink does. */
export function faultOfPlace(at: SinkPlace): SinkFaultName {
  switch (at) {
    case 'create-writer-factory':
    case 'create-writer-factory.after':
      return 'The writer factory cannot be made'
    case 'create-writer':
    case 'create-writer.after':
      return 'A writer cannot be made'
    case 'write':
    case 'write.after':
      return 'A write fails'
    case 'commit':
    case 'commit.after':
      return "A writer's commit fails"
    case 'abort':
    case 'abort.after':
      return "A writer's abort fails"
    case 'close':
    case 'close.after':
      return "A writer's close fails"
    case 'writer.commit':
    case 'writer.commit.midway':
    case 'writer.commit.after':
      return "The sink's commit of an epoch fails"
  }
}

/** A call of Spark's own. The calls of the sink strike by `faultOfPlace`. */
function ofSpark(at: string): SinkFaultName {
  switch (at) {
    case 'query.commit':
      return "Spark crashes behind the sink's commit"
    case 'query.add-offset':
      return 'Spark cannot log the end of an epoch'
    case 'send':
      return 'The send of a commit message fails'
    default:
      return 'The source fails'
  }
}
