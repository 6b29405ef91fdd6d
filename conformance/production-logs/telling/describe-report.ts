import { describeDiagnosis, labelOf } from '../../checkpoint/describe-diagnosis.ts'
import { counted } from '../../counted.ts'
import { requirements } from '../../requirements/registry.ts'
import { shellWord } from '../../shell-word.ts'
import { echoed, visible } from '../../visible.ts'
import {
  type ApplicationReport,
  type CheckedCheckpoint,
  type CheckReport,
  type LoggedFile,
  type LoggedRun,
  type LogReport,
  type LogVerdict,
  losesRows,
  type ReadingHint,
  type ShownLine,
  type ShownViolation,
  type UnreadLog,
} from '../report/check-report.ts'
import { type CheckpointConclusion, isUncertainBeside } from '../report/checkpoint-verdict.ts'
import { openRuns } from '../report/open-runs.ts'
import { hasOnlyExecutors, isOfOthers } from '../report/untold.ts'
import { describeLogFinding, mostOfLine, placeText } from './describe-finding.ts'
import { describeJoin } from './describe-join.ts'
import { settingsFor } from './logging-settings.ts'
import { describeShownFault } from './tokens.ts'

/** The report as text, ready for a terminal: the answer, then findings and violations, then how many requirements held. */
export function describeReport(
  report: LogReport,
  { isVerbose = false }: { readonly isVerbose?: boolean } = {},
): string {
  return [
    visible(report.headline.text),
    '',
    ...report.applications.flatMap((one) => [
      ...titleOf(report, one),
      ...describeApplication(one, { isVerbose, beside: report.applications }),
      '',
    ]),
    ...report.checkpoints.flatMap((one) => [describeCheckpoint(one), '']),
    ...describeReading(report),
  ]
    .join('\n')
    .trimEnd()
}

/** The diagnosis of a checkpoint, and how it fits the logs. */
export function describeCheckpoint({ checkpoint, diagnosis, join, conclusion }: CheckedCheckpoint): string {
  const isNotCertain = isUncertainBeside(diagnosis, join)
  const ofCheckpoint = describeDiagnosis(checkpoint, diagnosis, [], isNotCertain)
  return [
    ...(conclusion.decidedBy === 'checkpoint'
      ? [ofCheckpoint]
      : [
          `${visible(checkpoint)}: ${labelOf(conclusion.verdict, isNotCertain)}: ${answerOfLogs(conclusion, isNotCertain ? diagnosis.start?.lastCommitted : undefined)}`,
          // The first line is the answer that the checkpoint alone gives.
          ...ofCheckpoint.split('\n').slice(1),
        ]),
    ...(join === undefined ? [] : describeJoin(join).map((line) => `  ${line}`)),
  ].join('\n')
}

function answerOfLogs({ verdict }: CheckpointConclusion, last: number | undefined): string {
  switch (verdict) {
    case 'dangerous':
      return 'by the logs, the next start is one from old offsets, and rows can be lost or doubled'
    case 'suspect':
      return 'by the logs, a run began at old offsets, and rows may have been lost or doubled'
    default:
      return last === undefined
        ? 'the next run reads on where the last committed epoch ended; by the logs, no run began after an old entry'
        : `by the logs, no run began after an old entry; whether offsets/${last} is one cannot be told`
  }
}

/** Of several applications, each has a title. */
const titleOf = ({ applications }: LogReport, { id, headline }: ApplicationReport): readonly string[] =>
  applications.length > 1
    ? [`Application ${id === undefined ? 'of an unknown id' : visible(id)}: ${visible(headline.text)}`]
    : []

/** What was not read, and why. */
function describeReading({ notes, passedOver, hints, isInterrupted }: LogReport): readonly string[] {
  const [first] = passedOver
  const others = passedOver.length - 1
  return [
    ...notes.map((note) => `! ${visible(note)}`),
    ...(first === undefined
      ? []
      : [
          others === 0
            ? `${visible(first)} is no log: no line in it is a record`
            : `${counted(passedOver.length, 'file')} of the folders are no logs, such as ${visible(first)}: no line in them is a record`,
        ]),
    ...describeHints(hints).map((line) => `hint: ${line}`),
    ...(isInterrupted ? ['interrupted: this is what was found up to there'] : []),
  ]
}

/** The most hints that are told. */
const mostHints = 5

