import type { Observation, TaskId } from '../observations/observation.ts'
import type { Epochs } from './epochs.ts'
import { createEpochs } from './epochs.ts'

/** A line of a log file. */
export interface Place {
  readonly file: string
  /** From 1 on. */
  readonly line: number
}

/** An epoch, and the line that shows it. */
export interface EpochAt {
  readonly epoch: number
  readonly at: Place
}

/** What the log shows of the runs before, on the same checkpoint. */
export interface Before {
  readonly lastCommitted: EpochAt | undefined
  /** The commit log had another entry under way when the log of that run broke off. */
  readonly mayHaveCommitted: number | undefined
  /** Whether the log shows the end of that run. */
  readonly isEndSeen: boolean
  /** Another application had that run: between the two, others may have run on the checkpoint, or somebody may have changed it. */
  readonly isOfOtherApplication: boolean
  /** Epochs with offsets in the log, and without a commit. */
  readonly ahead: Epochs
}

/** One run of a query, as far as its log has shown it. Rules read it; `advance` and the attribution alone change it. */
export interface RunState {
  /** Undefined: the log begins in the middle of this run. */
  readonly started: (Extract<Observation, { readonly kind: 'run-started' }> & { readonly at: Place }) | undefined
  /** Known from any line of it that names the run. */
  runId: string | undefined
  /** How its id and its checkpoint are known to be of one run: by the line of its start, or since there was no other run. */
  pairing: 'told' | 'only' | 'in doubt'
  /** The path of its checkpoint, without the scheme; undefined as long as no line names it. */
  checkpoint: string | undefined
  readonly before: Before | undefined
  /** Whether the log has all runs on the checkpoint, so that no other entries can be in its logs. */
  readonly isWhole: boolean
  /**
   * Lines of it are missing, which a line about an epoch below `until` may rest on: the first new epoch behind them. Until an epoch is
   * committed, lines without a mark may be those of a query that has begun among them.
   */
  gap: { readonly missing: string; until: number; isSettled: boolean } | undefined
  /** The stages of its write: one per job. */
  readonly stages: Stage[]
  /** The query is new: no epoch was committed before. */
  firstStart: Place | undefined
  /** The last entry of the commit log that the run has found. */
  resumed: EpochAt | undefined
  /** Undefined for a run that the log does not see begin. */
  startEpoch: number | undefined
  coordinatorMade: Place | undefined
  /** The epoch of the query: the last reply to IncrementAndGetEpoch. */
  current: EpochAt | undefined
  /** The last reply to GetCurrentEpoch. */
  told: EpochAt | undefined
  /** Partitions of the write, by the operator's line. */
  writing: { readonly partitions: number; readonly at: Place } | undefined
  lastLogged: EpochAt | undefined
  lastCommitted: EpochAt | undefined
  /** The last epoch that it committed with offsets that it had logged itself. */
  lastOwnCommitted: number | undefined
  /** The entry of the commit log that is under way. */
  committing: number | undefined
  /** The entry of the offset log that is under way. */
  adding: number | undefined
  /** The entry of either log that is under way, as long as no error was ignored. */
  begun: { readonly log: 'offsets' | 'commits'; readonly epoch: number } | undefined
  /** Whether lines have begun entries, and whether lines have said that epochs are ready. */
  hasBegun: boolean
  hasReady: boolean
  /** An entry of the offset log without reports, until a line at DEBUG shows that reports would have been logged. */
  unreported: EpochAt | undefined
  /** By partition: the last epoch whose commit has arrived. */
  readonly lastReceived: Map<number, number>
  /** The epoch of the message that the coordinator handles. */
  handling: number | undefined
  /** An epoch that was committed while the entry of the offset log was under way. */
  committedWhileAdding: Place | undefined
  /** The last epoch whose offsets could not be added, if a line says which it is. */
  failedOffset: number | undefined
  /** Its job has ended without an error: another run follows (CE-14). */
  jobEnded: Place | undefined
  /** Epochs that this run has logged offsets for and has not committed. */
  readonly logged: Epochs
  /** What the coordinator has said of epochs that are not committed, and of the last one that is. */
  readonly epochs: Map<number, CoordinatorEpoch>
  /** An epoch that the coordinator has to commit before it handles another message. */
  due:
    | { readonly epoch: number; readonly at: Place; readonly requirement: 'EC-31' | 'EC-32' | 'EC-36' | 'EC-37' }
    | undefined
  /** The epoch whose reports are complete, until the coordinator handles another message. */
  reporting: number | undefined
  /** The epoch that it commits just now, and whether the epoch has waited for the one before. */
  ready: (EpochAt & { readonly hasWaited: boolean }) | undefined
  /** Kinds of lines of which some could have been of this run, and could not be told: absence says nothing any more. */
  readonly untold: Set<Observation['kind']>
  /** Epochs that it has committed without logging their offsets: an earlier run had (CE-19). */
  oldOffsets: { readonly first: number; last: number; readonly at: Place } | undefined
  /** Writers that were aborted. */
  aborts: number
  /** The first error of the coordinator that Spark ignored, and how many there were. */
  ignored: IgnoredError | undefined
  /** An error of a coordinator that may be its own: no line says whose, and it has committed no epoch since. The runs in question share it. */
  mayHaveIgnored: IgnoredError | undefined
  /** The first failure of the first attempt of a task. */
  cause: Failure | undefined
  /** The first failure of a retry, or the first attempt that was lost without an error of its own. */
  laterCause: Failure | undefined
  backlog: { readonly at: Place; readonly text: string } | undefined
  cancelled: Place | undefined
  /** The application has ended while its job ran: what its tasks fail with says nothing. */
  shutDown: Place | undefined
  ended: { readonly at: Place; readonly error: string | undefined; readonly isReconfigured: boolean } | undefined
  /** The first line of each failure of its tasks, at most `mostFailures`. */
  readonly failures: string[]
  /** Names under which participants did not find the coordinator any more, at most `mostSought`. */
  readonly sought: { readonly name: string; readonly at: Place }[]
  /** The interval of its trigger. Without a mark, the line may be one of another query. */
  interval: { readonly milliseconds: number; readonly at: Place; readonly isMarked: boolean } | undefined
  /** A task did not find the coordinator before anything ended the run. */
  coordinatorMissing: Place | undefined
  /** It follows another run of the same query that has ended without an error. */
  readonly isFollowing: boolean
  /** Nothing of it can follow: another run, application or the end of its own was seen. */
  isOver: boolean
}

