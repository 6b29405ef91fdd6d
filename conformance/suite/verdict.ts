import type { Deviation } from '../../src/reference/deviations.ts'
import type { CaseFailure } from './session.ts'

/** Whether the behaviour that the edition does not require is that of the failed step, or of a step before it. */
export type UnspecifiedWhere = 'here' | 'earlier'

/** The verdict on one case. Only `passed` counts as passed. */
export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly failure: CaseFailure }
  /** The implementation differs from the page exactly as its edition says, by this deviation. */
  | { readonly kind: 'deviates'; readonly deviation: Deviation; readonly failure: CaseFailure }
  /**
   * The page says nothing here, and the implementation does not do what Spark was observed to do. `requirements` are those of the
   * scenario: observed in other editions or, after an earlier unspecified step, no longer examinable.
   */
  | {
      readonly kind: 'unspecified'
      readonly requirements: readonly string[]
      readonly where: UnspecifiedWhere
      readonly failure: CaseFailure
    }
  /** The edition names a deviation that the implementation does not show. */
  | { readonly kind: 'passed-unexpectedly'; readonly deviation: Deviation }
  | { readonly kind: 'not-supported'; readonly reason: string }
  | { readonly kind: 'crashed'; readonly failure: CaseFailure }
  | { readonly kind: 'timed-out'; readonly failure: CaseFailure }
  | { readonly kind: 'not-run'; readonly reason: string }

export type VerdictKind = Verdict['kind']

/** In the order of the table's columns. */
export const verdictKinds = [
  'passed',
  'deviates',
  'unspecified',
  'failed',
  'passed-unexpectedly',
  'crashed',
  'timed-out',
  'not-supported',
  'not-run',
] as const satisfies readonly VerdictKind[]

/** The meaning of a verdict: the edition accepts the implementation, does not accept it, or nothing was examined. */
const bearing: Readonly<Record<VerdictKind, 'accepts' | 'rejects' | 'says-nothing'>> = {
  passed: 'accepts',
  deviates: 'accepts',
  unspecified: 'accepts',
  failed: 'rejects',
  'passed-unexpectedly': 'rejects',
  crashed: 'rejects',
  'timed-out': 'rejects',
  'not-supported': 'says-nothing',
  'not-run': 'says-nothing',
}

/** Whether a case with this verdict means that the implementation does not conform. */
export const isAgainst = (kind: VerdictKind): boolean => bearing[kind] === 'rejects'

/** Whether a case with this verdict ran, and the edition accepts what the implementation did. */
export const isAccepted = (kind: VerdictKind): boolean => bearing[kind] === 'accepts'
