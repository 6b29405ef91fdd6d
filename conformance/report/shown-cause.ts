import { type Cause, causeOf, causeOfFinding } from './cause.ts'
import { causesOf } from './causes.ts'
import type { CaseReport, FindingReport, RunReport } from './report.ts'

/** The cause under which a run shows a failure. Failures of one group are shown as one cause. */
export interface ShownCause {
  readonly group: string
  /** The requirements that the run names for the whole group, and the mismatch of this failure. */
  readonly cause: Cause
  /**
   * All requirements that a run may name for this failure: which one it names depends on the other failures. Missing if only a part of
   * the suite ran, where others may be named.
   */
  readonly nameable?: readonly string[]
}

type Run = Pick<RunReport, 'cases' | 'generated' | 'selection' | 'shard'>

/** The causes of all failures of a run, also of the known ones, by case and by finding. */
export interface ShownCauses {
  ofCase(one: CaseReport): ShownCause
  ofFinding(one: FindingReport): ShownCause
}

export function shownCauses({ cases, generated, selection, shard }: Run): ShownCauses {
  const tagged = new Map<string, readonly string[]>([
    ...cases.map(({ id, requirements }) => [caseKey(id), requirements] as const),
    ...generated.flatMap(({ findings }) =>
      findings.map(({ token, requirements }) => [findingKey(token), requirements] as const),
    ),
  ])
  const causes = causesOf({
    cases: cases.map(withoutKnown),
    generated: generated.map((own) => ({ ...own, findings: own.findings.map(withoutKnown) })),
  })
  const isWhole = selection === '' && shard === undefined
  const found = new Map(
    causes.flatMap((cause, at) => {
      const keys = [...cause.cases.map(caseKey), ...cause.findings.map(findingKey)]
      const named = new Set([...cause.requirements, ...keys.flatMap((key) => tagged.get(key) ?? [])])
      const shown = { cause, group: `cause ${at}`, named: [...named] }
      return keys.map((key) => [key, shown] as const)
    }),
  )
  const shown = (own: Cause, key: string): ShownCause => {
    const { group = own.mismatch, named = [], cause = own } = found.get(key) ?? {}
    return {
      group,
      cause: { requirements: cause.requirements, mismatch: own.mismatch },
      ...(isWhole ? { nameable: [...own.requirements, ...named] } : {}),
    }
  }
  return {
    ofCase: (one) => shown(causeOf(one), caseKey(one.id)),
    ofFinding: (one) => shown(causeOfFinding(one), findingKey(one.token)),
  }
}

const caseKey = (id: string) => `case ${id}`
const findingKey = (token: string) => `finding ${token}`

/** Whether a recorded cause is that of a failure: the same mismatch, and a requirement that the run may name for it. */
export function isSameCause(recorded: Cause, shown: ShownCause): boolean {
  return recorded.mismatch === shown.cause.mismatch && namesOneOf(recorded, shown)
}

/** Whether a recorded cause has a requirement that the run may name for a failure, or neither has any. */
export function namesOneOf({ requirements }: Cause, { cause, nameable }: ShownCause): boolean {
  if (nameable === undefined) return true
  if (requirements.length === 0) return cause.requirements.length === 0
  return requirements.some((id) => nameable.includes(id))
}

const withoutKnown = <One extends { readonly known?: unknown }>({ known: _, ...one }: One) => one
