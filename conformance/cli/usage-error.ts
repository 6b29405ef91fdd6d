/** The command line makes no sense: what is wrong, and what would be right. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
