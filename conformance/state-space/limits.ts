/** The greatest value of a bound that the kit takes, from a token or the command line. Larger ones exhaust time or memory. */
export function greatest(bound: string): number {
  switch (bound) {
    // The number of an epoch, not a size. The epochs that follow have to be exact numbers, too.
    case 'first':
      return Number.MAX_SAFE_INTEGER - 1_000_000
    // The number of plans grows as a power of their depth.
    case 'depth':
      return 10
    case 'times':
      return 1_000
    default:
      return 100
  }
}

/** The greatest number of choices in a token. */
export const mostChoices = 100_000
