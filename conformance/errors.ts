/** The user has to change something: the message says where, what is wrong, and what is wanted. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError'
}

/** The user has made several mistakes, of which each has a line of the message. */
export class Mistakes extends UsageError {
  override readonly name: string = 'Mistakes'
  readonly lines: readonly string[]
  /** Stands below them: such as what there is. */
  readonly below: readonly string[]

  constructor(lines: readonly string[], below: readonly string[] = []) {
    super(lines.join('\n'))
    this.lines = lines
    this.below = below
  }
}

/** The suite has a mistake of its own: a feature that cannot be parsed, a step that no phrase matches, a missing tag. */
export class SuiteError extends Error {
  override readonly name = 'SuiteError'
}

/** The message of whatever was thrown. */
export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