/** Which option takes what is no log, one sentence each. */
export function describeHints(hints: readonly ReadingHint[]): readonly string[] {
  const left = hints.length - mostHints
  return [
    ...hints.slice(0, mostHints).map(({ kind, path }) => {
      const shown = visible(shellWord(path))
      return kind === 'checkpoint'
        ? `--checkpoint ${shown} looks at this checkpoint directory, too`
        : `--event-log ${shown} reads these events of Spark, too`
    }),
    ...(left > 0 ? [`${left} more are checkpoints or event logs`] : []),
  ]
}

/** The report on one application, as part of the text. */
export const describeApplicationReport = (report: CheckReport): string =>
  describeApplication(report, { isVerbose: false, beside: [report] }).join('\n')

interface Telling {
  readonly isVerbose: boolean
  /** All applications that were read: a run that one of them leaves open may be followed in another one. */
  readonly beside: readonly CheckReport[]
}

function describeApplication(report: CheckReport, { isVerbose, beside }: Telling): readonly string[] {
  // Requirements and releases say nothing of them.
  if (isOfOthers(report)) return [...unreadIn(report), ...filesIn(report)]
  const { findings } = report
  const bad = findings.filter(losesRows)
  const isWithoutDriver = hasOnlyExecutors(report)
  const open = openRuns(report, beside)
  const other = findings.filter((one) => !losesRows(one) && !(isWithoutDriver && one.kind === 'nothing-to-check'))
  const blocks: readonly (readonly string[])[] = [
    headOf(report),
    isWithoutDriver
      ? ["! only logs of executors: give the driver's, too. Whether epochs were committed shows in it alone."]
      : [],
    ...bad.map((finding) => describeMarked('!', describeLogFinding(finding))),
    ...entriesOf(report, 'violated').map(([id, verdict]) => describeViolated(id, verdict, isVerbose)),
    other.flatMap((finding) => describeMarked('-', describeLogFinding(finding))),
    report.runs.map((run) => `${describeRun(run)}${open.includes(run) ? beforeRestart(run) : ''}`),
    describeSummary(report),
    ...(isVerbose ? [describeEach(report)] : []),
    describeSettings(report),
  ]
  return blocks.filter((block) => block.length > 0).flatMap((block, at) => (at === 0 ? block : ['', ...block]))
}

/** A file that was not read, or not to its end, in one sentence. */
export const describeUnread = ({ file, partly, why }: UnreadLog): string =>
  `${file}: ${partly === undefined ? 'unread: ' : ''}${why}`

function headOf(report: CheckReport): readonly string[] {
  const { release, edition } = report
  const which =
    edition === undefined
      ? 'No line says which release of Spark it is: --edition names it, such as --edition spark-3.5.'
      : release === undefined
        ? `Edition ${edition}, as given. No line says which release of Spark it is.`
        : `Spark ${visible(release)}, edition ${edition}.`
  return [...unreadIn(report), which, ...filesIn(report)]
}

const unreadIn = ({ unread = [] }: CheckReport) => unread.map((one) => `! ${visible(describeUnread(one))}`)

const filesIn = ({ files }: CheckReport) =>
  files.map(
    (file) =>
      `  ${visible(file.name)}: ${roleText[file.role]}, ${counted(file.records, file.role === 'event log' ? 'event' : 'record')}${file.layout === undefined ? '; no line is in a known layout' : ''}${partsText(file)}`,
  )

/** How many files of a rotated log are named. */
const mostParts = 5

