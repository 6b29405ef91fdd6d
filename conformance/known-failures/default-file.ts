import { dirname, join } from 'node:path'
import type { DriverChoice } from '../drivers/choice.ts'
import { isFile } from '../files.ts'

const name = 'cwc.known-failures.yaml'

/**
 * The file of known failures that is used if the user names none: in the folder of the driver. That is the folder of the first argument
 * of the driver's command that is a file (a script), or of its program, if that is named with a folder; otherwise the working directory.
 */
export function defaultFile(choice: DriverChoice): string {
  if (choice.kind !== 'command') return name
  const { command, args } = choice
  const script = args.find(isFile) ?? (/[\\/]/.test(command) && isFile(command) ? command : undefined)
  return script === undefined ? name : join(dirname(script), name)
}
