/** The command line makes no sense: the message says where, what is wrong, and what is wanted. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The message of whatever was thrown. */
export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
