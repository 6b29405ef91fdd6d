import type { Deviations } from '../../src/reference/deviations.ts'
import { deviationsOf, type EditionName } from '../../src/reference/editions.ts'
import { type Model, open, step } from '../../src/reference/model.ts'
import type { LogComparison } from './compared-events.ts'
import { unspecifiedIn } from './permissions.ts'

export interface OracleOptions {
  /** Whose steps are the measure; the reference model if it is left out. */
  readonly model?: Model
  /** Whether the log lines that the pages quote are looked at; they are if it is left out. */
  readonly logs?: LogComparison
}

/** What an implementation is held against. */
export interface Terms {
  readonly model: Model
  /** Whether that is the reference model, of which more is known than its steps. */
  readonly isReference: boolean
  readonly deviations: Deviations
  /** The requirements that were observed, but not for this edition. */
  readonly open: ReadonlySet<string>
  readonly logs: LogComparison
}

export function termsOf(edition: EditionName, options: OracleOptions): Terms {
  return {
    model: options.model ?? { open, step },
    isReference: options.model === undefined,
    deviations: deviationsOf(edition),
    open: unspecifiedIn(edition),
    logs: options.logs ?? 'compare',
  }
}
