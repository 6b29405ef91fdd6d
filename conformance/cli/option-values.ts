import { InvalidArgumentError } from 'commander'
import { roles } from '../../src/contract/roles.ts'
import type { RunsByRole } from '../generated/runs-by-role.ts'
import { mostPartitions } from '../sink/file/most-partitions.ts'
import type { ShardOf } from '../suite/shard.ts'
import { echoed } from '../visible.ts'

// Each throws InvalidArgumentError, which commander shows.

/** `500` of every role, or `coordinator=10000,task=500`. @throws InvalidArgumentError, which commander shows */
export function runs(text: string): RunsByRole {
  if (/^\d+$/.test(text)) return new Map(roles.map((role) => [role, count(text)]))
  const parts = text.split(',').map((part) => part.split('='))
  const twice = roles.find((role) => parts.filter(([name]) => name === role).length > 1)
  if (twice !== undefined) throw new InvalidArgumentError(`Role ${twice} is named twice.`)
  return new Map(
    parts.map(([name, number = '', ...others]) => {
      const role = roles.find((one) => one === name)
      if (role === undefined || others.length > 0) {
        throw new InvalidArgumentError(
          `A number of cases is wanted, or one per role (coordinator=10000,task=500). The roles are ${roles.join(', ')}.`,
        )
      }
      return [role, count(number)] as const
    }),
  )
}

function count(text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= 1 && number <= 100_000_000) return number
  throw new InvalidArgumentError(
    `"${echoed(text)}": not a number of cases (a whole number from 1 to 100,000,000 is wanted).`,
  )
}

/** A number of generated schedules for a sink. @throws InvalidArgumentError, which commander shows */
export function schedules(text: string): number {
  const number = Number(text)
  // Each takes about a second on Spark.
  if (/^\d+$/.test(text) && number >= 1 && number <= 100_000) return number
  throw new InvalidArgumentError('A number of schedules from 1 to 100,000 is wanted.')
}

/** A number of partitions of a query. @throws InvalidArgumentError, which commander shows */
export function partitions(text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= 1 && number <= mostPartitions) return number
  throw new InvalidArgumentError(`A number of partitions from 1 to ${mostPartitions} is wanted.`)
}

/** A seed of generated cases. @throws InvalidArgumentError, which commander shows */
export function seed(text: string): number {
  const number = Number(text)
  if (/^-?\d+$/.test(text) && Math.abs(number) < 2 ** 31) return number
  throw new InvalidArgumentError('A whole number between -2^31 and 2^31 is wanted.')
}

/** A number of seconds from the command line. @throws InvalidArgumentError, which commander shows */
export function seconds(text: string): number {
  const value = Number(text)
  // Timers hold no more than 2^31 - 1 ms.
  if (Number.isFinite(value) && value > 0 && value <= 2_000_000) return value
  throw new InvalidArgumentError('A number of seconds above 0 and up to 2,000,000 is wanted.')
}

/** A number of processes from the command line. @throws InvalidArgumentError, which commander shows */
export function jobs(text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= 1 && number <= 64) return number
  throw new InvalidArgumentError('A number of drivers from 1 to 64 is wanted.')
}

/** One of several shards, such as `2/4`. @throws InvalidArgumentError, which commander shows */
export function shard(text: string): ShardOf {
  const [, first, second] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []
  const [index, of] = [Number(first), Number(second)]
  if (index >= 1 && index <= of) return { index, of }
  throw new InvalidArgumentError('The number of the shard and of all shards is wanted, such as 2/4 (1/4 is the first).')
}

/** Collects the words of an option that may be repeated. */
export const repeated = (word: string, before: readonly string[] = []): readonly string[] => [...before, word]

/** Reads a whole number. It throws InvalidArgumentError, which commander shows. */
export const upTo =
  (most: number, least = 0) =>
  (text: string) => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= least && number <= most) return number
    throw new InvalidArgumentError(`A whole number from ${least} to ${most} is wanted.`)
  }
