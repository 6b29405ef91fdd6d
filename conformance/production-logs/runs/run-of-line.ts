import { runIdIn, samePath } from '../observations/marks.ts'
import type { Observation } from '../observations/observation.ts'
import type { LogRecord } from '../observations/record.ts'
import type { RunState } from './state.ts'
import type { Known, Origin } from './whose.ts'
import { isOfContinuous, isOfContinuousAlone, isOfRun, isSharedWithMicroBatch, mayBeMicroBatch } from './whose-kind.ts'

/** The run that a line is about; undefined if it is about none, or if that cannot be told. `origin` says which. */
export function runOfLine(known: Known, observed: Observation, record: LogRecord, file: string): RunState | undefined {
  const { runs, microBatch, applications } = known
  if (isOfContinuousAlone(observed)) applications.seeRunning()
  if (!isOfRun(observed)) return told(known, undefined, 'other')
  if (observed.kind === 'cancelled') {
    const begun = runs.withoutId()
    const only = begun.length === 1 && !microBatch.isAny() ? begun[0] : undefined
    const named = runs.withId(observed.runId) ?? only
    return told(known, named, named === undefined ? 'other' : 'marked')
  }
  if ('runId' in observed && observed.runId !== undefined) return withId(known, observed.runId, observed)
  const runId = runIdIn(record)
  if (runId !== undefined) return withId(known, runId, observed)
  if ('checkpoint' in observed) return onCheckpoint(known, samePath(observed.checkpoint), file)
  if (observed.kind === 'reconfigured') {
    const ofQuery = runs.ofQuery(observed.queryId)
    if (ofQuery !== undefined && !isOverElsewhere(ofQuery, file)) return told(known, ofQuery, 'marked')
  }
  if (isWithoutRun(known, file) && !isSharedWithMicroBatch(observed)) return told(known, runs.begunBefore(), 'only')
  if (mayBeMicroBatch(observed) && microBatch.isAny()) return told(known, undefined, 'untold')
  const only = runs.only()
  const run = only !== undefined && isOverElsewhere(only, file) ? undefined : only
  return told(known, run, run !== undefined ? 'only' : runs.live().length > 1 ? 'untold' : 'other')
}

/** The run of a stage that a line names. */
export function runOfStage(known: Known, number: number): RunState | undefined {
  const run = known.stages.stage(number)?.run
  known.origin = run !== undefined ? 'marked' : known.runs.live().length > 1 ? 'untold' : 'other'
  return run
}

/** Whether all known runs are over, and the file begins in the middle of another one. */
const isWithoutRun = ({ runs: { runs }, applications }: Known, file: string): boolean =>
  runs.length === 0 || (!applications.isBegunIn(file) && runs.every((run) => isOverElsewhere(run, file)))

/** Whether the log of another process shows the run and its end: no line of it is in this file. */
const isOverElsewhere = ({ isOver, ended, started, lastLogged, lastCommitted }: RunState, file: string): boolean =>
  (isOver || ended !== undefined) &&
  [ended?.at, started?.at, lastLogged?.at, lastCommitted?.at].every((at) => at?.file !== file)

function onCheckpoint(known: Known, path: string, file: string): RunState | undefined {
  const { runs, microBatch, applications } = known
  const named = runs.onCheckpoint(path)
  if (named !== undefined && !isOverElsewhere(named, file)) return told(known, named, 'marked')
  const isMicroBatch = microBatch.hasCheckpoint(path)
  if (isMicroBatch === true || !applications.isContinuousSeen()) return told(known, undefined, 'other')
  if (isMicroBatch === undefined) return told(known, undefined, 'untold')
  const without = runs.runs.filter(
    ({ started, checkpoint, ended, isOver }) => !started && checkpoint === undefined && ended === undefined && !isOver,
  )
  const only = without.length === 1 ? without[0] : undefined
  const run = only ?? runs.begunBefore(path)
  run.checkpoint = path
  if (only?.runId !== undefined) runs.pair(only)
  return told(known, run, 'marked')
}

function withId(known: Known, id: string, observed: Observation): RunState | undefined {
  const { runs, microBatch } = known
  const named = runs.withId(id)
  // Which of the checkpoints the coordinator does not commit to any more, nothing says.
  if (named !== undefined && observed.kind === 'error-ignored' && isWithoutCheckpoint(named))
    if (runs.withoutId().length > 0) return told(known, undefined, 'untold')
  if (named !== undefined) return told(known, named, 'marked')
  const isMicroBatch = microBatch.hasRun(id)
  if (isMicroBatch === true) return told(known, undefined, 'other')
  if (isMicroBatch === undefined && !isOfContinuous(observed)) return told(known, undefined, 'untold')
  // The entries of a continuous query are written by threads of its coordinator, which name no run.
  if ('checkpoint' in observed) {
    microBatch.add(id, samePath(observed.checkpoint))
    return told(known, undefined, 'other')
  }
  const begun = runs.withoutId()
  if (mayBeMicroBatch(observed)) return told(known, undefined, begun.length > 0 ? 'untold' : 'other')
  const only = begun.length === 0 && isOfContinuous(observed) ? runs.begunBefore() : begun[0]
  if (only === undefined || begun.length > 1) return told(known, undefined, begun.length > 1 ? 'untold' : 'other')
  only.runId = id
  if (only.checkpoint !== undefined) runs.pair(only)
  return told(known, only, 'marked')
}

const isWithoutCheckpoint = ({ started, checkpoint }: RunState) => started === undefined && checkpoint === undefined

function told(known: Known, run: RunState | undefined, origin: Origin): RunState | undefined {
  known.origin = origin
  if (origin === 'marked' && run !== undefined && known.applications.isOfEarlier(run)) known.applications.seeMixed()
  return run
}
