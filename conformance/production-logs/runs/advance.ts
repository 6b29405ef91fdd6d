import type { Observation } from '../observations/observation.ts'
import { isRetryError } from '../observations/retry-error.ts'
import {
  type CoordinatorEpoch,
  type Failure,
  type IgnoredError,
  mostFailures,
  mostSought,
  type Place,
  type RunState,
  type TaskState,
} from './state.ts'

/** Of how many uncommitted epochs the coordinator's lines are kept. Spark stops a query that has more (EC-80). */
const mostOpenEpochs = 10_000

/** Takes an observation of the query or its coordinator into the state of its run. Forgets what is committed. */
export function advanceRun(run: RunState, observed: Observation, at: Place): void {
  switch (observed.kind) {
    case 'first-start':
      run.firstStart = at
      run.startEpoch ??= 0
      return
    case 'resuming':
      run.resumed = { epoch: observed.epoch - 1, at }
      run.startEpoch ??= observed.epoch
      return
    case 'coordinator-made':
      run.coordinatorMade = at
      return
    case 'answered':
      // Where two queries run, the first epoch that can be told may be a later one.
      if (run.started !== undefined && !run.untold.has('answered')) run.startEpoch ??= observed.value - 1
      run.current = { epoch: observed.value, at }
      // A commit is ahead of these lines by one epoch at most.
      if (run.gap?.until === Number.POSITIVE_INFINITY) run.gap.until = observed.value
      return
    case 'current-epoch':
      run.told = { epoch: observed.value, at }
      run.unreported = undefined
      run.reporting = undefined
      run.handling = undefined
      return
    case 'writing-started':
      run.writing = { partitions: observed.partitions, at }
      return
    case 'entry-begun':
      run.begun = { log: observed.log, epoch: observed.epoch }
      run.hasBegun = true
      if (observed.log === 'commits') run.committing = observed.epoch
      else {
        run.adding = observed.epoch
        run.committedWhileAdding = undefined
      }
      return
    case 'offset-added':
      run.adding = undefined
      run.begun = undefined
      run.unreported = unreportedIn(run, observed.epoch, at)
      // Each partition commits an epoch before it reports the offsets of the next one: the epoch of the error had its turn.
      if (run.ignored?.call === 'add-offset' && observed.epoch !== run.failedOffset) run.ignored.isStopShown = true
      run.logged.add(observed.epoch)
      run.lastLogged = { epoch: observed.epoch, at }
      return
    case 'query-committed':
      takeCommit(run, observed.epoch, at)
      if (run.gap !== undefined) run.gap.isSettled = true
      run.begun = undefined
      return
    case 'error-ignored':
      takeIgnored(run, observed, at)
      run.begun = undefined
      run.ready = undefined
      return
    case 'commit-received': {
      const epoch = coordinatorEpoch(run, observed.epoch)
      const isRepeated = epoch.received.has(observed.partition)
      if (isRepeated) epoch.repeated = at
      epoch.received.add(observed.partition)
      run.lastReceived.set(observed.partition, observed.epoch)
      run.unreported = undefined
      run.handling = observed.epoch
      run.ready = undefined
      run.reporting = undefined
      run.due =
        !isRepeated && isComplete(run, observed.epoch) ? { epoch: observed.epoch, at, requirement: 'EC-31' } : undefined
      return
    }
    case 'offsets-complete': {
      const epoch = coordinatorEpoch(run, observed.epoch)
      epoch.reported ??= at
      epoch.reports += 1
      run.ready = undefined
      run.reporting = observed.epoch
      run.unreported = undefined
      run.handling = observed.epoch
      run.due = isComplete(run, observed.epoch) ? { epoch: observed.epoch, at, requirement: 'EC-32' } : undefined
      return
    }
    case 'epoch-ready':
      run.ready = {
        epoch: observed.epoch,
        at,
        hasWaited: run.due?.requirement === 'EC-36' || run.due?.requirement === 'EC-37',
      }
      run.hasReady = true
      run.unreported = undefined
      run.due = undefined
      run.reporting = undefined
      return
    case 'epoch-waits':
      coordinatorEpoch(run, observed.epoch).waits ??= at
      run.due = undefined
      return
    case 'backlog-exceeded':
      run.backlog ??= { at, text: observed.text }
      return
    case 'task-failed':
      takeFailure(run, observed, at)
      return
    case 'falling-behind':
      run.interval ??= { milliseconds: observed.interval, at, isMarked: observed.runId !== undefined }
      return
    case 'coordinator-missing':
      takeName(run, observed.name, at)
      return
    case 'task-lost':
      if (!isEnding(run) && !isRetryError(observed.error)) run.laterCause ??= { at, error: observed.error }
      return
    case 'writer-aborted':
      run.aborts += 1
      return
    case 'cancelled':
      run.cancelled ??= at
      return
    case 'stage-ended':
      if (observed.isFinished) run.jobEnded = at
      if (observed.isShutDown) run.shutDown = at
      return
    case 'query-stopped':
      run.ended = { at, error: observed.error, isReconfigured: false }
      return
    case 'reconfigured':
      run.ended = { at, error: undefined, isReconfigured: true }
      return
    case 'run-closed':
      run.isOver = true
      return
    default:
      return
  }
}