/** Whether its id and its checkpoint may be those of two runs. */
export const isInDoubt = ({ pairing }: Pick<RunState, 'pairing'>): boolean => pairing === 'in doubt'

/** The id of the run that has its checkpoint; undefined if no line says it. */
export const sureRunId = ({ pairing, runId }: Pick<RunState, 'pairing' | 'runId'>): string | undefined =>
  pairing === 'in doubt' ? undefined : runId

export interface Failure {
  readonly at: Place
  readonly error: string
  /** The innermost `Caused by` of its trace, as far as it was kept. */
  readonly root?: string | undefined
}

export interface IgnoredError extends Failure {
  readonly call: Extract<Observation, { readonly kind: 'error-ignored' }>['call']
  /** The epoch that was to be committed, or whose offsets were to be added, if a line says so. */
  readonly epoch: number | undefined
  /** The last committed epoch at that moment. */
  readonly lastCommitted: number | undefined
  count: number
  /** The epoch was committed after all. */
  isOvercome: boolean
  /** Whether lines show that no epoch is committed from there on. Offsets that could not be added may be there all the same. */
  isStopShown: boolean
}

/** How many different failures of a run's tasks are kept. */
export const mostFailures = 20

/** How many names are kept under which the coordinator was not found. */
export const mostSought = 5

/** How many gaps in the epochs of a task are kept. A log that lacks lines here and there has more and more of them. */
const mostGaps = 10_000

/** What the coordinator has said of one epoch, at DEBUG. */
export interface CoordinatorEpoch {
  /** Partitions whose commit has arrived. */
  readonly received: Set<number>
  /** A commit that arrived again. */
  repeated: Place | undefined
  /** All readers have reported it: the first line, and how many there were. */
  reported: Place | undefined
  reports: number
  waits: Place | undefined
  /** Its offsets could not be added. */
  failedOffset: boolean
}

/** A stage of a job that writes: its tasks, and the run whose job it is, once that can be told. */
export interface Stage {
  readonly number: number
  run: RunState | undefined
  /** The runs whose stage it may be. */
  candidates: RunState[]
  submitted: Place | undefined
  /** Two applications have a stage of this number, and their executors' files cannot be told apart. */
  isMixed: boolean
  /** How many tasks it has, by the scheduler's line. */
  partitions: number | undefined
  /** A line shows that it is one of a continuous query. */
  isWriting: boolean
  /** Some of its tasks may be forgotten, and what their lines said with them. */
  lacksTasks: boolean
  tasks: TaskState[]
}

