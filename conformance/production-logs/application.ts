import type { EditionName } from '../../src/reference/editions.ts'
import { advanceRun, advanceTask, partitionsOf, takeLateFailure } from './advance.ts'
import { createAttribution, isOfWriter } from './attribution.ts'
import type { CheckReport, LoggedFile, LoggedRun } from './check-report.ts'
import { allCommit, allCommitRule } from './coordinator-rules.ts'
import { editionOfRelease } from './edition-of-release.ts'
import { createEventJobs, type JobState } from './event-jobs.ts'
import type { LoggedEvent } from './event-log.ts'
import { findingsOn, nothingToCheck } from './findings.ts'
import { createHypotheses } from './hypotheses.ts'
import { createLineOrder } from './line-order.ts'
import { missingLevels } from './missing-levels.ts'
import type { Observation } from './observation.ts'
import { observationIn } from './patterns.ts'
import { createPossibleEditions } from './possible-editions.ts'
import { fileOfProcess, nameOfProcess, processIn, withoutProcesses } from './processes.ts'
import type { LogRecord } from './record.ts'
import { cannotTell, held, type Judgement, type Rule } from './rule.ts'
import { rules, rulesOn } from './rules.ts'
import type { RunState, Stage, TaskState } from './state.ts'
import { createSteadyWriters, type SteadyWriters, type Taken, type WriterKind } from './steady-writers.ts'
import { createTallies, type Tallies } from './tally.ts'
import type { TimelineRecorder } from './timeline.ts'
import { verdictsOf } from './verdicts.ts'
import { createVisibility, type Visibility } from './visibility.ts'
import type { WriterLine } from './writer-line.ts'

/** One Spark application, judged line by line: its event logs first, then the lines of its executors, then those of its driver. */
export interface Application {
  readonly take: (record: LogRecord, file: string) => void
  /** Records that the reader has not handed on count, too. */
  readonly passOver: (file: string, records: number) => void
  /**
   * Takes a line of a writer by its numbers, if the rules would only say once more that all holds: the same as `take`, and quicker.
   * False: the line has to be taken as a record.
   */
  readonly takeWriterLine: (whose: number, line: WriterLine, number: number, file: string) => boolean
  /** Takes an event of an event log, with its line. */
  readonly takeEvent: (event: LoggedEvent, file: string, line: number) => void
  /** An event log, with all its events, also those that show nothing. */
  readonly passEvents: (file: string, events: number) => void
  /** What was seen so far. `layoutOf` names the layout of a file. The edition is that of the release, unless one is given. */
  readonly report: (layoutOf: (file: string) => string | undefined, edition?: EditionName) => CheckReport
}

const cannotSeparate = 'two queries run at once, and no mark of the line says whose it is'
const ofNoQuery = 'the line is about no query that the log shows'
const begunBefore = 'the log begins in the middle of a run or task, and lines of another query may be among its own'
const newestFirst = 'the lines are in reverse order, the newest first'
const cannotSeparateApplications = 'lines of two applications are mixed, and no mark of the line says whose it is'
const runNeverTold = 'no line says to which query the task belongs'

