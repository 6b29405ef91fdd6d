import type { EditionName } from '../../src/reference/editions.ts'
import { seenIn } from './observations/cut-short.ts'
import type { LoggedEvent } from './observations/event-log.ts'
import type { Observation } from './observations/observation.ts'
import type { LogRecord, NumberedLine } from './observations/record.ts'
import type { QueryLine } from './reading/query-line.ts'
import type { WriterLine } from './reading/writer-line.ts'
import type { CheckReport, LoggedFile, LoggedRun } from './report/check-report.ts'
import { findingsOn, linesMissing, nothingToCheck, taskFailedOfNobody } from './report/findings.ts'
import { missingLevels } from './report/missing-levels.ts'
import type { TimelineRecorder } from './report/timeline.ts'
import { errorsOfNobody } from './report/untold-errors.ts'
import { verdictsOf } from './report/verdicts.ts'
import { allCommit, allCommitRule } from './rules/coordinator-rules.ts'
import { createHypotheses } from './rules/hypotheses.ts'
import { cannotSeparate, createJudge, type Saying } from './rules/judge.ts'
import { cannotTell, type Rule } from './rules/rule.ts'
import { rules, rulesOn } from './rules/rules.ts'
import { createTallies, type Tallies } from './rules/tally.ts'
import { createVisibility, type Visibility } from './rules/visibility.ts'
import { advanceRun, advanceTask, partitionsOf, takeLateFailure, takeUntoldError } from './runs/advance.ts'
import { createAttribution } from './runs/attribution.ts'
import {
  type Contradiction,
  contradictionOfRun,
  contradictionOfTask,
  contradictionOfWriter,
  hasUnlaunchedTask,
} from './runs/contradictions.ts'
import type { ShownTasks } from './runs/cut-tasks.ts'
import { editionOfRelease } from './runs/edition-of-release.ts'
import { createEventJobs } from './runs/event-jobs.ts'
import { createGaps } from './runs/gaps.ts'
import { createHoleWitness, type Hole } from './runs/hole-witness.ts'
import { createKnownLines, type KnownLine } from './runs/known-lines.ts'
import { createLineOrder } from './runs/line-order.ts'
import { createPossibleEditions } from './runs/possible-editions.ts'
import { fileOfProcess, nameOfProcess, processIn, withoutProcesses } from './runs/processes.ts'
import {
  isRepeatedByQuery,
  isRepeatedByWriter,
  leavesLinesKnown,
  type Mutable,
  type RepeatedByQuery,
  type RepeatedByWriter,
} from './runs/repeated.ts'
import { isInDoubt, type Place, type RunState, type Stage, sureRunId, type TaskState } from './runs/state.ts'
import { isOfWriter } from './runs/whose-kind.ts'
import { createKnownLineTaker, type TakenLine } from './take-known-lines.ts'

/** One Spark application, judged line by line: its event logs first, then the lines of its executors, then those of its driver. */
export interface Application {
  readonly take: (record: LogRecord, file: string) => void
  /** Records that the reader has not handed on count, too. */
  readonly passOver: (file: string, records: number) => void
  /**
   * Takes a line of a writer by its numbers, if it is known whose it is: the same as `take`, and quicker. False: the line has to be taken
   * as a record.
   */
  readonly takeWriterLine: (line: Omit<WriterLine, 'partition'>, at: NumberedLine, file: string) => boolean
  /** Likewise a line of a query that each epoch repeats. */
  readonly takeQueryLine: (line: QueryLine, at: NumberedLine, file: string) => boolean
  /** Lines of a file are missing behind its first `before` lines: `missing` names the files. Told before any line behind them. */
  readonly seeGap: (file: string, before: number, missing: string) => void
  /** Takes an event of an event log, with its line. */
  readonly takeEvent: (event: LoggedEvent, file: string, line: number) => void
  /** An event log, with all its events, also those that show nothing. */
  readonly passEvents: (file: string, events: number) => void
  /** What was seen so far. `layoutOf` names the layout of a file. The edition is that of the release, unless one is given. */
  readonly report: (layoutOf: (file: string) => string | undefined, edition?: EditionName) => CheckReport
}

const newestFirst = 'the lines are in reverse order, the newest first'
const neverLaunched = 'a task runs that no line launches'
const cannotSeparateApplications =
  'lines are there twice, or those of two applications are mixed, and no mark of the line says whose it is'
