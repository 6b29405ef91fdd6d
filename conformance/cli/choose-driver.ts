import { Option } from 'commander'
import type { Driver } from '../../src/adapters/driver.ts'
import { processDriver } from '../../src/adapters/process/process-driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { type Master, masterForms, masterWord, readMaster } from '../../src/adapters/spark/master.ts'
import { prepareSpark } from '../../src/adapters/spark/prepare.ts'
import { type EditionName, editionNames, isEditionName } from '../../src/reference/editions.ts'
import { type Digest, digestOfCommand, digestOfModel, digestOfSparkDriver } from '../report/digests.ts'
import { UsageError } from './usage-error.ts'

/** Which implementation is meant: the model, a release of Spark, or a program of the user's. */
export type DriverChoice =
  | { readonly kind: 'reference' }
  | { readonly kind: 'spark'; readonly version: string; readonly master: Master }
  | { readonly kind: 'command'; readonly command: string; readonly args: readonly string[] }

/**
 * The choice that `--driver NAME` and what stands behind `--` make.
 *
 * @throws UsageError if they are both given, or the name is none, or the rest does not go with it
 */
export function chooseDriver(
  name: string | undefined,
  command: readonly string[],
  { master }: SparkOptions = {},
): DriverChoice {
  const [program, ...args] = command
  const version = /^spark@(.+)$/.exec(name ?? '')?.[1]
  if (master !== undefined && (version === undefined || program !== undefined)) {
    throw new UsageError('--master says where real Spark runs its tasks: it goes with --driver spark@VERSION')
  }
  if (program !== undefined) {
    if (name !== undefined) throw new UsageError(`give --driver ${name} or a command behind --, not both`)
    return { kind: 'command', command: program, args }
  }
  if (name === undefined || name === 'reference') return { kind: 'reference' }
  if (version !== undefined) return { kind: 'spark', version, master: parseMaster(master ?? 'local') }
  throw new UsageError(
    `unknown driver "${name}": it is reference, spark@VERSION (such as spark@2.4.8), or a program of yours behind -- (cwc run -- COMMAND ARGS…)`,
  )
}

/** What else can be said of real Spark on the command line. */
export interface SparkOptions {
  readonly master?: string | undefined
}

/** `--master`, for each command that takes a driver. */
export function masterOption(): Option {
  return new Option('--master <where>', `where real Spark runs its tasks: ${masterForms} (default: local)`)
}

function parseMaster(text: string): Master {
  const master = readMaster(text)
  if (typeof master === 'string') throw new UsageError(master)
  return master
}

/** The words on the command line that make the same choice again. */
export function driverWords(choice: DriverChoice): string {
  switch (choice.kind) {
    case 'reference':
      return ''
    case 'spark':
      return ` --driver spark@${choice.version}${choice.master.kind === 'local' ? '' : ` --master ${shellWord(masterWord(choice.master))}`}`
    case 'command':
      return ` -- ${[choice.command, ...choice.args].map(shellWord).join(' ')}`
  }
}

/** How often a case that fails is run again to make it smaller: where a case takes long, not so often. */
export function triesOf({ kind }: DriverChoice): number {
  return kind === 'spark' ? 1_000 : 10_000
}

/** What binds a report to the implementation that it speaks of. */
export function digestOfDriver(choice: DriverChoice): Digest {
  switch (choice.kind) {
    case 'reference':
      return digestOfModel()
    case 'spark':
      return digestOfSparkDriver()
    case 'command':
      return digestOfCommand([choice.command, ...choice.args])
  }
}

const shellWord = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)

/** @throws UsageError if there is no such edition */
export function parseEdition(name: string): EditionName {
  if (isEditionName(name)) return name
  throw new UsageError(`unknown edition "${name}": there are ${editionNames.join(', ')}`)
}

export interface DriverOptions {
  readonly edition: EditionName | undefined
  readonly timeoutSeconds: number
  readonly signal: AbortSignal
  onProgress(line: string): void
}

/**
 * The driver that was chosen; Spark's is built first, if need be.
 *
 * @throws SparkUnavailable if Spark cannot be built or started here
 */
export async function makeDriver(choice: DriverChoice, options: DriverOptions): Promise<Driver> {
  const { edition, timeoutSeconds, signal, onProgress } = options
  switch (choice.kind) {
    case 'reference':
      return referenceDriver(edition ?? 'document')
    case 'command':
      return processDriver({ command: choice.command, args: choice.args, timeoutSeconds })
    case 'spark': {
      const launch = await prepareSpark(choice.version, { master: choice.master, onProgress, signal })
      return processDriver({ ...launch, timeoutSeconds })
    }
  }
}