export function createApplication({ timeline }: { readonly timeline?: TimelineRecorder } = {}): Application {
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
      if (found.held > 0) tallies.count(allCommitRule, held, '', 0, found.held)
      for (const { judgement, at } of found.others)
        count(allCommitRule, certain(judgement, allCommitRule, run, undefined), run, at.file, at.line)
    },
    onClosed(run) {
      const at = run.ended?.at ?? run.started?.at
      if (at !== undefined) judgeAll({ kind: 'run-closed' }, run, undefined, at.file, at.line)
    },
  })

  const steady = new Map<string, SteadyWriters>()
  /** The rules that held on the line at hand; undefined once another one spoke, or if it is not to be learnt. */
  let learnt: Rule[] | undefined

  const steadyIn = (file: string) => {
    const known = steady.get(file)
    if (known !== undefined) return known
    const made = createSteadyWriters()
    steady.set(file, made)
    return made
  }
  /** Takes in what was counted by numbers: the states of tasks and the tallies are then as if each line had been a record. */
  const settle = () => {
    for (const [file, writers] of steady) {
      writers.settle(({ task, committing, committed, held: counted }) => {
        advanceThrough(task, 'committing', committing, file)
        advanceThrough(task, 'committed', committed, file)
        for (const { rule, times } of counted) tallies.count(rule, held, '', 0, times)
      })
    }
  }
  const fileOf = (name: string) => {
    if (lastFile?.name === name) return lastFile.file
    const known = files.get(name)
    const file = known ?? { visibility: createVisibility(), records: 0 }
    if (known === undefined) files.set(name, file)
    lastFile = { name, file }
    return file
  }
  /** A violation is none if it rests on lines that could be those of another query. */
  const certain = (
    judgement: Judgement,
    { on, also, needs }: Rule,
    run: RunState | undefined,
    task: TaskState | undefined,
  ): Judgement => {
    if (judgement.kind !== 'violated') return judgement
    if (run !== undefined && (run.untold.has(on) || also.some((kind) => run.untold.has(kind))))
      return cannotTell(cannotSeparate)
    if (needs === 'job') return judgement
    // Without the lines that runs start, the lines of several runs are taken for those of one.
    const isBegunBefore =
      needs === 'run'
        ? run?.started === undefined &&
          (attribution.origin() === 'only' || visibility.hidden('run-started') !== undefined)
        : task?.id === undefined && attribution.origin() === 'only'
    return isBegunBefore ? cannotTell(begunBefore) : judgement
  }
  const count = (one: Rule, judgement: Judgement, run: RunState | undefined, file: string, line: number): void => {
    tallies.count(one, judgement, file, line)
    if (judgement.kind !== 'violated' || timeline === undefined) return
    const isSeen = [one.on, ...one.also].every((kind) => visibility.hidden(kind) === undefined)
    if (isSeen) timeline.violated(one, judgement.expected, { file, line }, run)
  }
  const situation: {
    observed: Observation
    run: RunState | undefined
    task: TaskState | undefined
    job: JobState | undefined
    file: string
    line: number
    mayBeTold: boolean
  } = {
    observed: { kind: 'context-stopped' },
    run: undefined,
    task: undefined,
    job: undefined,
    file: '',
    line: 0,
    mayBeTold: false,
  }

  const judgeAll = (
    observed: Observation,
    run: RunState | undefined,
    task: TaskState | undefined,
    file: string,
    line: number,
  ): void => {
    situation.observed = observed
    situation.run = run
    situation.task = task
    situation.file = sideOf(file)
    situation.line = line
    for (const one of rulesOn(observed.kind)) {
      if ((one.needs === 'run' ? run : task) === undefined) {
        const origin = attribution.origin()
        if (origin !== 'other')
          tallies.count(one, cannotTell(origin === 'untold' ? cannotSeparate : ofNoQuery), file, line)
        learnt = undefined
        continue
      }
      const judgement = one.judge(situation)
      if (judgement === undefined) continue
      count(one, certain(judgement, one, run, task), run, file, line)
      if (judgement.kind === 'held') learnt?.push(one)
      else learnt = undefined
    }
  }
  // Lines of executors in the same file were put there later: their order to those of the driver says nothing.
  const sideOf = (file: string) => (ofCluster.has(file) ? '' : file)
  const judgeFirst = (task: TaskState, run: RunState): void => {
    task.isFirstJudged = true
    judgeAll({ kind: 'task-told' }, run, task, task.firstFile, task.firstLine)
  }
  /** Commits of a run whose tasks are not told yet: judged for each stage that may be its own. */
  const judgeHypotheses = (
    run: RunState,
    epoch: number,
    stages: readonly Stage[],
    file: string,
    line: number,
  ): void => {
    for (const stage of stages) {
      const judgement = allCommit(epoch, stage.partitions ?? partitionsOf(run), stage.tasks, sideOf(file))
      hypotheses.note(run, stage, judgement, { file, line })
    }
  }
  const takeObserved = (observed: Observation, record: LogRecord, name: string): void => {
    const { line } = record
    settle()
    if (!leavesWriters.has(observed.kind)) for (const writers of steady.values()) writers.forget()
    if (observed.kind === 'release') release ??= observed.version
    possibleEditions.see(observed)
    if (observed.kind === 'task-launched' && observed.executor !== 'driver') ofCluster.add(name)
    order.see(name, record.stamp)
    attribution.learn(observed, record, name)
    const task = attribution.taskOf(observed, record, name)
    const of = { stamp: record.stamp, file: name, line }
    if (isOfWriter(observed) || observed.kind === 'abort-threw')
      timeline?.take(observed, of, { run: task?.stage?.run, task })
    if (isOfWriter(observed) || observed.kind === 'abort-threw') {
      if (task === undefined) {
        markUntold(observed.kind)
        if (observed.kind === 'committing') hasUntoldTasks = true
      }
      learnt = task !== undefined && isNextLine(task, observed) ? [] : undefined
      judgeAll(observed, task?.stage?.run, task, name, line)
      const holds = learnt
      learnt = undefined
      if (task === undefined) return
      if ((observed.kind === 'committing' || observed.kind === 'committed') && record.whose !== undefined)
        steadyIn(name).learn({ whose: record.whose, kind: observed.kind, epoch: observed.epoch, task, held: holds })
      const isFirst = observed.kind === 'committing' && task.firstEpoch < 0
      advanceTask(task, observed, name, line)
      if (observed.kind === 'writer-aborted') onAborted(task, name, line)
      if (!isFirst || task.begun === undefined) return
      const run = task.stage?.run
      if (run === undefined) waiting += 1
      else judgeFirst(task, run)
      return
    }
    let run = runOf(observed, record, task)
    const endOfJob = run === undefined || run.ended !== undefined ? undefined : (run.jobEnded ?? run.cancelled)
    if (run !== undefined && endOfJob !== undefined && isStartOfRun(observed.kind)) {
      run.ended = { at: endOfJob, error: undefined, isReconfigured: true }
      run = attribution.startNext(run)
    }
    timeline?.take(observed, of, { run, task })
    if (run === undefined && attribution.origin() === 'untold') markUntold(observed.kind)
    const stages = observed.kind === 'query-committed' && run !== undefined ? attribution.stagesThatMayBeOf(run) : []
    situation.mayBeTold = stages.length > 0
    judgeAll(observed, run, task, name, line)
    if (observed.kind === 'query-committed' && run !== undefined)
      judgeHypotheses(run, observed.epoch, stages, name, line)
    if (run !== undefined) advanceRun(run, observed, { file: name, line })
    if (task !== undefined) advanceTask(task, observed, name, line)
    if (observed.kind === 'reconfigured' && run !== undefined) attribution.startNext(run)
  }
  const runOf = (observed: Observation, record: LogRecord, task: TaskState | undefined): RunState | undefined => {
    if (task !== undefined) return task.stage?.run
    if ('stage' in observed) return attribution.runOfStage(observed.stage)
    return attribution.runOf(observed, record)
  }
  const onAborted = (task: TaskState, file: string, line: number) => {
    const run = task.stage?.run
    if (run !== undefined) advanceRun(run, { kind: 'writer-aborted', partition: task.partition }, { file, line })
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
      const observed = observationIn(record)
      const file = fileOf(name)
      file.records += 1
      visibility.see(record.logger, record.level, observed?.kind)
      file.visibility.see(record.logger, record.level, observed?.kind)
      if (observed !== undefined) takeObserved(observed, record, name)
    },
    passOver(name, records) {
      if (records > 0) fileOf(name).records += records
    },
    takeWriterLine(whose, { isCommitting, epoch }, line, file) {
      return steadyIn(file).take(whose, isCommitting, epoch, line)
    },
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
      settle()
      const version = release ?? releaseOfEvents
      const edition = given ?? (version === undefined ? undefined : editionOfRelease(version))
      const unsettled = new Map<string, string>()
      if (waiting > 0) unsettled.set('RDD-4', runNeverTold)
      else if (hasUntoldTasks) unsettled.set('RDD-4', cannotSeparate)
      if (hypotheses.open() > 0) unsettled.set('EC-29', runNeverTold)
      const doubts = [
        ...(order.isNewestFirst() ? [newestFirst] : []),
        ...(attribution.isInterleaved() ? [cannotSeparateApplications] : []),
      ]
      const ofEvents = judgeEvents()
      const requirements = verdictsOf({
        rules,
        tallies: { of: (one) => (one.needs === 'job' ? ofEvents.of(one) : tallies.of(one)) },
        visibility,
        editions: edition === undefined ? possibleEditions.possible(version) : [edition],
        unsettled,
        doubts,
      })
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
          ...attribution.runs.flatMap(findingsOn),
          ...nothingToCheck(attribution.runs, { isAny: jobs.hasJobs(), hasMicroBatch: attribution.hasMicroBatch() }),
        ],
        missingLevels: missingLevels(rules, visibility),
        timeline: timeline?.drawn(new Set(violated.map(([id]) => id))),
      })
    },
  }

  /** Judges what the event logs say, with all that the lines have shown by now. */
  function judgeEvents(): Tallies {
    const found = createTallies()
    for (const { observed, at, job } of jobs.settled(attribution.runs)) {
      for (const one of rulesOn(observed.kind)) {
        const judgement = one.judge({ ...situation, observed, job, run: job.run, file: at.file, line: at.line })
        if (judgement !== undefined) found.count(one, certain(judgement, one, job.run, undefined), at.file, at.line)
      }
    }
    return found
  }
}

