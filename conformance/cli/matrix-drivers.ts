import { UsageError } from '../errors.ts'
import type { NamedDriver } from '../matrix/measure/run-drivers.ts'
import { chooseDriver } from './choose-driver.ts'

/**
 * `spark@2.4.8,reference,mine=./my-driver --fast`: each by its name, or a name of its own and a command, which is split at
 * spaces: there is no shell, and no comma in it.
 *
 * @throws UsageError
 */
export function parseDrivers(text: string): readonly NamedDriver[] {
  const drivers = text.split(',').map((part) => parseDriver(part.trim()))
  const twice = drivers.find(({ name }, index) => drivers.findIndex((other) => other.name === name) < index)
  if (twice !== undefined) throw new UsageError(`--drivers names ${twice.name} twice`)
  return drivers
}

function parseDriver(word: string): NamedDriver {
  if (word === '') throw new UsageError('--drivers has an empty place: a driver is wanted between two commas')
  const [, name = word, command] = /^([^=\s]+)=(.*)$/s.exec(word) ?? []
  // It becomes a folder of the report.
  if (!/^[\w@+-][\w@+.-]*$/.test(name)) {
    throw new UsageError(
      `--drivers: "${name}" is no name of a driver: it is reference, spark@VERSION, or NAME=COMMAND with a name of letters, digits and @ + - . _`,
    )
  }
  if (command === undefined) return { name, word, choice: chooseDriver(name, []) }
  const words = command.split(/\s+/).filter((one) => one !== '')
  if (words.length === 0) throw new UsageError(`--drivers: no command stands behind ${name}=`)
  return { name, word: `${name}=${words.join(' ')}`, choice: chooseDriver(undefined, words) }
}
