import { InvalidArgumentError } from 'commander'

/** A number of seconds from the command line. @throws InvalidArgumentError, which commander shows */
export function seconds(text: string): number {
  const value = Number(text)
  // Timers hold no more than 2^31 - 1 ms.
  if (Number.isFinite(value) && value > 0 && value <= 2_000_000) return value
  throw new InvalidArgumentError('a number of seconds above 0 is wanted')
}
