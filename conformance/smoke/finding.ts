import type { Identity } from '../../src/contract/protocol.ts'

/** What one check has found out about a driver. */
export interface Finding {
  /** What is promised, as a sentence. */
  readonly check: string
  /** What should have come. */
  readonly expected: string
  readonly outcome: Outcome
  /** The lines that went to the driver and came from it, in order, each cut if it is long. */
  readonly lines: readonly SmokeLine[]
}

export type Outcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'not-ok'; readonly why: string }
  /** It could not be found out: the driver does not offer what would show it. */
  | { readonly kind: 'not-seen'; readonly why: string }

export interface SmokeLine {
  readonly direction: 'sent' | 'came'
  readonly text: string
}

/** What the whole of the checks has come to. */
export type SmokeResult =
  | { readonly kind: 'checked'; readonly identity: Identity; readonly findings: readonly Finding[] }
  /** It did not get as far as saying who it is. */
  | { readonly kind: 'not-started'; readonly findings: readonly Finding[] }
  /** The user stopped the checks: `left` says what was not run. */
  | { readonly kind: 'interrupted'; readonly findings: readonly Finding[]; readonly left: string }
  /** There was nothing to talk to. */
  | { readonly kind: 'could-not-run'; readonly reason: string; readonly stderr: string }
