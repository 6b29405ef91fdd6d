import { Argument, type Command, Option } from 'commander'
import { type Role, roles } from '../../../src/contract/roles.ts'
import { type Language, languages } from '../../init/languages.ts'
import type { CommandContext } from './command-context.ts'

/** `cwc init LANGUAGE DIR`: a driver to start from. */
export function initCommand(program: Command, { done }: CommandContext): void {
  program
    .command('init')
    .description('write a driver to start from: one file to change, and one that speaks the protocol')
    .addArgument(new Argument('<language>', 'the language of the driver').choices(languages))
    .argument('<dir>', 'the folder for the driver: an empty one, or a new one')
    .addOption(new Option('--role <role>', 'the role that the driver offers').choices(roles).default('coordinator'))
    .action(async (language: Language, dir: string, { role }: { readonly role: Role }) => {
      const { init } = await import('../actions/init.ts')
      done(init({ language, role, dir }, process.stdout))
    })
}