/**
 * Whether the run commits the epoch with the offsets of an earlier run (CE-19). A log that does not show the start of the run may begin
 * behind the line of the offsets, or in a later run. The files of a rotated log are one.
 */
export function hasOldOffsets(run: RunState, epoch: number, { file }: Pick<Place, 'file'>): boolean {
  if (run.logged.has(epoch) || run.started?.at.file !== file) return false
  const isFailed = run.ignored?.call === 'add-offset' && (run.failedOffset ?? epoch) === epoch
  return !isFailed && !mayBeInGap(run, epoch)
}

/** Whether lines about the epoch may be among those that are missing. */
export const mayBeInGap = ({ gap }: Pick<RunState, 'gap'>, epoch: number): boolean =>
  gap !== undefined && epoch < gap.until

/** Whether lines of the run itself are missing. */
export const lacksLines = ({ gap }: Pick<RunState, 'gap'>): boolean => gap !== undefined && gap.until > 0

/** Lines of the run are missing from here on: what was under way may have ended. */
export function passGap(run: RunState, missing: string): void {
  run.gap = { missing, until: Number.POSITIVE_INFINITY, isSettled: false }
  run.begun = undefined
  run.hasBegun = false
  run.ready = undefined
  run.hasReady = false
  run.due = undefined
  run.reporting = undefined
  run.handling = undefined
  run.unreported = undefined
  run.lastReceived.clear()
}

function takeCommit(run: RunState, epoch: number, at: Place): void {
  if (hasOldOffsets(run, epoch, at)) {
    if (run.oldOffsets === undefined) run.oldOffsets = { first: epoch, last: epoch, at }
    else run.oldOffsets.last = epoch
  }
  const failed = run.ignored?.epoch
  if (run.ignored !== undefined && failed !== undefined && isCommitOf(failed, run, epoch)) run.ignored.isOvercome = true
  run.mayHaveIgnored = undefined
  run.lastCommitted = { epoch, at }
  if (run.logged.has(epoch)) run.lastOwnCommitted = epoch
  if (run.adding !== undefined) run.committedWhileAdding ??= at
  run.committing = undefined
  run.logged.forget(epoch)
  run.due = isWaiting(run, epoch + 1)
    ? { epoch: epoch + 1, at, requirement: run.ready?.hasWaited === true ? 'EC-37' : 'EC-36' }
    : undefined
  run.ready = undefined
  // The coordinator itself remembers the last committed epoch (EC-52).
  for (const known of run.epochs.keys()) if (known < epoch) run.epochs.delete(known)
}

/** Whether the commit shows that the epoch, whose commit has thrown, is committed. Its entry may have been there before. */
const isCommitOf = (failed: number, { lastCommitted }: RunState, epoch: number) =>
  epoch === failed || (lastCommitted?.epoch === failed && epoch === failed + 1)