const filesInDoubt = 'the files of one process overlap, or are not in the order in which they were written'
const forgottenTask =
  'many tasks of other jobs ran, and were forgotten before a line told which of them are those of the query'
const runNeverTold = 'no line says to which query the task belongs'

export interface ApplicationOptions {
  readonly timeline?: TimelineRecorder | undefined
  /** Where lines may be missing: what contradicts across it cannot be told, and a finding says whether they are. */
  readonly hole?: Hole | undefined
}

export function createApplication({ timeline, hole }: ApplicationOptions = {}): Application {
  const tallies = createTallies()
  const visibility = createVisibility()
  const hypotheses = createHypotheses()
  const possibleEditions = createPossibleEditions()
  const files = new Map<string, { readonly visibility: Visibility; records: number }>()
  /** Files with the log of a driver whose executors are processes of their own. */
  const ofCluster = new Set<string>()
  const order = createLineOrder()
  let release: string | undefined
  /** Tasks whose first epoch waits for their run. */
  let waiting = 0
  let hasUntoldTasks = false
  let lastFile:
    | { readonly name: string; readonly file: { readonly visibility: Visibility; records: number } }
    | undefined
  const jobs = createEventJobs()
  /** Event logs, with the number of their events. */
  const eventLogs = new Map<string, number>()
  let releaseOfEvents: string | undefined

  const attribution = createAttribution({
    runIdOfStage: jobs.runIdOf,
    onTold(stage, run) {
      jobs.link(stage.number, run)
      for (const task of stage.tasks) {
        if (task.failed !== undefined) takeLateFailure(run, task.failed, task.id?.attempt ?? 0)
        if (task.firstEpoch < 0 || task.isFirstJudged) continue
        waiting -= 1
        judgeFirst(task, run)
      }
      const found = hypotheses.settle(run, stage)
      if (found === undefined) return
      tallies.of(allCommitRule).held += found.held
      for (const { judgement, at } of found.others) judge.count(allCommitRule, judgement, { run, task: undefined }, at)
    },
    onClosed(run) {
      const at = run.ended?.at ?? run.started?.at
      if (at !== undefined) judgeLine({ kind: 'run-closed' }, run, undefined, at)
    },
  })
  const gaps = createGaps()
  const witness = hole === undefined ? undefined : createHoleWitness(hole)
  if (hole !== undefined) gaps.add(hole.file, hole.before, 'a hole in the log')
  /** Each line has to be seen, and not only known. */
  const isEachSeen = timeline !== undefined || witness !== undefined
  const judge = createJudge(tallies, visibility, attribution.origin, gaps, timeline?.violated)
  const ofWriters = createKnownLines<TakenLine<RepeatedByWriter>>()
  const ofQueries = createKnownLines<TakenLine<Mutable<RepeatedByQuery>>>()
  const forgetLines = () => {
    ofWriters.forget()
    ofQueries.forget()
  }
  /** How many runs there were when they were learnt. */
  let runsBefore = 0

  const passGaps = (file: string, line: number) => {
    const missing = gaps.passed(file, line)
    if (missing !== undefined) attribution.passGap(file, missing)
  }
  const fileOf = (name: string) => {
    if (lastFile?.name === name) return lastFile.file
    const known = files.get(name)
    const file = known ?? { visibility: createVisibility(), records: 0 }
    if (known === undefined) files.set(name, file)
    lastFile = { name, file }
    return file
  }
  // Lines of executors in the same file were put there later: their order to those of the driver says nothing.
  const sideOf = (file: string) => (ofCluster.size > 0 && ofCluster.has(file) ? '' : file)
  const judgeLine = (
    observed: Observation,
    run: RunState | undefined,
    task: TaskState | undefined,
    { file, line }: Place,
    mayBeTold = false,
  ): Saying => judge.judge({ observed, run, task, job: undefined, file: sideOf(file), line, mayBeTold }, file)
  const judgeFirst = (task: TaskState, run: RunState): void => {
    task.isFirstJudged = true
    judgeLine({ kind: 'task-told' }, run, task, { file: task.firstFile, line: task.firstLine })
  }
  /** Commits of a run whose tasks are not told yet: judged for each stage that may be its own. */
  const judgeHypotheses = (
    observed: Extract<Observation, { readonly kind: 'query-committed' }>,
    run: RunState,
    stages: readonly Stage[],
    at: Place,
  ): void => {
    for (const stage of stages) {
      const judgement = allCommit(observed.epoch, stage.partitions ?? partitionsOf(run), stage.tasks, sideOf(at.file))
      hypotheses.note(run, stage, judge.acrossGaps(judgement, { observed, run, task: undefined }, at), at)
    }
  }
  const takeObserved = (observed: Observation, record: LogRecord, file: string): void => {
    const at = { file, line: record.line }
    const { kind } = observed
    if (!leavesLinesKnown.has(kind)) forgetLines()
    if (kind === 'release') release ??= observed.version
    possibleEditions.see(observed)
    if (kind === 'task-launched' && observed.executor !== 'driver') ofCluster.add(file)
    if ('task' in observed || kind === 'tasks-submitted')
      doubt(contradictionOfTask(observed, attribution.knownByNumber(observed), file), at)
    attribution.learn(observed, record, file)
    const task = attribution.taskOf(observed, record, file)
    const saying =
      isOfWriter(observed) || kind === 'abort-threw'
        ? takeOfWriter(observed, task, record, at)
        : takeOfRun(observed, task, record, at)
    // Lines that are taken by their numbers have no stamp: they show the order by what they say.
    if (saying === 'something else' || !(isRepeatedByWriter(observed) || isRepeatedByQuery(observed)))
      order.see(file, record.stamp)
    else if (saying === 'all holds') order.inOrder(file)
  }
  const showsTasks = (file: string) =>
    attribution.showsTasks(file) && fileOf(file).visibility.hidden('task-started') === undefined
  const takeOfWriter = (observed: Observation, task: TaskState | undefined, record: LogRecord, at: Place): Saying => {
    const run = task?.stage?.run
    doubt(
      contradictionOfWriter(observed, task, () => showsTasks(at.file)),
      at,
    )
    timeline?.take(observed, { stamp: record.stamp, ...at }, { run, task })
    witness?.take(observed, { run, task }, at)
    if (task === undefined) {
      markUntold(observed.kind)
      if (observed.kind === 'committing') hasUntoldTasks = true
    }
    const saying = judgeLine(observed, run, task, at)
    if (task === undefined) return saying
    const isFirst = observed.kind === 'committing' && task.firstEpoch < 0
    advanceTask(task, observed, at.file, at.line)
    if (observed.kind === 'writer-aborted' && run !== undefined)
      advanceRun(run, { kind: 'writer-aborted', partition: task.partition }, at)
    if (isFirst && task.begun !== undefined) {
      if (run === undefined) waiting += 1
      else judgeFirst(task, run)
    }
    learn(observed, { run, task }, record, at.file)
    return saying
  }
  const takeOfRun = (observed: Observation, task: TaskState | undefined, record: LogRecord, at: Place): Saying => {
    let run = runOf(observed, record, task, at.file)
    // A query whose start the log does not show may have written the line.
    if (run !== undefined && attribution.origin() === 'only' && !attribution.isBegun()) run.untold.add(observed.kind)
    const endOfJob = run === undefined || run.ended !== undefined ? undefined : (run.jobEnded ?? run.cancelled)
    if (run !== undefined && endOfJob !== undefined && isStartOfRun(observed.kind)) {
      run.ended = { at: endOfJob, error: undefined, isReconfigured: true }
      run = attribution.startNext(run)
    }
    // The coordinator's stop of its query says at its end that the query was stopped, although it has failed before.
    if (observed.kind === 'query-stopped' && observed.error === undefined && run?.ended?.error !== undefined)
      return 'nothing'
    timeline?.take(observed, { stamp: record.stamp, ...at }, { run, task })
    witness?.take(observed, { run, task }, at)
    if (run === undefined && attribution.origin() === 'untold') {
      markUntold(observed.kind)
      if (observed.kind === 'error-ignored') takeUntoldError(attribution.live(), observed, at)
    }
    const stages = observed.kind === 'query-committed' && run !== undefined ? attribution.stagesThatMayBeOf(run) : []
    if (run !== undefined) doubt(contradictionOfRun(run, observed), at)
    const saying = judgeLine(observed, run, task, at, stages.length > 0)
    if (observed.kind === 'query-committed' && run !== undefined) judgeHypotheses(observed, run, stages, at)
    if (run !== undefined) advanceRun(run, observed, at)
    if (task !== undefined) advanceTask(task, observed, at.file, at.line)
    if (observed.kind === 'reconfigured' && run !== undefined) attribution.startNext(run)
    // A commit that is judged for several stages is no line that could be known.
    if (stages.length === 0) learn(observed, { run, task }, record, at.file)
    return saying
  }
  /** Remembers whose the line is, if the reader can find others that differ in their epoch only. */
  const learn = (
    observed: Observation,
    of: Pick<KnownLine<Observation>, 'run' | 'task'>,
    { whose }: LogRecord,
    file: string,
  ): void => {
    if (attribution.runs.length !== runsBefore) forgetLines()
    runsBefore = attribution.runs.length
    if (whose === undefined) return
    const line = { ...of, origin: attribution.origin(), said: undefined, saidOfCommitted: undefined }
    if (isRepeatedByWriter(observed)) ofWriters.learn(file, whose, { ...line, observed })
    else if (isRepeatedByQuery(observed)) ofQueries.learn(file, whose, { ...line, observed: { ...observed } })
  }
  /** Nothing can be told of the lines that a contradiction is about. */
  const doubt = (contradiction: Contradiction | undefined, { file, line }: Place): void => {
    if (contradiction === undefined) return
    const { kinds, why } = contradiction
    for (const one of rules)
      if ([one.on, ...one.also].some((kind) => kinds.includes(kind))) tallies.count(one, cannotTell(why), file, line)
  }
  const known = createKnownLineTaker({ ofWriters, ofQueries, judge, attribution, order, doubt, sideOf })
  const runOf = (
    observed: Observation,
    record: LogRecord,
    task: TaskState | undefined,
    file: string,
  ): RunState | undefined => {
    if (task !== undefined) return task.stage?.run
    if ('stage' in observed) return attribution.runOfStage(observed.stage)
    return attribution.runOf(observed, record, file)
  }
  const seeEventLog = (file: string) => {
    if (eventLogs.has(file)) return
    visibility.seeEventLog()
    eventLogs.set(file, 0)
  }
  const markUntold = (kind: Observation['kind']) => {
    for (const run of attribution.live()) run.untold.add(kind)
  }
  return {
    take(record, inFile) {
      const name = record.source === undefined ? inFile : processIn(inFile, record.source)
      passGaps(inFile, record.line)
      const { observed, isCutShort } = seenIn(record)
      const file = fileOf(name)
      file.records += 1
      visibility.see(record.logger, record.level, observed?.kind)
      file.visibility.see(record.logger, record.level, observed?.kind)
      if (observed === undefined) return
      witness?.seeRecord(observed, record, inFile)
      if (isCutShort) judge.cutShort(() => takeObserved(observed, record, name))
      else takeObserved(observed, record, name)
    },
    passOver(name, records) {
      if (records > 0) fileOf(name).records += records
    },
    takeWriterLine(line, at, file) {
      passGaps(file, at.line)
      return !isEachSeen && known.takeWriterLine(line, at, file)
    },
    takeQueryLine(line, at, file) {
      passGaps(file, at.line)
      return !isEachSeen && known.takeQueryLine(line, at, file)
    },
    seeGap: gaps.add,
    takeEvent(event, file, line) {
      seeEventLog(file)
      switch (event.kind) {
        case 'release':
          releaseOfEvents ??= event.version
          return
        case 'application':
          return
        default:
          jobs.take(event, { file, line })
      }
    },
    passEvents(file, events) {
      seeEventLog(file)
      eventLogs.set(file, (eventLogs.get(file) ?? 0) + events)
    },
    report(layoutOf, given) {
      const version = release ?? releaseOfEvents
      const edition = given ?? (version === undefined ? undefined : editionOfRelease(version))
      const unsettled = new Map<string, string>()
      if (waiting > 0) unsettled.set('RDD-4', runNeverTold)
      else if (hasUntoldTasks) unsettled.set('RDD-4', cannotSeparate)
      if (hypotheses.open() > 0) unsettled.set('EC-29', runNeverTold)
      for (const one of attribution.submittedStages().some(hasUnlaunchedTask) ? rules : [])
        if ([one.on, ...one.also].includes('task-launched') || one.also.includes('task-started'))
          for (const requirement of one.requirements) unsettled.set(requirement, neverLaunched)
      for (const one of attribution.runs.some(hasForgottenTask) ? rules.filter(looksAtTasks) : [])
        for (const requirement of one.requirements) unsettled.set(requirement, forgottenTask)
      const doubts = [
        ...(order.isNewestFirst() ? [newestFirst] : []),
        ...(attribution.isInterleaved() ? [cannotSeparateApplications] : []),
      ]
      const ofEvents = judgeEvents()
      const seen = {
        rules,
        tallies: {
          of: (one: Parameters<typeof tallies.of>[0]) => (one.needs === 'job' ? ofEvents.of(one) : tallies.of(one)),
        },
        visibility,
        editions: edition === undefined ? possibleEditions.possible(version) : [edition],
        unsettled,
        doubts,
      }
      const first = verdictsOf(seen)
      const areFilesInDoubt = [...judge.acrossFiles].some((id) => first[id]?.kind === 'violated')
      const requirements = areFilesInDoubt ? verdictsOf({ ...seen, doubts: [...doubts, filesInDoubt] }) : first
      const violated = Object.entries(requirements).filter(([, { kind }]) => kind === 'violated')
      return withoutProcesses({
        release: version,
        edition,
        files: [
          ...[...eventLogs].map(
            ([name, events]): LoggedFile => ({ name, role: 'event log', layout: 'events', records: events }),
          ),
          ...[...files].map(([name, file]) => ({
            name: nameOfProcess(name),
            role: file.visibility.role(),
            layout: layoutOf(fileOfProcess(name)),
            records: file.records,
          })),
        ],
        runs: attribution.runs.map(loggedRun),
        requirements,
        findings: [
          ...linesMissing(witness?.seen(shownTasks())),
          ...attribution.runs.flatMap((run) => findingsOn(run, attribution.runs)),
          ...errorsOfNobody(attribution.runs),
          ...taskFailedOfNobody(attribution.runs, attribution.stages()),
          ...nothingToCheck(attribution.runs, { isAny: jobs.hasJobs(), hasMicroBatch: attribution.hasMicroBatch() }),
        ],
        missingLevels: missingLevels(rules, visibility),
        timeline: timeline?.drawn(new Set(violated.map(([id]) => id))),
      })
    },
  }

  /** Which lines of jobs and tasks the log would show. */
  function shownTasks(): ShownTasks {
    const isShown = (kind: Observation['kind']) => attribution.isBegun() && visibility.hidden(kind) === undefined
    const ofHole = [...files.keys()].filter((name) => fileOfProcess(name) === hole?.file)
    return {
      launches: isShown('task-launched'),
      starts: isShown('task-started') && ofHole.every(attribution.hasBegin),
      cancels: isShown('cancelled') && isShown('stage-cancelled'),
    }
  }

  /** Judges what the event logs say, with all that the lines have shown by now. */
  function judgeEvents(): Tallies {
    const found = createTallies()
    for (const { observed, at, job } of jobs.settled(attribution.runs)) {
      const line = { observed, run: job.run, task: undefined, job, file: at.file, line: at.line, mayBeTold: false }
      for (const one of rulesOn(observed.kind)) {
        const judgement = one.judge(line)
        if (judgement !== undefined) found.count(one, judge.certain(one, judgement, line), at.file, at.line)
      }
    }
    return found
  }
}

