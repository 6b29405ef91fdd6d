import Table from 'cli-table3'
import { describeAction } from '../gherkin/describe-action.ts'
import { describeEvent } from '../gherkin/describe-event.ts'
import { describeTrace } from '../gherkin/describe-trace.ts'
import { requirementById } from '../requirements/registry.ts'
import { describeBasis } from '../requirements/requirement.ts'
import { describeVerdict } from '../suite/describe-verdict.ts'
import { isAccepted, isAgainst, verdictKinds } from '../suite/verdict.ts'
import { conclusionOf } from './conclusion.ts'
import { describeCoverage, describeGenerated } from './describe-generated.ts'
import type { CaseReport, RunReport } from './report.ts'
import { spokenOf } from './standing.ts'

/** A run as people read it: what did not conform, what deviates, the table, and one line at the end. */
export function describeRun(report: RunReport): string {
  const failures = report.cases.filter(({ verdict }) => isAgainst(verdict))
  const blocks = [
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
    describeConclusion(report, failures),
  ]
  return blocks.join('\n\n')
}

/** So many failures are told in full; whoever has more begins with the first. */
const shownInFull = 20

function describeOthers(failures: readonly CaseReport[]): readonly string[] {
  if (failures.length === 0) return []
  const lines = failures.map(
    (one) => `✗ ${one.verdict}: ${spokenOf(one).join(', ')}: ${one.name} (${one.file}:${one.line})`,
  )
  return [['And (the report, see --report, tells them in full):', ...lines].join('\n')]
}

function describeFailure(one: CaseReport, edition: RunReport['edition']): string {
  const reason = describeVerdict(one, edition)
  const lines = [
    `✗ ${one.verdict}: ${one.name}`,
    ...spokenOf(one).flatMap(describeRequirement),
    `  in ${one.file}:${one.line}${one.step === undefined ? '' : `, at "${one.step}"`}`,
    ...(one.expected === undefined ? [] : ['  expected:', ...one.expected.map((line) => `    ${line}`)]),
    ...(one.problem === undefined ? [] : [`  ${one.problem}${one.seen?.length === 0 ? ': nothing happened' : ':'}`]),
    ...(one.seen ?? []).map((event) => `    ${describeEvent(event)}`),
    ...(reason === undefined ? [] : reason.split('\n').map((line) => `  ${line}`)),
    ...(one.trace.length === 0 ? [] : ['  the trace:', ...describeTrace(one.trace).map((line) => `    ${line}`)]),
    ...(one.attempted ?? []).map((action) => `    ${describeAction(action)} (no answer)`),
    `  again: ${one.again}`,
  ]
  return lines.join('\n')
}

/** The requirement, what it says, and its places in the pages. */
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
    ...(one.expected ?? []).map((line) => `    expected:  ${line}`),
    ...(one.seen ?? []).map((event) => `    seen:      ${describeEvent(event)}`),
    ...(one.seen?.length === 0 ? ['    seen:      nothing'] : []),
  ])
  return [[`Known deviations, as edition ${edition} says:`, ...lines].join('\n')]
}

/** These cases are many and of one kind: the ids of their requirements, and what the verdict means, are enough. */
function describeUnspecified({ cases, edition, driver }: RunReport): readonly string[] {
  const own = cases.filter(({ verdict }) => verdict === 'unspecified')
  if (own.length === 0) return []
  const ids = [...new Set(own.flatMap(({ requirements }) => requirements))]
  return [
    [
      `unspecified: ${counted(own.length, 'scenario')} ${own.length === 1 ? 'exercises' : 'exercise'} behaviour that the page says nothing about, so edition ${edition} accepts any;`,
      `${driver.implementation.name} does something else there than the implementations in which it was observed`,
      `(${ids.join(', ')}).`,
    ].join('\n'),
  ]
}