function takeIgnored(
  run: RunState,
  { call, error }: Extract<Observation, { readonly kind: 'error-ignored' }>,
  at: Place,
): void {
  const { reporting, failedOffset } = run
  if (call === 'add-offset') run.failedOffset = reporting ?? run.adding
  const isOfNext = failedOffset !== undefined && run.failedOffset !== undefined && run.failedOffset > failedOffset
  const isStop = isOfCommit(call) || (call === 'add-offset' && isOfNext)
  // The message is handled: whatever was under way is not any more.
  run.adding = undefined
  if (call === 'add-offset' && reporting !== undefined) coordinatorEpoch(run, reporting).failedOffset = true
  run.due = undefined
  // A line without the coordinator's frames may be of another endpoint.
  if (run.ignored !== undefined && (run.ignored.call !== 'unknown' || call === 'unknown')) {
    run.ignored.count += 1
    if (isStop) run.ignored.isStopShown = true
    return
  }
  const epoch = call === 'add-offset' ? reporting : call === 'unknown' ? undefined : epochOf(run, call, error)
  run.ignored = {
    at,
    error,
    call,
    epoch,
    lastCommitted: run.lastCommitted?.epoch,
    count: 1,
    isOvercome: false,
    isStopShown: isStop,
  }
}

/** An epoch whose commit has thrown is not committed, and no later one either. */
const isOfCommit = (call: IgnoredError['call']) => call === 'sink-commit' || call === 'query-commit'

/** Takes in an error of a coordinator that is of one of these runs, and nothing says of which. */
export function takeUntoldError(
  runs: readonly RunState[],
  { call, error }: Extract<Observation, { readonly kind: 'error-ignored' }>,
  at: Place,
): void {
  if (call === 'unknown') return
  const untold: IgnoredError = {
    at,
    error,
    call,
    epoch: undefined,
    lastCommitted: undefined,
    count: 1,
    isOvercome: false,
    isStopShown: isOfCommit(call),
  }
  for (const run of runs) {
    if (run.mayHaveIgnored === undefined) run.mayHaveIgnored = untold
    else run.mayHaveIgnored.count += 1
  }
}

/** Which epoch was to be committed when the call threw; undefined if the log does not show commits. */
function epochOf(run: RunState, call: 'sink-commit' | 'query-commit', error: string): number | undefined {
  const { ready, lastCommitted, lastLogged, committing, before } = run
  if (ready !== undefined) return ready.epoch
  if (lastCommitted === undefined && lastLogged === undefined && before === undefined) return undefined
  if (call === 'sink-commit') return nextOf(run)
  const [, unreported] = /offset for epoch (\d+) not reported before commit/.exec(error) ?? []
  if (unreported !== undefined) return Number(unreported)
  // The source's commit comes behind the entry of the epoch.
  return committing ?? lastCommitted?.epoch ?? run.startEpoch
}

/**
 * The epoch that the coordinator commits next; undefined if the log does not say it. If the query's commit has thrown behind its entry, it
 * is the same epoch again.
 */
export function nextOf({ lastCommitted, startEpoch, ignored }: RunState): number | undefined {
  if (lastCommitted === undefined) return startEpoch
  const isOpen = ignored?.call === 'query-commit' && !ignored.isOvercome && ignored.epoch === lastCommitted.epoch
  return isOpen ? lastCommitted.epoch : lastCommitted.epoch + 1
}

/** Takes in a failure of a task whose run was told later. */
export function takeLateFailure(run: RunState, failure: Failure, attempt: number): void {
  const { error } = failure
  if (run.failures.length < mostFailures && !run.failures.includes(error)) run.failures.push(error)
  if (attempt === 0) run.cause ??= failure
  // The logs of executors are read first: a retry says nothing of why the first attempt was lost.
  else if (!isRetryError(error)) run.laterCause ??= failure
}

function takeFailure(
  run: RunState,
  { task, error, root, coordinatorMissing }: Extract<Observation, { readonly kind: 'task-failed' }>,
  at: Place,
): void {
  if (coordinatorMissing !== undefined) takeName(run, coordinatorMissing, at)
  if (isEnding(run)) return
  if (coordinatorMissing !== undefined) run.coordinatorMissing ??= at
  takeLateFailure(run, { at, error, root }, task.attempt)
}