/** Tasks that ran before a line told their run, and may be forgotten. */
const hasForgottenTask = ({ stages }: RunState) => stages.some(({ lacksTasks }) => lacksTasks)

/** Whether the rule looks at the begin or the end of tasks, or at all tasks of a run. */
const looksAtTasks = ({ on, also, needs }: Rule) =>
  [on, ...also].some((kind) => ofTasks.has(kind) || (kind === 'committing' && needs === 'run'))

const ofTasks: ReadonlySet<Observation['kind']> = new Set(['task-started', 'task-killed', 'task-ended', 'task-failed'])

/**
 * The first lines of another run of the same query: its job has ended by itself, or was cancelled since the source wants other partitions.
 * No line says which. Before Spark 3.5 no line at INFO says where it resumes.
 */
const isStartOfRun = (kind: Observation['kind']) =>
  kind === 'first-start' || kind === 'resuming' || kind === 'coordinator-made'

const loggedRun = (run: RunState): LoggedRun => ({
  name: run.started?.name ?? '',
  queryId: run.started?.queryId,
  checkpoint: run.checkpoint,
  runId: sureRunId(run) ?? 'unknown',
  startEpoch: run.startEpoch,
  lastCommitted: run.lastCommitted?.epoch,
  lastLogged: run.lastLogged?.epoch,
  lastOwnCommitted: run.lastOwnCommitted,
  ended:
    run.ended === undefined || isInDoubt(run)
      ? 'still running'
      : run.ended.error !== undefined
        ? 'failed'
        : run.ended.isReconfigured
          ? 'restarted'
          : 'stopped',
})
