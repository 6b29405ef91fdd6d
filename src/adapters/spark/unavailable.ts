import { visibleLines } from '../visible.ts'

/** Why real Spark cannot be run. */
export type SparkUnavailableCode =
  | 'no-java'
  | 'java-too-old'
  | 'java-too-new'
  | 'no-maven'
  | 'build-failed'
  | 'unknown-release'
  | 'no-spark-home'

/** Real Spark cannot be run on this machine; the message says what is missing, and what to do. */
export class SparkUnavailable extends Error {
  override readonly name = 'SparkUnavailable'
  readonly code: SparkUnavailableCode

  constructor(code: SparkUnavailableCode, message: string, options?: ErrorOptions) {
    super(visibleLines(message), options)
    this.code = code
  }
}

/** Whether the user named a Spark that there is not: another name is wanted, not another machine. */
export function isMisnamed(error: unknown): error is SparkUnavailable {
  return error instanceof SparkUnavailable && (error.code === 'no-spark-home' || error.code === 'unknown-release')
}
