import { readsEarlierRun } from '../../checkpoint/suspect-entries.ts'
import { isBadVerdict } from '../../checkpoint/verdict-on.ts'
import { counted } from '../../counted.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import type { CheckedCheckpoint, CheckReport, LogFinding } from './check-report.ts'
import { isOpenFinding, isSettled, losesRows } from './check-report.ts'
import { hasOldStart, isUncertainBeside } from './checkpoint-verdict.ts'
import { openRuns } from './open-runs.ts'
import { askedOf, decides, doCheckpointsTell, hasNotStarted, isJoined, signs, whyUntold } from './untold.ts'

/** The answers to "did I lose rows?", the worst one first. */
export const headlineAnswers = [
  'rows can be lost',
  'requirements violated',
  'rows may have been lost',
  'cannot tell',
  'danger is over',
  'no sign',
] as const
export type HeadlineAnswer = (typeof headlineAnswers)[number]

/** The answer, and a sentence without a full stop that says it to an operator. The terminal, the page, JUnit and JSON have the same one. */
export interface Headline {
  readonly answer: HeadlineAnswer
  readonly text: string
}

const plainText: Readonly<Record<HeadlineAnswer, string>> = {
  'rows can be lost': 'Rows can be lost or doubled',
  'requirements violated': 'Requirements are violated: rows may have been lost or doubled',
  'rows may have been lost': 'Rows may have been lost',
  'cannot tell': 'Cannot tell whether rows were lost',
  'danger is over':
    'No rows were lost or doubled by a restart: what the logs warn of is over, and the checkpoint is clean now',
  'no sign': 'No sign of lost rows',
}

/** What a headline says. Its text is made of this in one place, and never read back. */
interface Saying {
  readonly answer: HeadlineAnswer
  /** What the check ends with by it. */
  readonly exit: ExitCode
  /** In place of the plain text of the answer. */
  readonly lead?: string
  /** Whether a run may go on behind the log: unsaid, said, or said with what to do. */
  readonly soFar?: 'no' | 'so far' | 'so far, and what to do'
  readonly why?: string | undefined
  readonly buts?: readonly string[]
  /** How many applications it is about. */
  readonly of?: string
  /** What applications have that were not asked. */
  readonly besides?: string
  /** Whether a restart may have lost or doubled rows already, beside what can be lost by the next one. */
  readonly isAlready?: boolean
  readonly isInterrupted?: boolean
}

const { conforms, doesNotConform, ranTooLittle } = exitCodes

/** What several end with together. */
const worstExit = (sayings: readonly Saying[]): ExitCode =>
  [doesNotConform, ranTooLittle].find((code) => sayings.some(({ exit }) => exit === code)) ?? conforms

function headlineFor(saying: Omit<Saying, 'exit'>): Headline {
  const {
    answer,
    lead = plainText[answer],
    soFar = 'no',
    why,
    buts = [],
    of,
    besides,
    isAlready = false,
    isInterrupted = false,
  } = saying
  const text = [
    lead,
    soFar === 'no' ? '' : ' so far',
    why === undefined ? '' : `: ${why}`,
    buts.length === 0 ? '' : `, but ${buts.join(', and ')}`,
    soFar === 'so far, and what to do' ? endUnseen : '',
    of === undefined ? '' : ` (${of})`,
    besides === undefined ? '' : `, ${buts.length === 0 ? 'but' : 'and'} ${besides}`,
    isAlready ? `; ${oldStart}, so some may have been lost or doubled already` : '',
    isInterrupted ? ', up to where the reading was interrupted' : '',
  ].join('')
  return { answer, text }
}

const oldStart = 'a run began at old offsets (CE-19)'

/** A log without the end of a run is that of one that goes on, or of one that was killed. */
const endUnseen =
  '; the log does not show the end of the run: if it was killed, run cwc doctor CHECKPOINT before the restart'

/** The answer of the logs of one application. `applications` are all that were read: a later run may be in another one. */
export const headlineOf = (report: CheckReport, applications: readonly CheckReport[] = [report]): Headline =>
  headlineFor(sayingOf(report, applications))

