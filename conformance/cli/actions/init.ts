import type { Writable } from 'node:stream'
import type { Role } from '../../../src/contract/roles.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { buildOf, commandOf, type Language, ownFileOf } from '../../init/languages.ts'
import { writeTemplate } from '../../init/write-template.ts'
import { shellWord } from '../../shell-word.ts'
import { visible } from '../../visible.ts'

export interface InitOptions {
  readonly language: Language
  readonly role: Role
  readonly dir: string
}

/**
 * Writes the driver, and prints the commands that come next.
 *
 * @throws UsageError if the folder has files in it, or cannot be written
 */
export function init({ language, role, dir }: InitOptions, output: Writable): ExitCode {
  const files = writeTemplate(language, role, dir)
  const command = commandOf(language, dir).map(shellWord).join(' ')
  const build = buildOf(language, dir)
  const lines = [
    ...files.map((file) => `wrote ${visible(file)}`),
    '',
    `Your part is ${visible(ownFileOf(language, dir))}, at the places that are marked YOURS. Next:`,
    '',
    ...(build === undefined ? [] : [`  ${build.map(shellWord).join(' ')}`]),
    `  npx cwc smoke -- ${command}`,
    `  npx cwc run --role ${role} -- ${command}`,
  ]
  output.write(`${lines.join('\n')}\n`)
  return exitCodes.conforms
}
