import { type Model, open, step } from '../../src/reference/model.ts'
import type { Edition } from '../requirements/edition.ts'
import type { LogComparison } from './compared-events.ts'

export interface OracleOptions {
  /** The model to compare with; the reference model by default. */
  readonly model?: Model
  /** Whether the log lines that the pages quote are compared; they are by default. */
  readonly logs?: LogComparison
}

/** The model and edition with which an implementation is compared, and how. */
export interface Terms {
  readonly model: Model
  /** Whether it is the reference model: reductions of the search are valid for it alone. */
  readonly isReference: boolean
  readonly edition: Edition
  readonly logs: LogComparison
}

export function termsOf(edition: Edition, options: OracleOptions): Terms {
  return {
    model: options.model ?? { open, step },
    isReference: options.model === undefined,
    edition,
    logs: options.logs ?? 'compare',
  }
}
