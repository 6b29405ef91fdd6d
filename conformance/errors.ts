/** The user has to change something: the message says where, what is wrong, and what is wanted. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError'
}

/** The suite has a mistake of its own: a feature that cannot be parsed, a step that no phrase matches, a missing tag. */
export class SuiteError extends Error {
  override readonly name = 'SuiteError'
}

/** The message of whatever was thrown. */
export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
