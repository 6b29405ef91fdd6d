import { InvalidArgumentError } from 'commander'

/** A number of processes from the command line. @throws InvalidArgumentError, which commander shows */
export function jobs(text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= 1 && number <= 64) return number
  throw new InvalidArgumentError('a number of drivers at a time is wanted, from 1 to 64')
}
