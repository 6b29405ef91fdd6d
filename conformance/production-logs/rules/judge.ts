import type { Observation } from '../observations/observation.ts'
import { sources } from '../observations/sources.ts'
import { lacksLines, mayBeInGap } from '../runs/advance.ts'
import type { Attribution } from '../runs/attribution.ts'
import type { Gaps } from '../runs/gaps.ts'
import { isInDoubt, type Place, type RunState } from '../runs/state.ts'
import { isOccasion, type Occasions, occasionsOfRun, occasionsOfTask } from './occasions.ts'
import { cannotTell, type Judgement, type Rule, type Situation } from './rule.ts'
import { rulesOn } from './rules.ts'
import type { Counts, Tallies } from './tally.ts'
import type { Visibility } from './visibility.ts'

/** What the rules say of a line: that all holds, nothing at all, or something else. */
export type Saying = 'all holds' | 'nothing' | 'something else'

/** A line with the run and the task that it is about. */
export type Attributed = Situation<Observation['kind']>

/** Puts lines to the rules, and counts what they say. */
export interface Judge {
  readonly judge: (line: Attributed, file: string) => Saying
  /** The same for lines of one kind, whose rules are looked up once. */
  readonly on: (kind: Observation['kind']) => JudgeOfKind
  /** Of what was seen so far of the log: as long as it stays, no other lines may be missing than before. */
  readonly version: () => number
  /** Counts what a rule has said, as far as it is certain. */
  readonly count: (rule: Rule, judgement: Judgement, of: Of, at: Place) => void
  /** What a rule says of a line, as far as it does not rest on lines that are missing before it. */
  readonly acrossGaps: (judgement: Judgement, line: Behind, at: Place) => Judgement
  /** What is judged meanwhile is a line that may be cut short: a violation is none. */
  readonly cutShort: (take: () => void) => void
  /**
   * The requirements that lines of different files contradict, although one process has written them: the files overlap, or are in another
   * order.
   */
  readonly acrossFiles: ReadonlySet<string>
  /** A violation is none if it rests on lines that could be those of another query. */
  readonly certain: (rule: Rule, judgement: Judgement, of: Of) => Judgement
}

/** @param held takes what holds, if given */
export type JudgeOfKind = (line: Attributed, file: string, held?: Counts[]) => Saying

type Of = Pick<Attributed, 'run' | 'task'>
type Behind = Of & Pick<Attributed, 'observed'>

/** The rules that have something to say of a line. */
type Judgings = (line: Attributed) => readonly Judging[]

/** Looks up the rules of one kind of lines by the occasions of the line: in most lines of a log, many of them have nothing to say. */
function createJudgings(all: readonly Judging[]): Judgings {
  const byOccasions = new Map<Occasions, readonly Judging[]>()
  const needsRun = all.some(({ rule }) => rule.needs === 'run')
  const needsTask = all.some(({ rule }) => rule.needs === 'task')
  // Lines mostly come on the occasions of the line before.
  let [last, lastJudgings]: [Occasions, readonly Judging[]] = [-1, all]
  return ({ run, task }) => {
    const occasions = (needsRun ? occasionsOfRun(run) : 0) | (needsTask ? occasionsOfTask(task) : 0)
    if (occasions === last) return lastJudgings
    last = occasions
    lastJudgings = byOccasions.get(occasions) ?? all.filter(({ rule }) => isOccasion(rule.only, occasions))
    byOccasions.set(occasions, lastJudgings)
    return lastJudgings
  }
}

/** A rule, and what it has found: looked up once, and not per line. */
interface Judging {
  readonly rule: Rule
  readonly judge: Rule['judge']
  readonly needsRun: boolean
  readonly tally: Counts
  /** Why a violation would say nothing, as of this version of what was seen so far. */
  unseen: string | undefined
  version: number
}

export const cannotSeparate = 'two queries run at once, and no mark of the line says whose it is'
const ofNoQuery = 'the line is about no query that the log shows'
const begunBefore = 'the log begins in the middle of a run or task, and lines of another query may be among its own'

/** Whether what a line says may rest on missing lines of its run, whichever line it contradicts. */
function mayRestOnGap(observed: Observation, run: RunState, isUnmarked: boolean): boolean {
  if (run.gap === undefined) return false
  if (!run.gap.isSettled && (isUnmarked || observed.kind === 'tasks-submitted')) return true
  // Another run may have begun on its checkpoint.
  if (lacksLines(run) && (run.ended !== undefined || run.cancelled !== undefined)) return true
  if ('epoch' in observed) return mayBeInGap(run, observed.epoch)
  // The replies of the coordinator are held against the first new epoch, and the error of a query against those of all its tasks.
  return 'value' in observed
    ? run.gap.until === Number.POSITIVE_INFINITY
    : lacksLines(run) && observed.kind === 'query-stopped'
}

const lineCut = 'the log ends in the middle of a line, or does not have the whole error'
const linesMissing = (missing: string) => `lines are missing (${missing})`

