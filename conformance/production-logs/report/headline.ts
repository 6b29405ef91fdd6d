import { counted } from '../../counted.ts'
import type { CheckedCheckpoint, CheckReport, LogFinding } from './check-report.ts'
import { isSettled, losesRows } from './check-report.ts'
import { openRuns } from './open-runs.ts'
import { askedOf, decides, doCheckpointsTell, hasNotStarted, signs, whyUntold } from './untold.ts'

/** The answers to "did I lose rows?", the worst one first. */
export const headlineAnswers = [
  'rows can be lost',
  'requirements violated',
  'rows may be lost',
  'cannot tell',
  'rows were in danger',
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
  'requirements violated': 'Requirements are violated: rows may be lost or doubled',
  'rows may be lost': 'Rows may be lost',
  'cannot tell': 'Cannot tell whether rows were lost',
  'rows were in danger': 'Rows were in danger, and are no more: the checkpoint is clean now',
  'no sign': 'No sign of lost rows',
}

/** The answer of the logs of one application. `applications` are all that were read: a later run may be in another one. */
export function headlineOf(report: CheckReport, applications: readonly CheckReport[] = [report]): Headline {
  const { findings, runs } = report
  if (decides(report)) {
    const violated = idsOf(report, 'violated').length
    const isLosing = findings.some(losesRows)
    if (isLosing)
      return say(
        'rows can be lost',
        violated === 0 ? undefined : `${counted(violated, 'requirement')} violated, and rows can be lost or doubled`,
      )
    if (violated > 0)
      return say('requirements violated', `${counted(violated, 'requirement')} violated: rows may be lost or doubled`)
    const [suspicion] = findings.flatMap(suspicionOf)
    if (suspicion !== undefined) return say('rows may be lost', `${plainText['rows may be lost']}: ${suspicion}`)
  }
  const why = whyUntold(report)
  if (why !== undefined) return say('cannot tell', `${plainText['cannot tell']}: ${why}`)
  const cannotTell = idsOf(report, 'cannot tell')
  const untold = signs.flatMap(([id, sign]) => (cannotTell.includes(id) ? [`${sign} (${id})`] : []))
  const limits = [
    ...(findings.some(({ kind }) => kind === 'not-started') ? ['a query did not start'] : []),
    ...(runs.filter(({ ended }) => ended === 'failed').length >
    findings.filter(({ kind }) => kind === 'not-started').length
      ? ['a query failed']
      : []),
    ...(findings.some(({ kind }) => kind === 'task-failed') ? ['a task failed'] : []),
    ...(untold.length > 0 ? [`not every line that would show ${untold.join(' or ')} is there`] : []),
  ]
  const isOpen = openRuns(report, applications).length > 0
  const answer = findings.some((one) => isSettled(one) && one.kind !== 'ahead-so-far')
    ? 'rows were in danger'
    : 'no sign'
  const text = `${plainText[answer]}${isOpen && answer === 'no sign' ? ' so far' : ''}${limits.length === 0 ? '' : `, but ${limits.join(', and ')}`}`
  return say(answer, isOpen && answer === 'no sign' ? `${text}${endUnseen}` : text)
}

/** A log without the end of a run is that of one that goes on, or of one that was killed. */
const endUnseen = '; the log does not show the end of the run: if it is over, ask cwc doctor'

/** The answer of all applications and checkpoints together: the worst one. Applications without a continuous query lose no row of one. */
export function headlineOfAll({
  applications,
  checkpoints,
  isInterrupted,
}: {
  readonly applications: readonly CheckReport[]
  readonly checkpoints: readonly CheckedCheckpoint[]
  readonly isInterrupted: boolean
}): Headline {
  const ofLogs = headlineOfLogs(applications, doCheckpointsTell(applications, checkpoints))
  const ofCheckpoints = worstOf(checkpoints.map(headlineOfCheckpoint), 1)
  const all = [ofLogs, ofCheckpoints].flatMap((one) => one ?? [])
  const worst = all.toSorted((one, other) => rank(one) - rank(other))[0]
  if (worst === undefined)
    return say('cannot tell', `${plainText['cannot tell']}: no file is a log in a layout that cwc knows`)
  // Of two that see no sign, one may have a but.
  const told = worst.answer === 'no sign' ? (all.find(({ text }) => text !== plainText['no sign']) ?? worst) : worst
  return isInterrupted && told.answer === 'no sign'
    ? say(
        'no sign',
        `${told.text.replace(' so far', '').replace(endUnseen, '')}, up to where the reading was interrupted`,
      )
    : told
}

