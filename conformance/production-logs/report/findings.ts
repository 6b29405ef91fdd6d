import { lacksLines } from '../runs/advance.ts'
import { aheadOf } from '../runs/before.ts'
import type { Epochs } from '../runs/epochs.ts'
import type { SeenHole } from '../runs/hole-witness.ts'
import { type IgnoredError, isInDoubt, type RunState, type Stage, sureRunId } from '../runs/state.ts'
import type { LogFinding } from './check-report.ts'
import { untoldErrorOf } from './untold-errors.ts'

/** What an operator has to know of a run, beside the verdicts. */
export function findingsOn(run: RunState, runs: readonly RunState[]): readonly LogFinding[] {
  const stopped = commitsStopped(run, runs)
  return [
    ...stopped,
    ...oldOffsets(run),
    ...(stopped.some(({ kind }) => kind === 'commits-stopped') ? [] : offsetsAhead(run, runs)),
    ...interruptedCommits(run),
    ...backlog(run),
    ...cause(run),
    ...taskFailed(run),
    ...ending(run),
  ]
}

/** Logs without a continuous query. `isAny`: an event log has a job of one. */
export function nothingToCheck(
  runs: readonly RunState[],
  { isAny, hasMicroBatch }: { readonly isAny: boolean; readonly hasMicroBatch: boolean },
): readonly LogFinding[] {
  return runs.length > 0 || isAny ? [] : [{ kind: 'nothing-to-check', hasMicroBatch }]
}

/** Lines that the log does not have, if several participants show that. */
export const linesMissing = (hole: SeenHole | undefined): readonly LogFinding[] =>
  hole === undefined ? [] : [{ kind: 'lines-missing', ...hole }]

const nameOf = (run: RunState) => sureRunId(run) ?? 'unknown'

function commitsStopped(run: RunState, runs: readonly RunState[]): readonly LogFinding[] {
  const { lastCommitted, lastLogged } = run
  const untold = run.ignored === undefined ? untoldErrorOf(run, runs) : undefined
  const ignored = untold ?? run.ignored
  if (ignored === undefined || ignored.isOvercome) return []
  // No line says to which checkpoint the coordinator commits.
  if (untold === undefined && isInDoubt(run))
    return [
      {
        kind: 'error-ignored',
        run: 'unknown',
        hasGoneOn: false,
        at: ignored.at,
        call: ignored.call,
        error: ignored.error,
      },
    ]
  const haveStopped = untold !== undefined || lastCommitted?.epoch === ignored.lastCommitted
  // Another endpoint may have ignored an error.
  const isOfCoordinator = ignored.call !== 'unknown' || (lastLogged?.epoch ?? -1) > (lastCommitted?.epoch ?? -1)
  if (!haveStopped || !isOfCoordinator) {
    const { at, call, error } = ignored
    return ignored.call === 'unknown'
      ? []
      : [{ kind: 'error-ignored', run: nameOf(run), hasGoneOn: true, at, call, error }]
  }
  return [
    {
      kind: untold !== undefined || isStopShown(run, ignored) ? 'commits-stopped' : 'commits-stopped-so-far',
      run: nameOf(run),
      lastCommitted: lastCommitted?.epoch,
      lastLogged: lastLogged?.epoch,
      at: ignored.at,
      epoch: ignored.epoch,
      call: ignored.call,
      error: ignored.error,
      errors: ignored.count,
    },
  ]
}

/**
 * Whether commits are known to have stopped. Behind offsets that could not be added, and in the middle of an epoch, the next line may be
 * that of a commit: unless the run has ended, and its log has such lines.
 */
function isStopShown(run: RunState, { call, isStopShown: isShown }: IgnoredError): boolean {
  const hasEnded = run.ended !== undefined && (run.lastCommitted ?? run.lastLogged) !== undefined
  const [first, last] = lastAhead(run) ?? []
  return isShown || hasEnded || (call === 'unknown' && first !== last)
}

/**
 * The last epochs beyond the last commit. The offsets of each epoch are logged: if some are not there, lines are missing, and with them may be
 * the commits of all before.
 */
const lastAhead = (run: RunState): Epochs['ranges'][number] | undefined => aheadOf(run).ranges.at(-1)

function oldOffsets(run: RunState): readonly LogFinding[] {
  return run.oldOffsets === undefined
    ? []
    : [{ kind: 'old-offsets', run: nameOf(run), ...run.oldOffsets, checkpoint: run.checkpoint }]
}

/**
 * No other run has begun: the next one keeps the entries beyond the last commit (CE-19). In the middle of an epoch there is one of them:
 * each partition commits an epoch before it reports the offsets of the next one.
 */
