import { type Command, Option } from 'commander'
import { roles } from '../../../src/contract/roles.ts'
import { editionNames } from '../../../src/reference/editions.ts'
import type { ListOptions } from '../actions/list.ts'
import type { CommandContext } from './command-context.ts'

/** `cwc list`: the requirements, the scenarios, the editions. */
export function listCommand(program: Command, { done }: CommandContext): void {
  const list = program.command('list').description('list requirements, scenarios or editions')
  const role = () => new Option('--role <role>', 'list only those of one role').choices(roles)
  const json = ['--json', 'print JSON'] as const

  list
    .command('requirements')
    .description('list each requirement with its level, its basis and its text')
    .addOption(role())
    .option(
      '--edition <name>',
      `say which of them bind in this edition, and why the others do not: ${editionNames.join(', ')}`,
    )
    .option(...json)
    .action(async (options: ListOptions) => done((await import('../actions/list.ts')).listRequirements(options)))
  list
    .command('scenarios')
    .description('list each scenario with its place, its title and its requirements')
    .addOption(role())
    .option(...json)
    .action(async (options: ListOptions) => done((await import('../actions/list.ts')).listScenarios(options)))
  list
    .command('editions')
    .description('list each edition with what differs from the edition before it')
    .option(...json)
    .action(async (options: ListOptions) => done((await import('../actions/list.ts')).listEditions(options)))
}
