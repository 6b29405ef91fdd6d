import { type DiffLine, insteadOf } from '../assertions/diff.ts'
import type { Trace } from '../assertions/trace.ts'
import { counted } from '../counted.ts'
import { cwcCommandLine } from '../drivers/command-line.ts'
import { describeAction } from '../gherkin/describe-action.ts'
import { describeDiffLine, nearDifference } from '../gherkin/describe-mismatch.ts'
import { describeStep } from '../gherkin/describe-trace.ts'
import { linkTo } from '../requirements/book.ts'
import { requirements } from '../requirements/registry.ts'
import { describeBasis } from '../requirements/requirement.ts'
import { closestOrderLines, closestOrderTitle } from './closest-order.ts'
import { type Headline, headlineOf } from './headline.ts'
import { indented, type Line, line, type Tone } from './lines.ts'
import type { CaseReport, CauseReport, ClosestOrder, FindingReport, RunReport } from './report.ts'

/** A cause in full: its shortest case or finding, and the places of the others. */
export function describeCause(cause: CauseReport, report: RunReport): readonly Line[] {
  const { one, finding } = shownOf(cause, report)
  const shown = one === undefined ? finding && describeFinding(finding) : describeCase(one)
  return [
    headline(cause),
    ...indented([
      ...(shown ?? []),
      ...cause.requirements.flatMap(describeRequirement),
      ...adviceOn(cause, report),
      ...againOf(one ?? finding),
      ...describeOthers(cause, report),
    ]),
  ]
}

/** A cause in its first line, the shortest case, and the number of the others. */
export function describeCauseBriefly(cause: CauseReport, report: RunReport): readonly Line[] {
  const { one, finding } = shownOf(cause, report)
  const others = cause.cases.length + cause.findings.length - 1
  const place = one === undefined ? 'in a generated case' : `in ${placeOf(one)}`
  const more = others === 0 ? '' : `, and in ${counted(others, 'other case')}`
  return [headline(cause), ...indented([line(`${place}${more}`), ...againOf(one ?? finding)])]
}

/** A case that does not conform alone, as the files of a report show it. */
export function describeCaseAlone(one: CaseReport): readonly Line[] {
  const { diagnosis } = one
  return [
    ...(diagnosis === undefined ? [] : [headline(diagnosis)]),
    ...indented([
      ...describeCase(one),
      ...(diagnosis?.requirements ?? []).flatMap(describeRequirement),
      ...againOf(one),
    ]),
  ]
}

/** A finding of generated cases alone, as `cwc explore` and `cwc reproduce` show it. */
export function describeFindingAlone(finding: FindingReport): readonly Line[] {
  return [
    headline(finding.diagnosis),
    ...indented([
      ...describeFinding(finding),
      ...finding.diagnosis.requirements.flatMap(describeRequirement),
      ...(finding.diagnosis.kind === 'timed-out' ? [adviceOnTimeOut] : []),
      ...againOf(finding),
    ]),
  ]
}

/** `✗ EC-45 what is wrong`. */
function headline(failure: Headline): Line {
  return line(`✗ ${failure.requirements.length === 0 ? 'driver: ' : ''}${headlineOf(failure)}`, 'headline')
}

function shownOf({ shown }: CauseReport, { cases, generated }: RunReport) {
  return shown.kind === 'case'
    ? { one: cases.find(({ id }) => id === shown.id), finding: undefined }
    : {
        one: undefined,
        finding: generated.flatMap(({ findings }) => findings).find(({ token }) => token === shown.token),
      }
}

const placeOf = ({ file, line }: CaseReport) => `${file}:${line}`

function describeCase(one: CaseReport): readonly Line[] {
  const { diagnosis, verdict, name, step } = one
  return [
    line(`${verdict}: ${name}`),
    line(`in ${placeOf(one)}${step === undefined ? '' : `, at "${step}"`}`),
    ...describeDifferenceOf(diagnosis?.difference ?? differenceOf(one)),
    ...describeTogether(diagnosis?.together),
    ...evidenceOf(one),
    ...describeTrace(one.trace, diagnosis?.step),
    ...(one.attempted ?? []).map((action) =>
      line(`> ${describeAction(action)} (${diagnosis?.kind === 'refused' ? 'an error reply' : 'no reply'})`, 'marked'),
    ),
  ]
}

function describeFinding(finding: FindingReport): readonly Line[] {
  const { diagnosis, property, trace } = finding
  return [
    line(`in a generated case (${describeShrinking(finding)})`),
    ...(property === undefined ? [] : [line(`property: ${property}`)]),
    ...describeDifferenceOf(diagnosis.difference ?? []),
    ...describeTogether(diagnosis.together),
    ...describeTrace(trace, diagnosis.step),
  ]
}

/** How far the case of a finding was made smaller. */
function describeShrinking({ isShortest, hung }: Pick<FindingReport, 'isShortest' | 'hung'>): string {
  if (hung === true) return 'shrinking stopped because the driver hung'
  return isShortest ? 'no shorter one shows this' : 'a shorter one may exist'
}