/**
 * One attempt of a task. Its lines are most of a log, so their fields are plain: -1 stands for an epoch that was not seen.
 */
export interface TaskState {
  /** Undefined: no line says which task it is, since the log begins in the middle of it. */
  readonly id: TaskId | undefined
  readonly partition: number
  readonly stage: Stage | undefined
  /** The file that has the lines of the task. */
  file: string | undefined
  /** The line of its executor that it runs; undefined if the log begins in the middle of the task. */
  begun: Place | undefined
  /** The line of the driver that it is launched. */
  launched: Place | undefined
  /** The epoch that its writer said first to commit. */
  firstEpoch: number
  firstFile: string
  firstLine: number
  /** Whether the first epoch was held against that of the run. */
  isFirstJudged: boolean
  /** The epoch that its writer said last to commit. */
  committingEpoch: number
  committingFile: string
  committingLine: number
  /** The last epoch that its writer has committed. */
  committedEpoch: number
  committedFile: string
  committedLine: number
  /** All epochs that its writer said to commit. */
  readonly epochs: Epochs
  /** The first epoch that it said twice to commit, and once, if at all, that it is committed; `at` is the second line. */
  begunTwice: EpochAt | undefined
  /** Lines of its partition could have been its own, or those of another query's task. */
  hasUntoldLines: boolean
  aborting: Place | undefined
  aborted: Place | undefined
  /** An abort in its file has thrown while it was the only one under way. */
  abortThrew: Place | undefined
  killed: Place | undefined
  /** Epochs that it said to commit after the kill. */
  afterKill: number
  failed: Failure | undefined
  ended: Place | undefined
  /** Its executor has said that it ended. */
  isClosed: boolean
}

export const newRun = (
  started: RunState['started'],
  {
    checkpoint,
    before,
    isFollowing = false,
    isWhole = false,
  }: {
    readonly checkpoint?: string
    readonly before?: Before
    readonly isFollowing?: boolean
    readonly isWhole?: boolean
  } = {},
): RunState => ({
  started,
  runId: started?.runId,
  pairing: 'told',
  checkpoint,
  before,
  isWhole,
  gap: undefined,
  stages: [],
  firstStart: undefined,
  resumed: undefined,
  startEpoch: undefined,
  coordinatorMade: undefined,
  current: undefined,
  told: undefined,
  writing: undefined,
  lastLogged: undefined,
  lastOwnCommitted: undefined,
  lastCommitted: undefined,
  committing: undefined,
  adding: undefined,
  begun: undefined,
  hasBegun: false,
  hasReady: false,
  lastReceived: new Map(),
  unreported: undefined,
  handling: undefined,
  committedWhileAdding: undefined,
  failedOffset: undefined,
  jobEnded: undefined,
  logged: createEpochs(),
  epochs: new Map(),
  due: undefined,
  reporting: undefined,
  ready: undefined,
  untold: new Set(),
  oldOffsets: undefined,
  aborts: 0,
  ignored: undefined,
  mayHaveIgnored: undefined,
  cause: undefined,
  laterCause: undefined,
  backlog: undefined,
  cancelled: undefined,
  shutDown: undefined,
  ended: undefined,
  failures: [],
  sought: [],
  interval: undefined,
  coordinatorMissing: undefined,
  isFollowing,
  isOver: false,
})

export const newStage = (number: number, { lacksTasks }: Pick<Stage, 'lacksTasks'>): Stage => ({
  number,
  run: undefined,
  candidates: [],
  submitted: undefined,
  isMixed: false,
  partitions: undefined,
  isWriting: false,
  lacksTasks,
  tasks: [],
})

export const newTask = (
  id: TaskId | undefined,
  partition: number,
  { stage, file }: { readonly stage?: Stage; readonly file?: string } = {},
): TaskState => ({
  id,
  partition,
  stage,
  file,
  begun: undefined,
  launched: undefined,
  firstEpoch: -1,
  firstFile: '',
  firstLine: 0,
  isFirstJudged: false,
  committingEpoch: -1,
  committingFile: '',
  committingLine: 0,
  committedEpoch: -1,
  committedFile: '',
  committedLine: 0,
  epochs: createEpochs(mostGaps),
  begunTwice: undefined,
  hasUntoldLines: false,
  aborting: undefined,
  aborted: undefined,
  abortThrew: undefined,
  killed: undefined,
  afterKill: 0,
  failed: undefined,
  ended: undefined,
  isClosed: false,
})
