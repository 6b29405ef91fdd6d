/** The exit codes of `cwc`. If several apply, the first of 3, 1, 4. */
export const exitCodes = {
  /** The implementation conforms, in what it supports, but for listed known failures; deviations that the edition names are no failures. */
  conforms: 0,
  /** At least one case failed, crashed, timed out or passed unexpectedly. */
  doesNotConform: 1,
  /** The command line makes no sense. */
  wrongUse: 2,
  /** The implementation could not be run at all. */
  couldNotRun: 3,
  /** Nothing ran, less than was planned, or nothing that could fail: too little was checked. */
  ranTooLittle: 4,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