function sayingOf(report: CheckReport, applications: readonly CheckReport[]): Saying {
  const { findings, runs } = report
  const untoldWhy = whyUntold(report)
  if (decides(report)) {
    const violated = idsOf(report, 'violated').length
    const violations = `${counted(violated, 'requirement')} violated`
    const exit = doesNotConform
    if (findings.some(losesRows)) {
      const answer = 'rows can be lost'
      return violated === 0
        ? { answer, exit }
        : { answer, exit, lead: `${violations}, and rows can be lost or doubled` }
    }
    if (violated > 0)
      return { answer: 'requirements violated', exit, lead: `${violations}: rows may have been lost or doubled` }
    const [suspicion] = findings.flatMap(suspicionOf)
    if (suspicion !== undefined)
      return {
        answer: 'rows may have been lost',
        exit: untoldWhy === undefined ? conforms : ranTooLittle,
        why: suspicion,
      }
  }
  if (untoldWhy !== undefined) return { answer: 'cannot tell', exit: ranTooLittle, why: untoldWhy }
  const cannotTell = idsOf(report, 'cannot tell')
  const untold = signs.flatMap(([id, sign]) => (cannotTell.includes(id) ? [`${sign} (${id})`] : []))
  const notStarted = findings.filter(({ kind }) => kind === 'not-started').length
  const buts = [
    ...(notStarted > 0 ? ['a query did not start'] : []),
    ...(runs.filter(({ ended }) => ended === 'failed').length > notStarted ? ['a query failed'] : []),
    ...(findings.some(({ kind }) => kind === 'task-failed') ? ['a task failed'] : []),
    ...(untold.length > 0 ? [`not every line that would show ${untold.join(' or ')} is there`] : []),
  ]
  if (findings.some((one) => isSettled(one) && !isOpenFinding(one)))
    return { answer: 'danger is over', exit: conforms, buts }
  const isOpen = openRuns(report, applications).length > 0
  return { answer: 'no sign', exit: conforms, buts, soFar: isOpen ? 'so far, and what to do' : 'no' }
}

interface Judged {
  readonly applications: readonly CheckReport[]
  readonly checkpoints: readonly CheckedCheckpoint[]
}

/** What the logs and the checkpoints say. The first line is that of the worst one; the exit code is that of both. */
function sayingsOf({ applications, checkpoints }: Judged): readonly Saying[] {
  const ofLogs = sayingOfLogs(applications, doCheckpointsTell(applications, checkpoints))
  const ofCheckpoints = worstOf(checkpoints.map(sayingOfCheckpoint), 1)
  // A file that was named may be no log.
  const isAlone = ofLogs === undefined && ofCheckpoints?.answer === 'no sign'
  return isAlone
    ? [{ ...ofCheckpoints, buts: ['only the checkpoint tells', ...(ofCheckpoints.buts ?? [])] }]
    : [ofLogs, ofCheckpoints].flatMap((one) => one ?? [])
}

/** What a check of these logs and checkpoints ends with if any of them could be read: 1, 4 or 0. */
export const exitCodeOfAll = (all: Judged): ExitCode => worstExit(sayingsOf(all))

/** The answer of all applications and checkpoints together: the worst one. Applications without a continuous query lose no row of one. */
export function headlineOfAll({ isInterrupted, ...judged }: Judged & { readonly isInterrupted: boolean }): Headline {
  const all = sayingsOf(judged)
  const worst = all.toSorted((one, other) => rank(one) - rank(other))[0]
  if (worst === undefined)
    return headlineFor({
      answer: 'cannot tell',
      why: isInterrupted
        ? 'the reading was interrupted before a log was found'
        : 'no file is a log in a layout that cwc knows',
    })
  const isAlready = worst.answer === 'rows can be lost' && judged.checkpoints.some(({ join }) => hasOldStart(join))
  if (worst.answer !== 'no sign') return headlineFor({ ...worst, isAlready })
  // Of two that see no sign, one may have a but.
  const told = all.find((one) => headlineFor(one).text !== plainText['no sign']) ?? worst
  return headlineFor(isInterrupted ? { ...told, soFar: 'no', isInterrupted } : told)
}

const rank = ({ answer }: Saying) => headlineAnswers.indexOf(answer)