export function createJudge(
  tallies: Tallies,
  visibility: Visibility,
  origin: Attribution['origin'],
  gaps: Pick<Gaps, 'between'>,
  onViolated?: (rule: Rule, expected: string, at: Place, run: RunState | undefined) => void,
): Judge {
  const byKind = new Map<Observation['kind'], Judgings>()
  const judgingOn = (kind: Observation['kind']): Judgings => {
    const known = byKind.get(kind)
    if (known !== undefined) return known
    const made = rulesOn(kind).map((rule) => ({
      rule,
      judge: rule.judge,
      needsRun: rule.needs === 'run',
      tally: tallies.of(rule),
      unseen: undefined,
      version: -1,
    }))
    const judgings = createJudgings(made)
    byKind.set(kind, judgings)
    return judgings
  }
  /** Levels may be lowered on the way. Lines at DEBUG that nothing has shown so far may be missing, whatever comes later. */
  const unseenBy = (one: Judging): string | undefined => {
    const version = visibility.version()
    if (one.version === version) return one.unseen
    one.version = version
    one.unseen = [one.rule.on, ...one.rule.also]
      .filter((kind) => sources[kind].level === 'DEBUG')
      .map(visibility.hidden)
      .find((why) => why !== undefined)
    return one.unseen
  }
  /** Without the lines at DEBUG that it rests on, a rule holds nowhere, and what it would call violated is counted as unseen already. */
  const isSilent = (one: Judging): boolean =>
    one.tally.unseen !== undefined && one.version === visibility.version() && one.unseen !== undefined
  let isCutShort = false
  const certain: Judge['certain'] = ({ on, also, needs }, judgement, { run, task }) => {
    if (judgement.kind !== 'violated') return judgement
    if (isCutShort) return cannotTell(lineCut)
    if (run !== undefined && isInDoubt(run)) return cannotTell(cannotSeparate)
    if (run !== undefined && (run.untold.has(on) || also.some((kind) => run.untold.has(kind))))
      return cannotTell(cannotSeparate)
    if (needs === 'task' && task?.hasUntoldLines === true) return cannotTell(cannotSeparate)
    if (needs === 'job') return judgement
    // Without the lines that runs start, the lines of several runs are taken for those of one.
    const isBegunBefore =
      needs === 'run'
        ? run?.started === undefined && (origin() === 'only' || visibility.hidden('run-started') !== undefined)
        : task?.id === undefined && origin() === 'only'
    return isBegunBefore ? cannotTell(begunBefore) : judgement
  }
  const acrossGaps: Judge['acrossGaps'] = (judgement, { observed, run, task }, at) => {
    if (judgement.kind !== 'violated') return judgement
    const { contradicts } = judgement
    const isOfEpoch = 'epoch' in observed && run?.gap !== undefined
    const missing = contradicts === undefined ? undefined : gaps.between(contradicts, at)
    if (missing !== undefined) return cannotTell(linesMissing(missing))
    if (run?.gap !== undefined) {
      if (mayRestOnGap(observed, run, origin() === 'only')) return cannotTell(linesMissing(run.gap.missing))
    }
    // What no earlier line contradicts may rest on any line since the begin of the task or the run.
    const isOfUnknown = run !== undefined && run.started === undefined && run.gap === undefined
    if ((contradicts !== undefined && !isOfUnknown) || isOfEpoch) return judgement
    const since = (isOfUnknown ? undefined : (task?.begun ?? run?.started?.at)) ?? { file: at.file, line: 0 }
    const lost = gaps.between(since, at)
    return lost === undefined ? judgement : cannotTell(linesMissing(lost))
  }
  const filesOfDriver = new Set<string>()
  let lastFile = ''
  const acrossFiles = new Set<string>()
  /** Executors write other files than their driver, which may contradict it. */
  const isOfOneProcess = ({ on }: Rule, file: string) => sources[on].file !== 'driver' || filesOfDriver.has(file)
  const count: Judge['count'] = (rule, judgement, of, at) => {
    const sure = certain(rule, judgement, of)
    if (sure.kind === 'violated' && sure.contradicts !== undefined && sure.contradicts.file !== at.file)
      if (isOfOneProcess(rule, sure.contradicts.file)) for (const id of rule.requirements) acrossFiles.add(id)
    tallies.count(rule, sure, at.file, at.line)
    if (sure.kind !== 'violated' || onViolated === undefined) return
    const isSeen = [rule.on, ...rule.also].every((kind) => visibility.hidden(kind) === undefined)
    if (isSeen) onViolated(rule, sure.expected, at, of.run)
  }
  const judgeBy = (judgings: Judgings, line: Attributed, file: string, held?: Counts[]): Saying => {
    if (file !== lastFile && isLineOfDriver(line.observed.kind)) {
      filesOfDriver.add(file)
      lastFile = file
    }
    let saying: Saying = 'nothing'
    for (const one of judgings(line)) {
      if ((one.needsRun ? line.run : line.task) === undefined) {
        if (origin() !== 'other')
          tallies.count(one.rule, cannotTell(origin() === 'untold' ? cannotSeparate : ofNoQuery), file, line.line)
        saying = 'something else'
        continue
      }
      if (isSilent(one)) continue
      const judgement = one.judge(line)
      if (judgement === undefined) continue
      if (judgement.kind === 'held') {
        one.tally.held += 1
        held?.push(one.tally)
        if (saying === 'nothing') saying = 'all holds'
        continue
      }
      const unseen = judgement.kind === 'violated' ? unseenBy(one) : undefined
      if (unseen === undefined) {
        const at = { file, line: line.line }
        count(one.rule, acrossGaps(judgement, line, at), line, at)
        saying = 'something else'
      } else one.tally.unseen = unseen
    }
    return saying
  }
  return {
    certain,
    count,
    acrossGaps,
    acrossFiles,
    cutShort(take) {
      isCutShort = true
      take()
      isCutShort = false
    },
    on(kind) {
      const judgings = judgingOn(kind)
      return (line, file, held) => judgeBy(judgings, line, file, held)
    },
    version: visibility.version,
    judge: (line, file) => judgeBy(judgingOn(line.observed.kind), line, file),
  }
}

/** What is judged later is judged at an earlier line, which may be that of an executor. */
const isLineOfDriver = (kind: Observation['kind']) =>
  sources[kind].file === 'driver' && kind !== 'task-told' && kind !== 'run-closed'