const say = (answer: HeadlineAnswer, text = plainText[answer]): Headline => ({ answer, text })

const rank = ({ answer }: Headline) => headlineAnswers.indexOf(answer)

const idsOf = ({ requirements }: CheckReport, wanted: CheckReport['requirements'][string]['kind']): readonly string[] =>
  Object.entries(requirements).flatMap(([id, { kind }]) => (kind === wanted ? [id] : []))

/** The worst answer of the logs. Where they do not tell, checkpoints may. */
function headlineOfLogs(applications: readonly CheckReport[], canCheckpointsTell: boolean): Headline | undefined {
  const asked = askedOf(applications)
  const worst = worstOf(
    asked.map((one) => headlineOf(one, applications)),
    asked.length,
  )
  if (worst?.answer === 'cannot tell' && canCheckpointsTell)
    return say(
      'no sign',
      worst.text.replace(plainText['cannot tell'], `${plainText['no sign']}, but only the checkpoint tells`),
    )
  const isOneNotStarted = asked.length < applications.length && applications.some(hasNotStarted)
  return worst?.answer === 'no sign' && isOneNotStarted
    ? say('no sign', `${worst.text}, ${worst.text.includes(', but ') ? 'and' : 'but'} a query did not start`)
    : worst
}

function suspicionOf(finding: LogFinding): readonly string[] {
  if (finding.kind === 'commit-interrupted') return ['a writer was interrupted in a commit']
  return finding.kind === 'error-ignored' && finding.run === 'unknown'
    ? ['a coordinator ignored an error, and no line says of which query']
    : []
}

function headlineOfCheckpoint({ conclusion, join }: CheckedCheckpoint): Headline {
  switch (conclusion.verdict) {
    case 'dangerous':
      return say('rows can be lost', `${plainText['rows can be lost']}: the checkpoint is dangerous`)
    case 'suspect':
      return say('rows may be lost', `${plainText['rows may be lost']}: the checkpoint is suspect`)
    case 'cannot tell':
    case 'not continuous':
      return say('cannot tell', `${plainText['cannot tell']}: the checkpoint says nothing`)
    case 'will not start':
      return say('cannot tell', `${plainText['cannot tell']}: the query will not start from its checkpoint`)
    case 'clean':
    case 'first start':
      return join === undefined || join.kind === 'joined'
        ? say('no sign')
        : say('cannot tell', `${plainText['cannot tell']}: the checkpoint could not be compared with the logs`)
  }
}

/** The worst of them, and of how many it is. */
function worstOf(headlines: readonly Headline[], of: number): Headline | undefined {
  const [worst] = headlines.toSorted((one, other) => rank(one) - rank(other))
  if (worst === undefined) return undefined
  const same = headlines.filter(({ answer }) => answer === worst.answer)
  const isOneText = same.every(({ text }) => text === worst.text)
  const text = isOneText
    ? worst.text
    : worst.answer === 'no sign'
      ? `${plainText['no sign']}${same.some(({ text }) => text.endsWith(endUnseen)) ? ' so far' : ''}${same.some(({ text }) => text.includes(', but ')) ? ', but not all is well' : ''}`
      : plainText[worst.answer]
  if (of === 1) return { answer: worst.answer, text }
  const many =
    same.length === of ? `${of === 2 ? 'both' : `all ${of}`} applications` : `${same.length} of ${of} applications`
  return { answer: worst.answer, text: `${text} (${many})` }
}