/** The reply or the standard error of a driver that failed. The first line of the reason is the headline already. */
function evidenceOf({ diagnosis, reason = '' }: CaseReport): readonly Line[] {
  if (diagnosis === undefined || diagnosis.kind === 'passed-unexpectedly') return []
  const lines = reason.split('\n')
  const more = diagnosis.kind === 'behaviour' ? lines.filter((one) => one !== '') : lines.slice(1)
  return more.map((one) => line(one))
}

const differenceOf = ({ difference, expected = [], seen = [] }: CaseReport): readonly DiffLine[] =>
  difference ?? insteadOf(expected, seen)

const toneOf: Readonly<Record<DiffLine['kind'], Tone>> = {
  both: 'plain',
  expected: 'expected',
  seen: 'seen',
  omitted: 'faint',
}

function describeDifferenceOf(difference: readonly DiffLine[]): readonly Line[] {
  if (difference.every(({ kind }) => kind === 'both')) return []
  const lines = nearDifference(difference).map((one) => {
    if (one === undefined) return line('…', 'faint')
    return line(describeDiffLine(one), toneOf[one.kind])
  })
  const nothing = difference.some(({ kind }) => kind !== 'expected') ? [] : [line('+ nothing', 'seen')]
  return [line('- expected, + seen:'), ...indented([...lines, ...nothing])]
}

function describeTogether(closest: ClosestOrder | undefined): readonly Line[] {
  return closest === undefined ? [] : [line(closestOrderTitle), ...indented(closestOrderLines(closest))]
}

/** Lines of a trace that are shown before the marked step, besides the opening. */
const before = 24

/** The trace, the step in which it goes wrong marked. Only the last lines before that step are shown, and none of the closing. */
function describeTrace(trace: Trace, marked: number | undefined): readonly Line[] {
  if (trace.length === 0) return []
  const steps = trace.map((step, at) => {
    const isMarked = at === marked
    return describeStep(step).map((text) => line(`${isMarked ? '>' : ' '} ${text}`, isMarked ? 'marked' : 'plain'))
  })
  const until = marked ?? steps.length - 1
  const [opening = [], ...others] = steps.slice(0, until + 1)
  const last = until === 0 ? [] : (others.at(-1) ?? [])
  const earlier = (until === 0 ? [] : others.slice(0, -1)).flat()
  const left = Math.max(0, earlier.length - before)
  return [
    line('the trace:'),
    ...opening,
    ...(left === 0 ? [] : [line(`  … (${left} more lines)`, 'faint')]),
    ...earlier.slice(left),
    ...last,
  ]
}

/** The requirement, its text, its places in the pages, and the address of the page. */
function describeRequirement(id: string): readonly Line[] {
  const found = requirements.find((one) => one.id === id)
  // A report of another version may name a requirement that this one does not have.
  if (found === undefined) return [line(`${id} (this version of the kit has no such requirement)`)]
  const { level, sources, says, basis } = found
  const [source, ...others] = sources
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  return [
    line(`${id} (${level}${basis.kind === 'stated' ? '' : `, ${describeBasis(basis)}`}): ${says}`),
    line(`  ${source.page}, "${source.section}", sentence ${source.sentence}${more}`, 'faint'),
    line(`  ${linkTo(source)}`, 'faint'),
  ]
}

/** A driver that breaks the protocol shows nothing of its implementation, and neither does an error reply. */
function adviceOn({ kind }: CauseReport, { driver }: RunReport): readonly Line[] {
  if (kind === 'timed-out') return [adviceOnTimeOut]
  if (kind === 'refused') {
    return [
      line('an error reply is no behaviour of an implementation: an error inside it, also one that the kit injects,'),
      line('shows in its events, and the driver replies with these (docs/protocol.md, Errors)'),
    ]
  }
  if (kind !== 'off-protocol') return []
  const command = cwcCommandLine(['smoke'], { choice: driver.choice, options: [] })
  return [
    line('the driver breaks the protocol, which says nothing about requirements; this looks at the driver alone:'),
    line(`  ${command}`, 'command'),
  ]
}

const adviceOnTimeOut = line('a driver that needs longer for a call: --timeout SECONDS sets the limit')

const againOf = (one: { readonly again: string } | undefined): readonly Line[] =>
  one === undefined ? [] : [line(`again: ${one.again}`, 'command')]

/** The places of the cases that are not shown, one line per feature file. */
function describeOthers({ shown, cases, findings, kind }: CauseReport, report: RunReport): readonly Line[] {
  const own = new Set(cases)
  const others = report.cases.filter(({ id }) => own.has(id) && !(shown.kind === 'case' && shown.id === id))
  const generated = findings.filter((token) => !(shown.kind === 'finding' && shown.token === token)).length
  if (others.length + generated === 0) return []
  const files = [...new Set(others.map(({ file }) => file))]
  const cause = kind === 'off-protocol' ? 'for this reason' : 'by the same cause'
  const alsoGenerated =
    generated === 0
      ? []
      : [line(`${counted(generated, 'other generated case')} ${generated === 1 ? 'fails' : 'fail'} ${cause}`)]
  if (others.length === 0) return alsoGenerated
  return [
    line(`${others.length === 1 ? '1 other case fails' : `${others.length} other cases fail`} ${cause}:`),
    ...files.map((file) => {
      const lines = others.filter((one) => one.file === file).map((one) => one.line)
      return line(`  ${file}:${lines.join(', ')}`, 'faint')
    }),
    ...alsoGenerated,
  ]
}