function describeReasons(cases: readonly CaseReport[], verdict: 'not-supported' | 'not-run'): readonly string[] {
  const own = cases.filter((one) => one.verdict === verdict)
  const reasons = [...new Set(own.map((one) => one.reason ?? ''))]
  return reasons.map((reason) => `${verdict}, ${own.filter((one) => one.reason === reason).length} cases: ${reason}`)
}

/** A role that is claimed and has no scenario is neither passed nor failed: that must not go unseen. */
function describeRolesWithoutScenarios({ driver, roles, selection }: RunReport): readonly string[] {
  const without = driver.roles.filter((role) => !roles.some((planned) => planned.role === role))
  if (selection !== '' || without.length === 0) return []
  return [`The driver claims role ${without.join(', ')}, for which the suite has no scenario: that was not looked at.`]
}

function describeUntestable({ requirements, selection }: RunReport): readonly string[] {
  if (selection !== '') return []
  const own = requirements.filter(({ level }) => level === 'untestable')
  return [`${own.length} requirements are untestable (\`cwc list requirements\` gives the reasons).`]
}

/** How far the scenarios go by themselves; a selection of them says nothing of the suite. */
function describeSuiteCoverage({ coverage, selection }: RunReport): readonly string[] {
  if (selection !== '' || coverage.length === 0) return []
  return [
    [
      'The scenarios cover, of what is possible within small bounds:',
      ...coverage.map((one) => `  ${describeCoverage(one)}`),
    ].join('\n'),
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

function describeConclusion(report: RunReport, failures: readonly CaseReport[]): string {
  const { implementation } = report.driver
  const who = `${implementation.name} ${implementation.version}`.trim()
  const conclusion = conclusionOf(report)
  switch (conclusion.kind) {
    case 'conforms':
      return describeConforming(report, who)
    case 'does-not-conform':
      return describeNonconforming(report, who, failures)
    case 'nothing-ran':
      return `Nothing ran: that says nothing of ${who}.`
    case 'role-not-supported':
      return `${who} claims role ${conclusion.roles.join(', ')}, and supports no scenario of it: that says too little.`
    case 'not-complete':
      return `${who}: the run is not complete, so nothing can be said.`
    case 'only-unspecified':
      return `${who}: every scenario of role ${conclusion.roles.join(', ')} that ran is unspecified in edition ${report.edition}, so nothing that the edition requires was checked.`
    case 'generated-too-little': {
      const which = conclusion.generated.map(({ role, verdict }) => `${role} (${verdict})`).join(', ')
      return `${who}: nothing speaks against it, but the generated cases of role ${which} say too little.`
    }
  }
}

function describeNonconforming(report: RunReport, who: string, failures: readonly CaseReport[]): string {
  const broken = report.requirements.filter(({ standing }) => standing === 'fails').map(({ id }) => id)
  const found = report.generated.reduce((sum, { findings }) => sum + findings.length, 0)
  const unsteady = report.generated.filter(({ verdict }) => verdict === 'not-deterministic').map(({ role }) => role)
  const what = [
    `${failures.length} of ${counted(report.cases.length, 'scenario')}`,
    ...(report.generated.length === 0 ? [] : [`${counted(found, 'finding')} in generated cases`]),
    ...unsteady.map((role) => `role ${role} is not deterministic`),
    `requirements ${broken.join(', ') || 'none'}`,
  ]
  return `${who} does not conform to edition ${report.edition}: ${what.join(', ')}.`
}

function describeConforming(report: RunReport, who: string): string {
  const seconds = (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000
  const ran = report.cases.filter(({ verdict }) => isAccepted(verdict)).length
  const unsupported = report.cases.filter(({ verdict }) => verdict === 'not-supported').length
  const cases = report.generated.reduce((sum, one) => sum + one.cases, 0)
  const drawn = report.generated.length === 0 ? '' : ` and ${counted(cases, 'generated case')}`
  const limits = unsupported === 0 ? '' : ` in what it supports (${unsupported} scenarios are not supported)`
  return `${who} conforms to edition ${report.edition}${limits}: ${counted(ran, 'scenario')}${drawn} in ${seconds.toFixed(1)} s.`
}

const counted = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`
