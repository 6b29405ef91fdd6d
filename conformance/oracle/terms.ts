import type { Deviations } from '../../src/reference/deviations.ts'
import { deviationsOf, type EditionName } from '../../src/reference/editions.ts'
import { type Model, open, step } from '../../src/reference/model.ts'
import type { LogComparison } from './compared-events.ts'
import { unspecifiedIn } from './permissions.ts'

export interface OracleOptions {
  /** The model to compare with; the reference model by default. */
  readonly model?: Model
  /** Whether the log lines that the pages quote are compared; they are by default. */
  readonly logs?: LogComparison
}

/** What an implementation is compared with. */
export interface Terms {
  readonly model: Model
  /** Whether it is the reference model: reductions of the search are valid for it alone. */
  readonly isReference: boolean
  readonly deviations: Deviations
  /** The requirements that were observed, but not for this edition. */
  readonly unspecifiedIds: ReadonlySet<string>
  readonly logs: LogComparison
}

export function termsOf(edition: EditionName, options: OracleOptions): Terms {
  return {
    model: options.model ?? { open, step },
    isReference: options.model === undefined,
    deviations: deviationsOf(edition),
    unspecifiedIds: unspecifiedIn(edition),
    logs: options.logs ?? 'compare',
  }
}
