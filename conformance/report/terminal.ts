import Table from 'cli-table3'
import { counted } from '../counted.ts'
import { exitCodes } from '../exit-codes.ts'
import { describeMismatch } from '../gherkin/describe-mismatch.ts'
import { describeVerdict } from '../suite/describe-verdict.ts'
import { verdictKinds } from '../suite/verdict.ts'
import { exitCodeOf } from './conclusion.ts'
import { describeCause, describeCauseBriefly } from './describe-cause.ts'
import { describeConclusion } from './describe-conclusion.ts'
import { describeCoverage, describeGenerated } from './describe-generated.ts'
import { describeKnownEntries, describeListProblems } from './describe-known-failures.ts'
import { describeShutdown } from './describe-shutdown.ts'
import { indented, type Line, line, linesOf, type Paint, textOfLines } from './lines.ts'
import { unpainted } from './paint.ts'
import type { CaseReport, RunReport } from './report.ts'

/**
 * The text of a run: the conclusion where a run fails without any failure, the causes of the failures, the problems of the list of known
 * failures, the known ones, deviations, the table of verdicts, and one line with the conclusion.
 */
export function describeRun(report: RunReport, paint: Paint = unpainted): string {
  const blocks: readonly (readonly Line[])[] = [
    failsWithoutFailure(report) ? [line(`✗ ${describeConclusion(report)}`, 'headline')] : [],
    ...describeCauses(report),
    ...describeListProblems(report).map(linesOf),
    ...describeKnownEntries(report).map(linesOf),
    describeDeviations(report),
    describeUnspecified(report),
    describeReasons(report.cases, 'not-supported'),
    describeReasons(report.cases, 'not-run'),
    describeRolesWithoutScenarios(report),
    describeUntestable(report),
    report.cases.length === 0 ? [] : describeTable(report),
    describeSuiteCoverage(report),
    ...describeGenerated(report.generated),
    describeShutdown(report).map((text) => line(text)),
    [line(describeConclusion(report))],
  ]
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => textOfLines(block, paint))
    .join('\n\n')
}

/** Whether the run fails and nothing below would begin with the reason: too little was checked, say. */
const failsWithoutFailure = (report: RunReport): boolean =>
  exitCodeOf(report) !== exitCodes.conforms &&
  report.causes.length === 0 &&
  (report.knownFailures?.problems ?? []).length === 0

/** How many causes are shown in full, and of each requirement one. */
const shownInFull = 3

function describeCauses(report: RunReport): readonly (readonly Line[])[] {
  const firstOf = new Map(report.causes.toReversed().map((cause) => [cause.requirements.join(), cause]))
  const full = new Set(
    report.causes.filter((cause) => firstOf.get(cause.requirements.join()) === cause).slice(0, shownInFull),
  )
  return report.causes.map((cause) =>
    full.has(cause) ? describeCause(cause, report) : describeCauseBriefly(cause, report),
  )
}

function describeDifference({ expected = [], problem, seen = [], difference }: CaseReport): readonly string[] {
  return problem === undefined ? [] : describeMismatch({ expected, problem, seen, difference })
}

/** Each deviation from a requirement once, by the first scenario that shows it. */
function describeDeviations({ cases, edition }: RunReport): readonly Line[] {
  const deviating = cases.filter(({ verdict }) => verdict === 'deviates')
  if (deviating.length === 0) return []
  const groups = Map.groupBy(deviating, ({ requirements, deviation }) => [deviation, ...requirements].join())
  const lines = [...groups.values()].flatMap(([one, ...others]) => {
    if (one === undefined) return []
    const more = others.length === 0 ? '' : `, and ${counted(others.length, 'other scenario')}`
    return [
      line(`≠ ${one.requirements.join(', ')}: ${one.name}${more}`),
      ...indented([line(describeVerdict(one, edition) ?? ''), ...describeDifference(one).map((text) => line(text))], 4),
    ]
  })
  return [line(`Known deviations of edition ${edition}:`), ...lines]
}

/** These cases are many and alike: one sentence, and the ids of their requirements. */
function describeUnspecified({ cases, edition, requirements }: RunReport): readonly Line[] {
  const own = cases.filter(({ verdict }) => verdict === 'unspecified')
  if (own.length === 0) return []
  const ids = requirements.map(({ id }) => id).filter((id) => own.some((one) => one.requirements.includes(id)))
  return [
    line(
      `unspecified: in ${counted(own.length, 'scenario')} the page says nothing, so edition ${edition} accepts what was seen`,
    ),
    line(`(${ids.join(', ')}).`),
  ]
}

function describeReasons(cases: readonly CaseReport[], verdict: 'not-supported' | 'not-run'): readonly Line[] {
  const own = cases.filter((one) => one.verdict === verdict)
  const reasons = [...new Set(own.map((one) => one.reason ?? ''))]
  return reasons.map((reason) => {
    const count = own.filter((one) => one.reason === reason).length
    return line(`${verdict}, ${counted(count, 'scenario')}: ${reason}`)
  })
}

/** A claimed role without a scenario neither passes nor fails, so the run has to mention it. */
function describeRolesWithoutScenarios({ driver, roles, selection }: RunReport): readonly Line[] {
  const without = driver.roles.filter((role) => !roles.some((planned) => planned.role === role))
  if (selection !== '' || without.length === 0) return []
  return [
    line(`The driver claims role ${without.join(', ')}, but the suite has no scenario for it, so it was not tested.`),
  ]
}

function describeUntestable({ requirements, selection }: RunReport): readonly Line[] {
  if (selection !== '') return []
  const own = requirements.filter(({ level }) => level === 'untestable')
  return [line(`${own.length} requirements are untestable (\`cwc list requirements\` gives the reasons).`)]
}

/** The coverage of the scenarios. A selection of them has no coverage of the suite. */
function describeSuiteCoverage({ coverage, selection }: RunReport): readonly Line[] {
  if (selection !== '' || coverage.length === 0) return []
  return [
    line('Coverage of the scenarios, within small bounds:'),
    ...indented(coverage.map((one) => line(describeCoverage(one)))),
  ]
}

function describeTable({ roles }: RunReport): readonly Line[] {
  const shown = verdictKinds.filter((kind) => kind === 'passed' || roles.some(({ verdicts }) => verdicts[kind] > 0))
  const table = new Table({
    head: ['role', 'planned', ...shown],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', ...shown.map(() => 'right' as const)],
  })
  for (const { role, planned, verdicts } of roles) table.push([role, planned, ...shown.map((kind) => verdicts[kind])])
  const sum = (pick: (role: RunReport['roles'][number]) => number) => roles.reduce((total, one) => total + pick(one), 0)
  table.push(['all', sum(({ planned }) => planned), ...shown.map((kind) => sum(({ verdicts }) => verdicts[kind]))])
  return linesOf(table.toString())
}
