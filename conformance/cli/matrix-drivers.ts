import { UsageError } from '../errors.ts'
import type { NamedDriver } from '../matrix/measure/run-drivers.ts'
import { echoed } from '../visible.ts'
import { chooseDriver } from './choose-driver.ts'

/**
 * `spark@2.4.8,reference,mine=./my-driver --fast`: each a known driver, or a name and a command. The command is split at spaces:
 * it is not run by a shell, and contains no comma.
 *
 * @throws UsageError
 */
export function parseDrivers(text: string): readonly NamedDriver[] {
  const drivers = text.split(',').map((part) => parseDriver(part.trim()))
  const twice = drivers.find(({ name }, index) => drivers.findIndex((other) => other.name === name) < index)
  if (twice !== undefined) throw new UsageError(`--drivers: ${echoed(twice.name)} is named twice`)
  return drivers
}

function parseDriver(word: string): NamedDriver {
  if (word === '') throw new UsageError('--drivers: a name is empty (a driver is wanted between two commas)')
  const [, name = word, command] = /^([^=\s]+)=(.*)$/s.exec(word) ?? []
  // The name becomes a folder of the report.
  if (!/^[\w@+-][\w@+.-]*$/.test(name)) {
    throw new UsageError(
      `--drivers: "${echoed(name)}": not a driver (reference, spark@VERSION, or NAME=COMMAND with a name of letters, digits and @ + - . _ is wanted)`,
    )
  }
  if (command === undefined) return { name, word, choice: chooseDriver(name, [], { place: '--drivers' }) }
  const words = command.split(/\s+/).filter((one) => one !== '')
  if (words.length === 0)
    throw new UsageError(`--drivers: ${echoed(name)}=: no command follows (NAME=COMMAND is wanted)`)
  return { name, word: `${name}=${words.join(' ')}`, choice: chooseDriver(undefined, words) }
}