const idsOf = ({ requirements }: CheckReport, wanted: CheckReport['requirements'][string]['kind']): readonly string[] =>
  Object.entries(requirements).flatMap(([id, { kind }]) => (kind === wanted ? [id] : []))

/** The worst answer of the logs. Where they do not tell, checkpoints may. */
function sayingOfLogs(applications: readonly CheckReport[], canCheckpointsTell: boolean): Saying | undefined {
  const counts = new Set(askedOf(applications))
  const asked = applications
    .map((report) => ({ report, saying: sayingOf(report, applications) }))
    // A violation counts wherever it is.
    .filter(({ report, saying }) => counts.has(report) || saying.exit === doesNotConform)
    .map(({ saying }) => saying)
  const worst = worstOf(asked, asked.length)
  if (worst !== undefined && worst.exit === ranTooLittle && canCheckpointsTell) {
    const told = { ...worst, exit: conforms }
    return worst.answer === 'cannot tell'
      ? { ...told, answer: 'no sign', lead: `${plainText['no sign']}, but only the checkpoint tells` }
      : told
  }
  const isOneNotStarted = asked.length < applications.length && applications.some(hasNotStarted)
  return worst?.answer === 'no sign' && isOneNotStarted ? { ...worst, besides: 'a query did not start' } : worst
}

function suspicionOf(finding: LogFinding): readonly string[] {
  if (finding.kind === 'commit-interrupted') return ['a writer was interrupted in a commit']
  return finding.kind === 'error-ignored' && !finding.hasGoneOn
    ? ['a coordinator ignored an error, and no line says of which query']
    : []
}

function sayingOfCheckpoint(checkpoint: CheckedCheckpoint): Saying {
  const { conclusion, diagnosis, join } = checkpoint
  const exit = isBadVerdict(conclusion.verdict) ? doesNotConform : ranTooLittle
  switch (conclusion.verdict) {
    case 'dangerous':
      return { answer: 'rows can be lost', exit, why: 'the checkpoint is dangerous' }
    case 'suspect':
      if (conclusion.decidedBy === 'checkpoint' && readsEarlierRun(diagnosis))
        return { answer: 'rows can be lost', exit, why: 'the next start seems to read the entry of an earlier run' }
      return {
        answer: 'rows may have been lost',
        exit,
        why: hasOldStart(join) ? oldStart : 'the checkpoint is suspect',
      }
    case 'cannot tell':
    case 'not continuous':
      return { answer: 'cannot tell', exit, why: 'the checkpoint says nothing' }
    case 'will not start':
      return { answer: 'cannot tell', exit, why: 'the query will not start from its checkpoint' }
    case 'clean':
    case 'first start':
      return isJoined(checkpoint)
        ? {
            answer: 'no sign',
            exit: conforms,
            buts: isUncertainBeside(diagnosis, join) ? ['that the checkpoint is clean is not certain'] : [],
          }
        : { answer: 'cannot tell', exit, why: 'the checkpoint could not be compared with the logs' }
  }
}

/** The worst of them, and of how many it is. */
function worstOf(sayings: readonly Saying[], of: number): Saying | undefined {
  const [worst] = sayings.toSorted((one, other) => rank(one) - rank(other))
  if (worst === undefined) return undefined
  const same = sayings.filter(({ answer }) => answer === worst.answer)
  const { text } = headlineFor(worst)
  const together = same.every((one) => headlineFor(one).text === text) ? worst : inShort(worst.answer, same)
  const exit = worstExit(sayings)
  if (of === 1) return { ...together, exit }
  const many =
    same.length === of ? `${of === 2 ? 'both' : `all ${of}`} applications` : `${same.length} of ${of} applications`
  return { ...together, exit, of: many }
}

/** What several say that have this answer, and not the same words. */
function inShort(answer: HeadlineAnswer, same: readonly Saying[]): Omit<Saying, 'exit'> {
  if (answer !== 'no sign') return { answer }
  const isOpen = same.some(({ soFar = 'no' }) => soFar !== 'no')
  const isAnyBut = same.some(({ buts = [] }) => buts.length > 0)
  return { answer, soFar: isOpen ? 'so far' : 'no', buts: isAnyBut ? ['not all is well'] : [] }
}
