import type { CaseFailure } from './session.ts'

/** What is said of one case. Only `passed` counts as passed. */
export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly failure: CaseFailure }
  /** It fails just as the edition says it does, or in a place that the edition leaves open. */
  | { readonly kind: 'deviates-as-expected'; readonly reason: string; readonly failure: CaseFailure }
  /** The edition says that it fails, and it does not. */
  | { readonly kind: 'passed-unexpectedly'; readonly reason: string }
  | { readonly kind: 'not-supported'; readonly reason: string }
  | { readonly kind: 'crashed'; readonly failure: CaseFailure }
  | { readonly kind: 'timed-out'; readonly failure: CaseFailure }
  | { readonly kind: 'not-run'; readonly reason: string }

export type VerdictKind = Verdict['kind']

/** In the order of the table's columns. */
export const verdictKinds = [
  'passed',
  'deviates-as-expected',
  'failed',
  'passed-unexpectedly',
  'crashed',
  'timed-out',
  'not-supported',
  'not-run',
] as const satisfies readonly VerdictKind[]

/** Whether a case with this verdict speaks against the implementation. */
export function isAgainst(kind: VerdictKind): boolean {
  switch (kind) {
    case 'failed':
    case 'passed-unexpectedly':
    case 'crashed':
    case 'timed-out':
      return true
    case 'passed':
    case 'deviates-as-expected':
    case 'not-supported':
    case 'not-run':
      return false
  }
}
