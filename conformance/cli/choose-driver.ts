import { resolve } from 'node:path'
import { type Master, readMaster } from '../../src/adapters/spark/master.ts'
import { type EditionName, editionNames, isEditionName } from '../../src/reference/editions.ts'
import type { DriverChoice } from '../drivers/choice.ts'
import { UsageError } from '../errors.ts'

/** What else can be said of real Spark on the command line. */
export interface SparkOptions {
  readonly master?: string | undefined
  readonly sparkHome?: string | undefined
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

function parseMaster(text: string): Master {
  const master = readMaster(text)
  if (typeof master === 'string') throw new UsageError(master)
  return master
}

/** @throws UsageError if there is no such edition */
export function parseEdition(name: string): EditionName {
  if (isEditionName(name)) return name
  throw new UsageError(`unknown edition "${name}": there are ${editionNames.join(', ')}`)
}
