import { counted } from '../counted.ts'
import { describeDiff } from '../diff/describe-diff.ts'
import { diffReports } from '../diff/diff-reports.ts'
import { describeChoice } from '../drivers/describe-choice.ts'
import { codeBlock, inMarkdown } from '../markdown.ts'
import { conclusionOf } from '../report/conclusion.ts'
import { describeConclusion } from '../report/describe-conclusion.ts'
import { describeCoverage } from '../report/describe-generated.ts'
import { describeKnownEntries } from '../report/describe-known-failures.ts'
import { describeShutdown } from '../report/describe-shutdown.ts'
import type { RunReport } from '../report/report.ts'
import { verdictKinds } from '../suite/verdict.ts'
import { type Cause, causesIn } from './failures.ts'

/** A CI's summary may have 1 MiB per step, and nobody reads so many causes. */
const mostCauses = 50
/** The places of a cause that are listed. */
const mostPlaces = 10
const mostText = 4_000

/** `summary.md`: the conclusion, a table of verdicts per role, and each cause of a failure once, for the summary page of a CI. */
export function summary(report: RunReport, before?: RunReport): string {
  const blocks = [
    `## ${sign(report)} ${inMarkdown(describeConclusion(report))}`,
    ...rolesTable(report),
    ...generatedTable(report),
    ...causes(report),
    ...(before === undefined ? [] : changes(before, report)),
    // The problems of the list are among the causes.
    ...describeKnownEntries(report).map((text) => codeBlock(text)),
    ...notChecked(report),
    ...(report.shutdown === undefined ? [] : [codeBlock(describeShutdown(report).join('\n'))]),
    `Driver: ${inMarkdown(describeChoice(report.driver.choice))}. Kit: ${inMarkdown(`${report.kit.name} ${report.kit.version}`)}, ${report.startedAt}.`,
  ]
  return `${blocks.join('\n\n')}\n`
}

function sign(report: RunReport): string {
  switch (conclusionOf(report).kind) {
    case 'conforms':
    case 'only-known-failures':
    case 'good-shard':
      return '✅'
    case 'does-not-conform':
    case 'list-is-wrong':
      return '❌'
    case 'nothing-ran':
    case 'role-not-supported':
    case 'not-complete':
    case 'only-unspecified':
    case 'generated-too-little':
      return '⚠️'
  }
}

/** What changed since an earlier report. */
function changes(before: RunReport, report: RunReport): readonly string[] {
  const text = describeDiff(diffReports(before, report))
  return [
    `### Since the run of ${before.startedAt.slice(0, 10)}`,
    codeBlock(text.length <= mostText ? text : `${text.slice(0, mostText)}…`),
  ]
}

function rolesTable({ roles }: RunReport): readonly string[] {
  if (roles.length === 0) return []
  const shown = verdictKinds.filter((kind) => kind === 'passed' || roles.some(({ verdicts }) => verdicts[kind] > 0))
  return [
    table(
      ['role', 'planned', ...shown],
      roles.map(({ role, planned, verdicts }) => [role, planned, ...shown.map((kind) => verdicts[kind])]),
    ),
  ]
}

function generatedTable({ generated }: RunReport): readonly string[] {
  if (generated.length === 0) return []
  return [
    table(
      ['generated', 'cases', 'actions', 'verdict', 'seed', 'coverage'],
      generated.map(({ role, cases, planned, actions, verdict, seed, coverage }) => [
        role,
        cases === planned ? cases : `${cases} of ${planned}`,
        actions,
        verdict,
        seed,
        describeCoverage(coverage),
      ]),
    ),
  ]
}

function causes(report: RunReport): readonly string[] {
  const groups = causesIn(report)
  if (groups.length === 0) return []
  const others = groups.length - mostCauses
  return [
    '### What is wrong',
    ...groups.slice(0, mostCauses).flatMap((cause) => describeCause(cause, report)),
    ...(others > 0 ? [`${counted(others, 'more cause')}: report.json has them all.`] : []),
  ]
}

function describeCause(
  { requirements: broken, headline, shown, failures }: Cause,
  { requirements }: RunReport,
): readonly string[] {
  const places = [shown, ...failures.filter((one) => one !== shown)].map(({ title, place }) =>
    place === undefined ? title : `${place.file}:${place.line} ${title}`,
  )
  const others = places.length - mostPlaces
  const says = requirements
    .filter(({ id }) => broken.includes(id))
    .map((one) => `> **${inMarkdown(one.id)}** ${inMarkdown(one.says)}`)
  return [
    `#### ${inMarkdown(headline)}`,
    ...(says.length === 0 ? [] : [says.join('\n>\n')]),
    [
      ...places.slice(0, mostPlaces).map((place) => `- in ${inMarkdown(place)}`),
      ...(others > 0 ? [`- and in ${others} more`] : []),
    ].join('\n'),
    `<details><summary>The ${failures.length === 1 ? 'case' : 'shortest case'} in full</summary>`,
    codeBlock(shown.text.length <= mostText ? shown.text : `${shown.text.slice(0, mostText)}…`),
    '</details>',
  ]
}

/** The reasons for which cases have no verdict. */
function notChecked({ cases }: RunReport): readonly string[] {
  const without = cases.filter(({ verdict }) => verdict === 'not-supported' || verdict === 'not-run')
  const groups = Map.groupBy(without, ({ verdict, reason = '' }) => `${verdict}: ${reason}`)
  if (groups.size === 0) return []
  const lines = [...groups].map(([reason, own]) => `- ${counted(own.length, 'scenario')}, ${inMarkdown(reason)}`)
  return ['### Not checked', lines.slice(0, mostCauses).join('\n')]
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => inMarkdown(String(cell))).join(' | ')} |`
  const isNumber = (at: number) => rows.every((row) => typeof row[at] === 'number')
  return [line(head), `|${head.map((_, at) => (isNumber(at) ? '---:' : '---')).join('|')}|`, ...rows.map(line)].join(
    '\n',
  )
}
