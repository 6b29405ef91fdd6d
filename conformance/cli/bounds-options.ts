import { type Command, Option } from 'commander'
import { type ModelledRole, modelledRoles } from '../../src/reference/model.ts'
import { UsageError } from '../errors.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { faultsOf, referenceBounds } from '../state-space/by-role.ts'
import { type Fault, faults } from '../state-space/faults.ts'
import { upTo } from './option-values.ts'

/** The options that say how far a schedule may go: what is not said is as in the role's reference bounds. */
export interface BoundsOptions {
  readonly role: ModelledRole
  readonly writers?: number
  readonly readers?: number
  readonly partitions?: number
  readonly epochs?: number
  readonly first?: number
  readonly rows?: number
  readonly executions?: number
  readonly plans?: number
  readonly depth?: number
  readonly faults?: readonly string[]
  readonly times?: number
}

const sizes = {
  writers: 'how many writers a coordinator has',
  readers: 'how many readers a coordinator has',
  partitions: 'how many partitions an operator, a write RDD or a query has',
  epochs: 'how many epochs',
  first: 'the number of the first epoch',
  rows: 'how many rows, of an epoch (task) or of a partition (query)',
  executions: 'how often an operator is executed',
  plans: 'how many plans a planner plans',
  depth: 'how many operators of a plan stand above each other',
} as const satisfies Partial<Record<keyof BoundsOptions, string>>

/** Gives the command the options. */
export function withBoundsOptions(command: Command): Command {
  command.addOption(new Option('--role <role>', 'what is explored').choices(modelledRoles).default('coordinator'))
  for (const [name, what] of Object.entries(sizes)) {
    command.option(`--${name} <n>`, what, name === 'first' ? upTo(Number.MAX_SAFE_INTEGER) : upTo(1_000))
  }
  return command
    .option(
      '--faults <list>',
      `what may go wrong, such as duplicate,late (default: nothing; ${Object.keys(faults).join(', ')})`,
      (text) => text.split(','),
    )
    .option('--times <n>', 'how often each fault may come (default: 1)', upTo(1_000))
}

/** @throws UsageError if the role has no such bound, or knows no such fault */
export function boundsFrom(options: BoundsOptions): Bounds {
  const { role } = options
  const reference: Bounds = referenceBounds(role)
  const given = Object.entries(options).filter(([name]) => name in sizes)
  const alien = given.find(([name]) => !(name in reference))
  if (alien !== undefined) {
    const own = Object.keys(sizes).filter((name) => name in reference)
    throw new UsageError(`role ${role} has no --${alien[0]}: it has ${own.map((name) => `--${name}`).join(', ')}`)
  }
  const chosen = (options.faults ?? []).map((word) => faultOf(role, word))
  const twice = chosen.find((fault, at) => chosen.indexOf(fault) < at)
  if (twice !== undefined)
    throw new UsageError(`the fault "${twice}" is given twice: --times says how often each may come`)
  if (options.times === 0 && chosen.length > 0) throw new UsageError('faults that may come 0 times are none')
  // The names are those of the role's own record, and so are the values.
  return { ...reference, ...Object.fromEntries(given), faults: chosen, times: options.times ?? 1 } as Bounds
}

function faultOf(role: ModelledRole, word: string): Fault {
  const fault = faultsOf(role).find((one) => one === word)
  if (fault !== undefined) return fault
  const own = faultsOf(role).map((one) => `${one} (${faults[one]})`)
  throw new UsageError(`role ${role} knows no fault "${word}": ${own.join(', ')}`)
}