/** What its tasks fail with from here on says nothing. */
const isEnding = ({ cancelled, shutDown, ended }: RunState) =>
  cancelled !== undefined || shutDown !== undefined || ended !== undefined

function takeName({ sought }: RunState, name: string, at: Place): void {
  if (sought.length < mostSought && !sought.some((one) => one.name === name)) sought.push({ name, at })
}

function coordinatorEpoch({ epochs, untold }: RunState, number: number): CoordinatorEpoch {
  const known = epochs.get(number)
  if (known !== undefined) return known
  const made: CoordinatorEpoch = {
    received: new Set(),
    repeated: undefined,
    reported: undefined,
    reports: 0,
    waits: undefined,
    failedOffset: false,
  }
  epochs.set(number, made)
  if (epochs.size > mostOpenEpochs) {
    for (const oldest of epochs.keys()) {
      epochs.delete(oldest)
      untold.add('commit-received').add('offsets-complete')
      break
    }
  }
  return made
}

/** Whether all messages of the epoch have arrived and it is next: the coordinator has to commit it. */
function isComplete(run: RunState, number: number): boolean {
  const partitions = partitionsOf(run)
  const epoch = run.epochs.get(number)
  return (
    number === nextOf(run) &&
    epoch?.reported !== undefined &&
    partitions !== undefined &&
    epoch.received.size === partitions
  )
}

/** An entry without reports in the middle of lines at DEBUG. Where none came since the entry before, the level was raised. */
const unreportedIn = (run: RunState, epoch: number, at: Place) =>
  run.started !== undefined &&
  !mayBeInGap(run, epoch) &&
  run.unreported === undefined &&
  (run.told !== undefined || run.lastReceived.size > 0) &&
  run.epochs.get(epoch)?.reported === undefined
    ? { epoch, at }
    : undefined

/** Whether the epoch was complete before its turn: a line says that it waits, or all its messages have arrived. */
function isWaiting(run: RunState, number: number): boolean {
  const epoch = run.epochs.get(number)
  return epoch?.waits !== undefined || (epoch?.failedOffset === false && isComplete(run, number))
}

/** How many partitions the run writes, by any line that says it. */
export const partitionsOf = ({ writing, stages }: RunState): number | undefined =>
  writing?.partitions ?? stages.at(-1)?.partitions

/** Takes an observation of a task into its state. */
export function advanceTask(task: TaskState, observed: Observation, file: string, line: number): void {
  switch (observed.kind) {
    case 'committing':
      if (isBegunTwice(task, observed.epoch, line)) task.begunTwice ??= { epoch: observed.epoch, at: { file, line } }
      task.committingEpoch = observed.epoch
      task.committingFile = file
      task.committingLine = line
      task.epochs.add(observed.epoch)
      if (task.firstEpoch < 0) {
        task.firstEpoch = observed.epoch
        task.firstFile = file
        task.firstLine = line
      }
      if (task.killed !== undefined) task.afterKill += 1
      return
    case 'committed':
      // All its lines are there twice.
      if (task.begunTwice?.epoch === observed.epoch && task.committedEpoch === observed.epoch)
        task.begunTwice = undefined
      task.committedEpoch = observed.epoch
      task.committedFile = file
      task.committedLine = line
      return
    case 'aborting':
      task.aborting = { file, line }
      return
    case 'writer-aborted':
      task.aborted = { file, line }
      return
    case 'abort-threw':
      task.abortThrew = { file, line }
      return
    case 'task-killed':
      task.killed ??= { file, line }
      return
    case 'task-failed':
      task.failed = { at: { file, line }, error: observed.error, root: observed.root }
      task.ended = { file, line }
      task.isClosed = true
      return
    case 'task-ended':
      task.ended = { file, line }
      task.isClosed = true
      return
    case 'task-lost':
      task.ended ??= { file, line }
      return
    default:
      return
  }
}

/** A line that follows its own copy may be doubled: it does not show that the commit was interrupted. */
const isBegunTwice = (
  { committingEpoch, committedEpoch, committingLine }: TaskState,
  epoch: number,
  line: number,
): boolean => epoch === committingEpoch && epoch !== committedEpoch && line > committingLine + 1