/**
 * The first lines of another run of the same query: its job has ended by itself, or was cancelled since the source wants other partitions.
 * No line says which. Before Spark 3.5 no line at INFO says where it resumes.
 */
const isStartOfRun = (kind: Observation['kind']) =>
  kind === 'first-start' || kind === 'resuming' || kind === 'coordinator-made'

/** After these, the rules say the same of a writer's next line as before. */
const leavesWriters: ReadonlySet<Observation['kind']> = new Set([
  'committing',
  'committed',
  'answered',
  'current-epoch',
  'entry-begun',
  'offset-added',
  'query-committed',
  'commit-received',
  'offsets-complete',
  'epoch-ready',
  'epoch-waits',
])

/** Whether the line is the next one of a task that is in the middle of its epochs: it has committed an epoch before. */
function isNextLine({ committingEpoch, committedEpoch }: TaskState, observed: Observation): boolean {
  if (committingEpoch < 0 || committedEpoch < 0) return false
  if (observed.kind === 'committing')
    return committedEpoch === committingEpoch && observed.epoch === committingEpoch + 1
  return observed.kind === 'committed' && observed.epoch === committingEpoch && committedEpoch === committingEpoch - 1
}

/** Takes each of the lines into the state of their task. They have the numbers of the last one. */
function advanceThrough(task: TaskState, kind: WriterKind, taken: Taken | undefined, file: string): void {
  if (taken === undefined) return
  for (let epoch = taken.first; epoch <= taken.last; epoch++)
    advanceTask(task, { kind, partition: task.partition, epoch }, file, taken.line)
}

const loggedRun = (run: RunState): LoggedRun => ({
  name: run.started?.name ?? '',
  queryId: run.started?.queryId,
  checkpoint: run.checkpoint,
  runId: run.runId ?? 'unknown',
  startEpoch: run.startEpoch,
  lastCommitted: run.lastCommitted?.epoch,
  lastLogged: run.lastLogged?.epoch,
  ended:
    run.ended === undefined
      ? 'still running'
      : run.ended.error !== undefined
        ? 'failed'
        : run.ended.isReconfigured
          ? 'restarted'
          : 'stopped',
})
