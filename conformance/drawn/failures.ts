import { isUnlisted, unlistedFailures } from '../report/conclusion.ts'
import { describeCaseAlone, describeFindingAlone } from '../report/describe-cause.ts'
import { headlineOf } from '../report/headline.ts'
import { textOfLines } from '../report/lines.ts'
import { unpainted } from '../report/paint.ts'
import { problemGroups } from '../report/problem-groups.ts'
import type { CaseReport, FindingReport, GeneratedReport, RunReport } from '../report/report.ts'

/** Something for which the implementation does not conform: a scenario, a finding in generated cases, or two results of one case. */
export interface Failure {
  /** `error`: the driver itself failed, so the implementation was not examined. */
  readonly kind: 'failure' | 'error'
  /** The verdict, or `finding`. */
  readonly type: string
  readonly requirements: readonly string[]
  /** The requirements and what is wrong, in one line. */
  readonly headline: string
  /** What this failure and others have in common, in one line; missing if it is by itself or has a cause in the report. */
  readonly group?: string
  /** All that is known, for a reader of text. */
  readonly text: string
  /** The scenario, or the generated case. */
  readonly title: string
  /** The scenario's place; generated cases have none. */
  readonly place?: { readonly file: string; readonly line: number }
  readonly again?: string
  /** The id of the case, or the token of the finding. */
  readonly id: string
}

/** Failures that are taken to have one fault. */
export interface Cause {
  readonly requirements: readonly string[]
  readonly headline: string
  /** The shortest case that shows it. */
  readonly shown: Failure
  readonly failures: readonly Failure[]
}

/** The causes of all failures of a run, in the order of the report. */
export function causesIn(report: RunReport): readonly Cause[] {
  const failures = failuresOf(report)
  const byId = new Map(failures.map((failure) => [failure.id, failure]))
  const named = report.causes.flatMap((cause): readonly Cause[] => {
    const own = [...cause.cases, ...cause.findings].flatMap((id) => byId.get(id) ?? [])
    const { shown: by, requirements } = cause
    const shown = own.find(({ id }) => id === (by.kind === 'case' ? by.id : by.token))
    return shown === undefined ? [] : [{ requirements, headline: headlineOf(cause), shown, failures: own }]
  })
  const known = new Set(named.flatMap((cause) => cause.failures))
  const others = failures.filter((failure) => !known.has(failure))
  return [...named, ...[...Map.groupBy(others, ({ group, id }) => group ?? id).values()].flatMap(causeOfOthers)]
}

/** Failures that belong together without a cause of the report: the problems of one entry of the list, say. */
function causeOfOthers(failures: readonly Failure[]): readonly Cause[] {
  const [shown] = failures
  if (shown === undefined) return []
  return [{ requirements: shown.requirements, headline: shown.group ?? shown.headline, shown, failures }]
}

/** All failures of a run but the known ones: the list of known failures first, scenarios, then generated cases. */
export function failuresOf(report: RunReport): readonly Failure[] {
  return [
    ...failuresOfList(report),
    ...unlistedFailures(report).map(failureOfCase),
    ...report.generated.flatMap(failuresOfGenerated),
  ]
}

/** Each problem of the list of known failures, at the place of its entry. */
export function failuresOfList({ knownFailures }: RunReport): readonly Failure[] {
  if (knownFailures === undefined) return []
  const { file } = knownFailures
  return problemGroups(knownFailures).flatMap(({ kind, entry: { line, column }, says: group, each }) =>
    each.map((says, at) => ({
      kind: 'failure' as const,
      type: `known-failures: ${kind}`,
      requirements: [],
      headline: says,
      group: `${file}:${line}:${column}: ${group}`,
      text: `${file}:${line}:${column}: ${says}`,
      title: 'list of known failures',
      place: { file, line },
      id: `known-failures ${line}:${column} ${kind} ${at}`,
    })),
  )
}

/** The failure of a scenario that does not conform. */
export function failureOfCase(one: CaseReport): Failure {
  const { verdict, name, file, line, again, diagnosis } = one
  return {
    kind: verdict === 'crashed' || verdict === 'timed-out' ? 'error' : 'failure',
    type: verdict,
    requirements: diagnosis?.requirements ?? [],
    headline: diagnosis === undefined ? verdict : headlineOf(diagnosis),
    text: textOfLines(describeCaseAlone(one), unpainted),
    title: name,
    place: { file, line },
    again,
    id: one.id,
  }
}

/** The failures of the generated cases of a role, but the known ones. */
export function failuresOfGenerated(generated: GeneratedReport): readonly Failure[] {
  const { role, findings, verdict, undetermined = [] } = generated
  if (findings.length > 0) return findings.filter(isUnlisted).map(failureOfFinding)
  if (verdict !== 'not-deterministic') return []
  const [first = [], second = []] = undetermined
  return [
    {
      kind: 'failure',
      type: verdict,
      requirements: [],
      headline: `not deterministic: one generated case of role ${role} was run twice, with two results`,
      text: ['the first time:', ...first, 'the second time:', ...second].join('\n'),
      title: `generated cases of role ${role}`,
      id: `not-deterministic ${role}`,
    },
  ]
}

function failureOfFinding(one: FindingReport): Failure {
  const { diagnosis, token, again, gherkin } = one
  return {
    kind: diagnosis.requirements.length === 0 ? 'error' : 'failure',
    type: 'finding',
    requirements: diagnosis.requirements,
    headline: headlineOf(diagnosis),
    text: [textOfLines(describeFindingAlone(one), unpainted), '', gherkin].join('\n'),
    title: `generated case ${token}`,
    again,
    id: token,
  }
}
