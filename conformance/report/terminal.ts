import Table from 'cli-table3'
import { counted } from '../counted.ts'
import { describeAction } from '../gherkin/describe-action.ts'
import { describeMismatch } from '../gherkin/describe-mismatch.ts'
import { describeTrace } from '../gherkin/describe-trace.ts'
import { requirementById } from '../requirements/registry.ts'
import { describeBasis } from '../requirements/requirement.ts'
import { describeVerdict } from '../suite/describe-verdict.ts'
import { verdictKinds } from '../suite/verdict.ts'
import { visible } from '../visible.ts'
import { unlistedFailures } from './conclusion.ts'
import { describeConclusion } from './describe-conclusion.ts'
import { describeCoverage, describeGenerated } from './describe-generated.ts'
import { describeKnownFailures } from './describe-known-failures.ts'
import type { CaseReport, RunReport } from './report.ts'
import { spokenOf } from './standing.ts'

/** The text of a run: failures, deviations, the table of verdicts, and one line with the conclusion. */
export function describeRun(report: RunReport): string {
  const failures = unlistedFailures(report)
  const blocks = [
    ...describeKnownFailures(report),
    ...failures.slice(0, shownInFull).map((one) => describeFailure(one, report.edition)),
    ...describeOthers(failures.slice(shownInFull)),
    ...describeDeviations(report),
    ...describeUnspecified(report),
    ...describeReasons(report.cases, 'not-supported'),
    ...describeReasons(report.cases, 'not-run'),
    ...describeRolesWithoutScenarios(report),
    ...describeUntestable(report),
    ...(report.cases.length === 0 ? [] : [describeTable(report)]),
    ...describeSuiteCoverage(report),
    ...describeGenerated(report.generated),
    describeConclusion(report),
  ]
  return blocks.join('\n\n')
}

/** How many failures are shown in full. */
const shownInFull = 20

function describeOthers(failures: readonly CaseReport[]): readonly string[] {
  if (failures.length === 0) return []
  const lines = failures.map(
    (one) => `✗ ${one.verdict}: ${spokenOf(one).join(', ')}: ${one.name} (${one.file}:${one.line})`,
  )
  return [['More failures (--report DIR writes them in full):', ...lines].join('\n')]
}

/** A case that does not conform: its requirements, place, difference and trace. */
export function describeFailure(one: CaseReport, edition: RunReport['edition']): string {
  const reason = describeVerdict(one, edition)
  const lines = [
    `✗ ${one.verdict}: ${one.name}`,
    ...spokenOf(one).flatMap(describeRequirement),
    `  in ${one.file}:${one.line}${one.step === undefined ? '' : `, at "${one.step}"`}`,
    ...describeDifference(one).map((line) => `  ${line}`),
    ...(reason === undefined ? [] : reason.split('\n').map((line) => `  ${line}`)),
    ...(one.trace.length === 0 ? [] : ['  the trace:', ...describeTrace(one.trace).map((line) => `    ${line}`)]),
    ...(one.attempted ?? []).map((action) => `    ${describeAction(action)} (no reply)`),
    `  again: ${one.again}`,
  ]
  return lines.join('\n')
}

function describeDifference({ expected = [], problem, seen = [], difference }: CaseReport): readonly string[] {
  return problem === undefined ? [] : describeMismatch({ expected, problem, seen, difference })
}

/** The requirement, its text, and its places in the pages. */
function describeRequirement(id: string): readonly string[] {
  const { level, sources, says, basis } = requirementById(id)
  const places = sources.map(({ page, section, sentence }) => `${page}, "${section}", sentence ${sentence}`)
  const [first = '', ...others] = places
  return [
    `  ${id} (${level}${basis.kind === 'stated' ? '' : `, ${describeBasis(basis)}`}): ${says}`,
    `    ${first}${others.length === 0 ? '' : ` (and ${others.length} more)`}`,
  ]
}

function describeDeviations({ cases, edition }: RunReport): readonly string[] {
  const deviating = cases.filter(({ verdict }) => verdict === 'deviates')
  if (deviating.length === 0) return []
  const lines = deviating.flatMap((one) => [
    `≠ ${one.requirements.join(', ')}: ${one.name}`,
    `    ${describeVerdict(one, edition) ?? ''}`,
    ...describeDifference(one).map((line) => `    ${line}`),
  ])
  return [[`Known deviations of edition ${edition}:`, ...lines].join('\n')]
}

/** These cases are many and alike: one sentence, and the ids of their requirements. */
function describeUnspecified({ cases, edition, requirements }: RunReport): readonly string[] {
  const own = cases.filter(({ verdict }) => verdict === 'unspecified')
  if (own.length === 0) return []
  const ids = requirements.map(({ id }) => id).filter((id) => own.some((one) => one.requirements.includes(id)))
  return [
    [
      `unspecified: in ${counted(own.length, 'scenario')} the page says nothing, so edition ${edition} accepts what was seen`,
      `(${ids.join(', ')}).`,
    ].join('\n'),
  ]
}

function describeReasons(cases: readonly CaseReport[], verdict: 'not-supported' | 'not-run'): readonly string[] {
  const own = cases.filter((one) => one.verdict === verdict)
  const reasons = [...new Set(own.map((one) => one.reason ?? ''))]
  return reasons.map((reason) => {
    const count = own.filter((one) => one.reason === reason).length
    return `${verdict}, ${counted(count, 'scenario')}: ${visible(reason)}`
  })
}

/** A claimed role without a scenario neither passes nor fails, so the run has to mention it. */
function describeRolesWithoutScenarios({ driver, roles, selection }: RunReport): readonly string[] {
  const without = driver.roles.filter((role) => !roles.some((planned) => planned.role === role))
  if (selection !== '' || without.length === 0) return []
  return [`The driver claims role ${without.join(', ')}, but the suite has no scenario for it, so it was not tested.`]
}

function describeUntestable({ requirements, selection }: RunReport): readonly string[] {
  if (selection !== '') return []
  const own = requirements.filter(({ level }) => level === 'untestable')
  return [`${own.length} requirements are untestable (\`cwc list requirements\` gives the reasons).`]
}

/** The coverage of the scenarios. A selection of them has no coverage of the suite. */
function describeSuiteCoverage({ coverage, selection }: RunReport): readonly string[] {
  if (selection !== '' || coverage.length === 0) return []
  return [
    ['Coverage of the scenarios, within small bounds:', ...coverage.map((one) => `  ${describeCoverage(one)}`)].join(
      '\n',
    ),
  ]
}

function describeTable({ roles }: RunReport): string {
  const shown = verdictKinds.filter((kind) => kind === 'passed' || roles.some(({ verdicts }) => verdicts[kind] > 0))
  const table = new Table({
    head: ['role', 'planned', ...shown],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', ...shown.map(() => 'right' as const)],
  })
  for (const { role, planned, verdicts } of roles) table.push([role, planned, ...shown.map((kind) => verdicts[kind])])
  const sum = (pick: (role: RunReport['roles'][number]) => number) => roles.reduce((total, one) => total + pick(one), 0)
  table.push(['all', sum(({ planned }) => planned), ...shown.map((kind) => sum(({ verdicts }) => verdicts[kind]))])
  return table.toString()
}
