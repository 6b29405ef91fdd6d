import { resolve } from 'node:path'
import { type Master, readMaster } from '../../src/adapters/spark/master.ts'
import { lineOf } from '../../src/adapters/spark/releases.ts'
import { isMisnamed } from '../../src/adapters/spark/unavailable.ts'
import type { DriverChoice } from '../drivers/choice.ts'
import { UsageError } from '../errors.ts'
import { echoed } from '../visible.ts'

/** The options that only real Spark has. */
export interface SparkOptions {
  readonly master?: string | undefined
  readonly sparkHome?: string | undefined
}

/**
 * The choice that `--driver NAME`, `--spark-home DIR` and the command after `--` make.
 *
 * @throws UsageError if they contradict each other, or one of them is invalid
 */
export function chooseDriver(
  name: string | undefined,
  command: readonly string[],
  { master, sparkHome, place = '--driver' }: SparkOptions & { readonly place?: string } = {},
): DriverChoice {
  const [program, ...args] = command
  if (master !== undefined && (program !== undefined || !/^spark(?:@|$)/.test(name ?? ''))) {
    throw new UsageError('--master: only real Spark has a master (--driver spark@VERSION is wanted, too)')
  }
  const where = { master: parseMaster(master ?? 'local') }
  if (program !== undefined) {
    if (name !== undefined)
      throw new UsageError(`--driver ${echoed(name)}: a command follows -- already (one of the two is wanted)`)
    if (sparkHome !== undefined) throw new UsageError('--spark-home: a command follows -- (--driver spark is wanted)')
    return { kind: 'command', command: program, args }
  }
  if (sparkHome === '') throw new UsageError('--spark-home: the name of the folder is empty (a folder is wanted)')
  if (name === 'spark') {
    if (sparkHome !== undefined)
      return { kind: 'spark', source: { kind: 'installed', home: resolve(sparkHome) }, ...where }
    throw new UsageError(
      `${place} spark: no release is named (spark@3.5.8 is wanted, or --spark-home DIR for an installed Spark)`,
    )
  }
  if (sparkHome !== undefined) {
    throw new UsageError(
      name === undefined
        ? '--spark-home: --driver spark is wanted, too'
        : `--spark-home: does not go with --driver ${echoed(name)} (--driver spark is wanted)`,
    )
  }
  if (name === undefined || name === 'reference') return { kind: 'reference' }
  const version = /^spark@(.+)$/.exec(name)?.[1]
  if (version !== undefined) {
    refuseUnknown(version, place)
    return { kind: 'spark', source: { kind: 'release', version }, ...where }
  }
  throw new UsageError(
    `${place} "${echoed(name)}": no such driver (reference, spark@VERSION such as spark@2.4.8, spark with --spark-home, or a command after -- is wanted)`,
  )
}

function refuseUnknown(version: string, place: string): void {
  try {
    lineOf(version)
  } catch (error) {
    throw isMisnamed(error) ? new UsageError(`${place}: ${error.message}`) : error
  }
}

/** @throws UsageError */
export function parseMaster(text: string): Master {
  const master = readMaster(text)
  if (typeof master === 'string') throw new UsageError(`--master: ${master.replaceAll(text, echoed(text))}`)
  return master
}
