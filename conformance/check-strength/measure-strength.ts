import { createApplication } from '../production-logs/application.ts'
import type { LogVerdict } from '../production-logs/report/check-report.ts'
import { type Alteration, alter, alterationsOf } from './alteration.ts'
import type { LogFile } from './judge-logs.ts'
import { type LoggedLine, linesThatDecide } from './logged-line.ts'
import { about, type Reason, reasonToHold } from './unchanged.ts'

/** What became of a requirement that is held in a log, when the log is altered in a line that it is about. */
export type Fate = 'violated' | 'cannot tell' | 'no occasion' | 'elsewhere' | Reason | 'survived'

/** One alteration, and one requirement that is about its line. */
export interface Outcome {
  readonly requirement: string
  readonly fate: Fate
  /** The operator and the kinds of lines, such as `dropped committing`. */
  readonly what: string
  readonly file: string
  readonly line: number
}

/**
 * Alters the logs of one application, and judges each altered log. `chosen` says which alterations are tried, by their number.
 */
export function measureStrength(
  files: readonly LogFile[],
  chosen: (at: number) => boolean = () => true,
): readonly Outcome[] {
  const lines = linesThatDecide(files)
  const before = verdictsOn(lines)
  const judged = linesJudged(lines)
  const held = Object.entries(before)
    .filter(([, { kind }]) => kind === 'held')
    .map(([requirement]) => requirement)
  return alterationsOf(lines)
    .filter((_, at) => chosen(at))
    .flatMap((alteration) => {
      const own = held.filter((requirement) => isAbout(requirement, lines, alteration))
      return own.length === 0 ? [] : outcomesOf(own, lines, alteration, { before, judged })
    })
}

function outcomesOf(
  own: readonly string[],
  lines: readonly LoggedLine[],
  alteration: Alteration,
  { before, judged }: { readonly before: Verdicts; readonly judged: ReadonlyMap<string, ReadonlySet<number>> },
): readonly Outcome[] {
  const after = verdictsOn(alter(lines, alteration))
  const isElsewhere = Object.entries(after).some(([requirement, { kind }]) => isWorse(before[requirement]?.kind, kind))
  const line = lines[alteration.at]
  const what = `${alteration.kind} ${kindsOf(lines, alteration).join(', ')}${alteration.kind === 'altered' ? ` (${alteration.fields.join(', ')})` : ''}`
  return own.map((requirement) => ({
    requirement,
    fate: fateOf(requirement, after[requirement]?.kind),
    what,
    file: line?.file ?? '',
    line: line?.record.line ?? 0,
  }))

  function fateOf(requirement: string, verdict: LogVerdict['kind'] | undefined): Fate {
    if (verdict === undefined || verdict === 'never in logs') return 'no occasion'
    if (verdict !== 'held') return verdict
    const own = about.get(requirement)
    const judgedLines = judged.get(requirement) ?? new Set()
    const reason =
      own === undefined
        ? undefined
        : reasonToHold(own, {
            lines,
            alteration,
            judgedLines,
            occasions: [timesIn(before[requirement]), timesIn(after[requirement])],
          })
    return reason ?? (isElsewhere ? 'elsewhere' : 'survived')
  }
}

type Verdicts = Readonly<Record<string, LogVerdict>>

/** Whether a requirement was fine, and is not any more, or could not be told, and is violated. */
const isWorse = (before: LogVerdict['kind'] | undefined, after: LogVerdict['kind']) =>
  after === 'violated'
    ? before !== undefined && before !== 'violated'
    : after === 'cannot tell' && (before === 'held' || before === 'no occasion')

function isAbout(requirement: string, lines: readonly LoggedLine[], alteration: Alteration): boolean {
  const own = about.get(requirement)
  return own !== undefined && kindsOf(lines, alteration).some((kind) => own.judged.has(kind) || own.reliedOn.has(kind))
}

const kindsOf = (lines: readonly LoggedLine[], alteration: Alteration) =>
  [alteration.at, ...(alteration.kind === 'swapped' ? [alteration.with] : [])].flatMap(
    (at) => lines[at]?.observed?.kind ?? [],
  )

const verdictsOn = (lines: readonly LoggedLine[]) => {
  const application = createApplication()
  for (const { record, file } of lines) application.take(record, file)
  return application.report(() => undefined).requirements
}

/** By requirement: the indexes of the lines that it judges. */
function linesJudged(lines: readonly LoggedLine[]): ReadonlyMap<string, ReadonlySet<number>> {
  const application = createApplication()
  const judged = new Map<string, Set<number>>()
  const counts = new Map<string, number>()
  for (const [at, { record, file, observed }] of lines.entries()) {
    application.take(record, file)
    if (observed === undefined) continue
    for (const [requirement, verdict] of Object.entries(application.report(() => undefined).requirements)) {
      const count = occasionsIn(verdict)
      if (count === counts.get(requirement)) continue
      if (count > 0) judged.set(requirement, (judged.get(requirement) ?? new Set()).add(at))
      counts.set(requirement, count)
    }
  }
  return judged
}

const timesIn = (verdict: LogVerdict | undefined) => (verdict === undefined ? 0 : occasionsIn(verdict))

function occasionsIn(verdict: LogVerdict): number {
  switch (verdict.kind) {
    case 'held':
      return verdict.times
    case 'violated':
      return verdict.times + verdict.held
    case 'cannot tell':
      return verdict.held
    case 'no occasion':
    case 'never in logs':
      return 0
  }
}
