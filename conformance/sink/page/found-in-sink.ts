import type { SinkFindings, SinkTrial } from '../answer/sink-trial.ts'
import type { SinkTest } from '../telling/sink-tests.ts'

/** What `cwc sink` has found, and the tests that were made of it. */
export interface FoundInSink {
  readonly trial: SinkTrial
  readonly findings: SinkFindings
  readonly tests: readonly SinkTest[]
}
