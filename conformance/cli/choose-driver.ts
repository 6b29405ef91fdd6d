import { resolve } from 'node:path'
import { Option } from 'commander'
import type { Driver } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { type Master, masterForms, masterWord, readMaster } from '../../src/adapters/spark/master.ts'
import { prepareSpark, type SparkSource } from '../../src/adapters/spark/prepare.ts'
import { processDriver } from '../../src/adapters/stdio/process-driver.ts'
import { type EditionName, editionNames, isEditionName } from '../../src/reference/editions.ts'
import { type Digest, digestOfCommand, digestOfModel, digestOfSparkDriver } from '../report/digests.ts'
import { UsageError } from './usage-error.ts'

/** Which implementation is meant: the model, a release of Spark or an installed one, or a program of the user's. */
export type DriverChoice =
  | { readonly kind: 'reference' }
  | { readonly kind: 'spark'; readonly source: SparkSource; readonly master: Master }
  | { readonly kind: 'command'; readonly command: string; readonly args: readonly string[] }

/** What else can be said of real Spark on the command line. */
export interface SparkOptions {
  readonly master?: string | undefined
  readonly sparkHome?: string | undefined
}

/** `--spark-home`, for each command that takes a driver. */
export function sparkHomeOption(): Option {
  return new Option('--spark-home <dir>', 'with the driver spark: the folder of an installed Spark, whose jars are run')
}

/**
 * The choice that `--driver NAME`, `--spark-home DIR` and what stands behind `--` make.
 *
 * @throws UsageError if they do not go together, or one of them is none
 */
export function chooseDriver(
  name: string | undefined,
  command: readonly string[],
  { master, sparkHome }: SparkOptions = {},
): DriverChoice {
  const [program, ...args] = command
  if (master !== undefined && (program !== undefined || !/^spark(?:@|$)/.test(name ?? ''))) {
    throw new UsageError('--master says where real Spark runs its tasks: it goes with --driver spark@VERSION')
  }
  const where = { master: parseMaster(master ?? 'local') }
  if (program !== undefined) {
    if (name !== undefined) throw new UsageError(`give --driver ${name} or a command behind --, not both`)
    if (sparkHome !== undefined) throw new UsageError('--spark-home is for --driver spark, not for a command behind --')
    return { kind: 'command', command: program, args }
  }
  if (name === 'spark') {
    if (sparkHome !== undefined)
      return { kind: 'spark', source: { kind: 'installed', home: resolve(sparkHome) }, ...where }
    throw new UsageError(
      'which Spark: a release, such as spark@3.5.8, or the folder of an installed one with --spark-home',
    )
  }
  if (sparkHome !== undefined) {
    throw new UsageError(
      name === undefined
        ? '--spark-home is for --driver spark: say both'
        : `--spark-home is for --driver spark, not for ${name}`,
    )
  }
  if (name === undefined || name === 'reference') return { kind: 'reference' }
  const version = /^spark@(.+)$/.exec(name)?.[1]
  if (version !== undefined) return { kind: 'spark', source: { kind: 'release', version }, ...where }
  throw new UsageError(
    `unknown driver "${name}": it is reference, spark@VERSION (such as spark@2.4.8), spark (with --spark-home), or a program of yours behind -- (cwc run -- COMMAND ARGS…)`,
  )
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
      return `${sparkWords(choice.source)}${masterWords(choice.master)}`
    case 'command':
      return ` -- ${[choice.command, ...choice.args].map(shellWord).join(' ')}`
  }
}

function sparkWords(source: SparkSource): string {
  return source.kind === 'release'
    ? ` --driver spark@${source.version}`
    : ` --driver spark --spark-home ${shellWord(source.home)}`
}

function masterWords(master: Master): string {
  return master.kind === 'local' ? '' : ` --master ${shellWord(masterWord(master))}`
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

/** A word of a command line, quoted where a shell would not take it as it is. */
export const shellWord = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)

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
      return processDriver({ command: choice.command, args: choice.args, timeoutSeconds, signal })
    case 'spark': {
      const launch = await prepareSpark(choice.source, { master: choice.master, onProgress, signal })
      return processDriver({ ...launch, timeoutSeconds, signal })
    }
  }
}