function partsText({ parts = [] }: LoggedFile): string {
  if (parts.length === 0) return ''
  const more = parts.length - mostParts
  return `, read in this order: ${parts.slice(0, mostParts).map(visible).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

const roleText = {
  driver: 'log of a driver',
  executor: 'log of an executor',
  both: 'log of a driver with its tasks',
  none: 'nothing about a continuous query',
  'other program': 'not of Spark, as far as its beginning shows',
  'event log': 'event log',
} as const

const describeMarked = (sign: string, [first = '', ...more]: readonly string[]): readonly string[] => [
  `${sign} ${first}`,
  ...more.map((line) => `    ${line}`),
]

/** How many violations of a requirement are shown; `--verbose` shows all that were kept. */
const shownViolations = 2

function describeViolated(id: string, verdict: Extract<LogVerdict, { kind: 'violated' }>, isVerbose: boolean) {
  const shown = isVerbose ? verdict.violations : verdict.violations.slice(0, shownViolations)
  const left = verdict.times - shown.length
  return [
    `✗ ${id} violated ${times(verdict.times)}: ${requirements.find((one) => one.id === id)?.says ?? ''}`,
    ...shown.flatMap(describeViolation),
    ...(left > 0 ? [`    and ${left} more`] : []),
    '    unless lines of the log are missing there',
    ...describeShownFault(id).map((line) => `    ${line}`),
  ]
}

function describeViolation({ at, contradicts, expected }: ShownViolation): readonly string[] {
  return [
    `    expected: ${echoed(expected, mostOfLine)}`,
    ...(contradicts === undefined ? [] : [`      ${lineText(contradicts)}`]),
    `    > ${lineText(at)}`,
  ]
}

const lineText = (line: ShownLine) =>
  `${placeText(line)}${line.text === undefined ? '' : `: ${echoed(line.text, mostOfLine)}`}`

function describeRun({ name, runId, checkpoint, startEpoch, lastCommitted, lastLogged, ended }: LoggedRun): string {
  // Of several runs whose starts are not in the log, no line names the id and the checkpoint together.
  const isBare = runId === 'unknown' && checkpoint !== undefined
  const query = name !== '' ? ` of query ${visible(name)}` : isBare ? ` on the checkpoint ${visible(checkpoint)}` : ''
  const begins = startEpoch === undefined ? 'its start is not in the log' : `starts with epoch ${startEpoch}`
  const isUntold = [startEpoch, checkpoint, lastCommitted, lastLogged].every((seen) => seen === undefined)
  const entries = isUntold
    ? 'no line says which entries are its own'
    : `last epoch committed ${lastCommitted ?? 'none'}, last offsets logged ${lastLogged ?? 'none'}`
  return `run ${visible(runId)}${query}: ${begins}; ${entries}; ${endText[ended]}`
}

/** A run that was killed says no word of it: the checkpoint tells what a restart does. */
const beforeRestart = ({ checkpoint }: LoggedRun) =>
  checkpoint === undefined
    ? ''
    : ` (if it was killed, before the restart: cwc doctor ${echoed(shellWord(checkpoint), mostOfLine)})`

const endText: Readonly<Record<LoggedRun['ended'], string>> = {
  stopped: 'stopped',
  failed: 'failed',
  restarted: 'another run of the query follows',
  'still running': 'the log does not show its end',
}

function describeSummary(report: CheckReport): readonly string[] {
  const byKind = Map.groupBy(Object.values(report.requirements), ({ kind }) => kind)
  const count = (kind: LogVerdict['kind']) => byKind.get(kind)?.length ?? 0
  const reasons = Map.groupBy(
    entriesOf(report, 'cannot tell').flatMap(([id, { why }]) => why.map((reason) => ({ id, reason }))),
    ({ reason }) => reason,
  )
  return [
    `Requirements: ${count('violated')} violated, ${count('held')} held, ${count('no occasion')} without an occasion, ${count('cannot tell')} cannot be told, ${count('never in logs')} never show in logs.`,
    ...[...reasons]
      .toSorted(([, one], [, other]) => other.length - one.length)
      .map(([reason, ids]) => `  cannot tell ${idsText(ids.map(({ id }) => id))}: ${visible(reason)}`),
  ]
}

const idsText = (ids: readonly string[]) =>
  ids.length <= 6 ? ids.join(', ') : `${ids.slice(0, 5).join(', ')} and ${ids.length - 5} more`

function describeEach(report: CheckReport): readonly string[] {
  return Object.entries(report.requirements)
    .filter(([, { kind }]) => kind !== 'never in logs')
    .map(([id, verdict]) => `${id}: ${describeLogVerdict(verdict)}`)
}

/** The verdict in a few words. */
function describeLogVerdict(verdict: LogVerdict): string {
  switch (verdict.kind) {
    case 'held':
      return `held (${times(verdict.times)})`
    case 'violated':
      return `violated (${times(verdict.times)}), held (${times(verdict.held)})`
    case 'cannot tell':
      return `cannot tell: ${verdict.why.map(visible).join('; ')}`
    case 'no occasion':
    case 'never in logs':
      return verdict.kind
  }
}

function describeSettings(report: CheckReport): readonly string[] {
  return settingsFor(report).flatMap(({ file, releases, lines }) => [
    `More would show with these lines in ${file} (${releases}):`,
    ...lines.map((line) => `  ${line}`),
  ])
}

const times = (count: number) => (count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`)

type Entry<Kind extends LogVerdict['kind']> = readonly [
  id: string,
  verdict: Extract<LogVerdict, { readonly kind: Kind }>,
]

function entriesOf<Kind extends LogVerdict['kind']>(
  { requirements: all }: CheckReport,
  kind: Kind,
): readonly Entry<Kind>[] {
  return Object.entries(all).flatMap(([id, verdict]) =>
    verdict.kind === kind ? [[id, verdict as Extract<LogVerdict, { readonly kind: Kind }>] as const] : [],
  )
}