function offsetsAhead(run: RunState, runs: readonly RunState[]): readonly LogFinding[] {
  const { checkpoint, lastCommitted, lastLogged } = run
  const hasEnded = run.ended !== undefined && !isInDoubt(run)
  if (checkpoint === undefined || lastLogged === undefined) return []
  if (runs.findLast((other) => other.checkpoint === checkpoint) !== run) return []
  const [first, last] = lastAhead(run) ?? []
  if (first === undefined || last === undefined) return []
  return [
    {
      kind: !hasEnded && first === last ? 'ahead-so-far' : 'offsets-ahead',
      hasEnded,
      run: nameOf(run),
      first,
      last,
      lastCommitted: (lastCommitted ?? run.before?.lastCommitted)?.epoch,
      at: lastLogged.at,
      checkpoint,
    },
  ]
}

/** An interrupt that comes out of a writer's commit is swallowed, and the task begins the epoch again behind its rows (RDD-47, RDD-48). */
function interruptedCommits(run: RunState): readonly LogFinding[] {
  return run.stages.flatMap(({ tasks }) =>
    tasks.flatMap(({ begunTwice, partition, hasUntoldLines }): readonly LogFinding[] =>
      begunTwice === undefined || hasUntoldLines
        ? []
        : [{ kind: 'commit-interrupted', run: nameOf(run), partition, epoch: begunTwice.epoch, at: begunTwice.at }],
    ),
  )
}

function backlog(run: RunState): readonly LogFinding[] {
  return run.backlog === undefined
    ? []
    : [{ kind: 'backlog', run: nameOf(run), at: run.backlog.at, error: run.backlog.text }]
}

/** The error of a query after retries names the retry: the cause is the first failure of a first attempt, or how it was lost. */
function cause(run: RunState): readonly LogFinding[] {
  const found = run.cause ?? run.laterCause
  return found === undefined || run.ended?.error === undefined
    ? []
    : [{ kind: 'cause', run: nameOf(run), at: found.at, error: found.error, root: found.root }]
}

/** The log of the driver ends before its run does, and a task has failed by then or later. */
const taskFailed = (run: RunState): readonly LogFinding[] =>
  run.ended === undefined && run.cancelled === undefined && run.shutDown === undefined
    ? firstFailureIn(run.stages, nameOf(run))
    : []

/** Without any log of a driver, the lines of writers say that a stage is one of a continuous query. */
export const taskFailedOfNobody = (runs: readonly RunState[], stages: readonly Stage[]): readonly LogFinding[] =>
  runs.length === 0
    ? firstFailureIn(
        stages.filter(({ isWriting, isMixed }) => isWriting && !isMixed),
        'unknown',
      )
    : []

/** A retry fails since it is one, and what a killed task throws says nothing. */
function firstFailureIn(stages: readonly Stage[], run: string): readonly LogFinding[] {
  const failed = stages
    .flatMap(({ tasks }) => tasks)
    .flatMap((task) => (task.id?.attempt === 0 && task.killed === undefined ? (task.failed ?? []) : []))
  const [first] = failed
  return first === undefined ? [] : [{ kind: 'task-failed', run, at: first.at, error: first.error, root: first.root }]
}

/** Its coordinator, which comes before any task, was not made: nothing shows that it came to read a row. */
const hasNotStarted = (run: RunState): boolean =>
  run.started !== undefined &&
  !lacksLines(run) &&
  !run.isFollowing &&
  run.stages.length === 0 &&
  run.failures.length === 0 &&
  run.aborts === 0 &&
  [
    run.coordinatorMade,
    run.writing,
    run.current,
    run.told,
    run.interval,
    run.begun,
    run.lastLogged,
    run.lastCommitted,
    run.ignored,
    run.mayHaveIgnored,
    run.laterCause,
    run.backlog,
  ].every((seen) => seen === undefined)

/** A query that its coordinator stops has failed before the line of its stop. A log that has no earlier line of the run may begin between. */
const isSeenToRun = ({ started, ...run }: RunState): boolean =>
  started !== undefined ||
  [run.cancelled, run.current, run.told, run.begun, run.lastLogged, run.lastCommitted].some(
    (seen) => seen !== undefined,
  )

function ending(run: RunState): readonly LogFinding[] {
  const { ended } = run
  if (ended === undefined || ended.isReconfigured) return []
  if (ended.error !== undefined && hasNotStarted(run))
    return [{ kind: 'not-started', run: nameOf(run), at: ended.at, error: ended.error, checkpoint: run.checkpoint }]
  if (ended.error !== undefined) return [{ kind: 'query-failed', run: nameOf(run), at: ended.at, error: ended.error }]
  return isSeenToRun(run) ? [{ kind: 'stopped', run: nameOf(run), at: ended.at, aborts: run.aborts }] : []
}
