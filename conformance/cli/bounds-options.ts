import { type Command, Option } from 'commander'
import { type Role, roles } from '../../src/contract/roles.ts'
import { faults } from '../state-space/faults.ts'
import { greatest } from '../state-space/limits.ts'
import { upTo } from './option-values.ts'

/** The options that bound a schedule. An option that is left out is as in the role's reference bounds. */
export interface BoundsOptions {
  readonly role: Role
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

/** The bounds by their options. */
export const sizes = {
  writers: 'coordinator: the number of writers',
  readers: 'coordinator: the number of readers',
  partitions: 'operator, task, query: the number of partitions',
  epochs: 'coordinator, task, query: the number of epochs',
  first: 'coordinator, task, query: the number of the first epoch',
  rows: 'the number of rows per epoch (task) or per partition (query)',
  executions: 'operator: the number of executions',
  plans: 'planner: the number of plans',
  depth: 'planner: the height of a plan',
} as const satisfies Partial<Record<keyof BoundsOptions, string>>

/** Without a writer, a partition or an epoch there is nothing to explore. */
const mayBeZero: ReadonlySet<string> = new Set(['first', 'rows', 'depth', 'readers'])

/** Gives the command the options. */
export function withBoundsOptions(command: Command): Command {
  command.addOption(new Option('--role <role>', 'the role to explore').choices(roles).default('coordinator'))
  for (const [name, what] of Object.entries(sizes)) {
    command.option(`--${name} <n>`, what, upTo(greatest(name), mayBeZero.has(name) ? 0 : 1))
  }
  return command
    .option(
      '--faults <list>',
      `the faults to inject, such as duplicate,late (default: none; known: ${Object.keys(faults).join(', ')})`,
      (text) => text.split(','),
    )
    .option('--times <n>', 'how often each fault may strike (default: 1)', upTo(greatest('times')))
}
