import type { Identity } from '../../src/contract/protocol.ts'
import type { Damage } from './check.ts'

/** The result of one check. */
export interface Finding {
  /** The promise, as a sentence. */
  readonly check: string
  /** The expected response. */
  readonly expected: string
  readonly breaks: Damage
  readonly advice: string
  readonly outcome: Outcome
  /** The lines to and from the driver, in order. Long lines are cut. */
  readonly lines: readonly SmokeLine[]
}

export type Outcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'not-ok'; readonly why: string }
  /** The check was not possible: the driver does not offer what it needs. */
  | { readonly kind: 'not-seen'; readonly why: string }

export interface SmokeLine {
  readonly direction: 'sent' | 'came'
  readonly text: string
}

/** The result of all checks. */
export type SmokeResult =
  | { readonly kind: 'checked'; readonly identity: Identity; readonly findings: readonly Finding[] }
  /** The driver could not be initialized. */
  | { readonly kind: 'not-started'; readonly findings: readonly Finding[] }
  /** The user stopped the checks. `left` names those that were not run. */
  | { readonly kind: 'interrupted'; readonly findings: readonly Finding[]; readonly left: string }
  /** The program could not be run. */
  | { readonly kind: 'could-not-run'; readonly reason: string; readonly stderr: string }
