import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { lineOf, type SparkLine } from './releases.ts'
import { SparkUnavailable } from './unavailable.ts'

/** An installed distribution of Apache Spark. */
export interface InstalledSpark {
  readonly home: string
  /** The folder with its jars. */
  readonly jars: string
  /** The version in the names of its jars; a vendor may append a suffix. */
  readonly version: string
  readonly line: SparkLine
  /** The version of its Scala library. */
  readonly scalaLibrary: string | undefined
  /** A digest of its jars. */
  readonly identity: string
}

/**
 * Reads version and jars of an installed Apache Spark.
 *
 * @throws SparkUnavailable if the folder holds no Spark that has a driver
 */
export async function findInstalled(folder: string): Promise<InstalledSpark> {
  const home = resolve(folder)
  if (!(await isFolder(home))) throw notThere(`There is no folder ${home}.`)
  const jars = join(home, 'jars')
  if (!(await isFolder(jars))) throw notThere(`${home} is no installed Apache Spark: it has no folder jars.`)
  const names = (await readdir(jars)).filter((name) => name.endsWith('.jar')).sort()
  const { scala, version } = coreOf(names, jars)
  const release = await releaseFile(home)
  const line = lineOf(version)
  if (release !== undefined && lineOf(release) !== line) {
    throw notThere(
      `${home} is inconsistent: its jars belong to Apache Spark ${version}, its file RELEASE names ${release}.`,
    )
  }
  if (scala !== line.scala) {
    throw notThere(
      `Apache Spark ${version} in ${home} is built for Scala ${scala}: the driver for this release line needs a build for Scala ${line.scala}.`,
    )
  }
  const scalaLibrary = names.map((name) => /^scala-library-(\d+\.\d+\.\d+)\.jar$/.exec(name)?.[1]).find(Boolean)
  return { home, jars, version, line, scalaLibrary, identity: await identityOf(jars, names) }
}

/** Reads the versions of Scala and Spark from the name of the core's jar. */
function coreOf(names: readonly string[], jars: string): { readonly scala: string; readonly version: string } {
  if (names.length === 0) throw notThere(`There are no jars in ${jars}.`)
  const cores = names.flatMap((name) => {
    const [, scala, version] = /^spark-core_(\d+\.\d+)-(\d.*)\.jar$/.exec(name) ?? []
    return scala === undefined || version === undefined || /-(tests|sources|javadoc)$/.test(version)
      ? []
      : [{ name, scala, version }]
  })
  const [core, ...others] = cores
  if (core === undefined) {
    throw notThere(`There is no spark-core_SCALA-VERSION.jar among the ${names.length} jars in ${jars}.`)
  }
  if (others.length > 0) {
    throw notThere(`There are several Sparks in ${jars}: ${cores.map(({ name }) => name).join(', ')}.`)
  }
  return core
}

/** The version in the first line of the file RELEASE, which may be missing or empty. */
async function releaseFile(home: string): Promise<string | undefined> {
  const text = await readFile(join(home, 'RELEASE'), 'utf8').catch(() => '')
  return /^Spark (\d\S*)/.exec(text)?.[1]
}

/** A digest of all jars by name and size, and of Spark's own jars by content, because the driver is compiled against them. */
async function identityOf(jars: string, names: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const name of names) {
    const path = join(jars, name)
    hash.update(`${name}\0${(await stat(path)).size}\0`)
    if (name.startsWith('spark-')) hash.update(await readFile(path))
  }
  return hash.digest('hex')
}

const isFolder = async (path: string) => (await stat(path).catch(() => undefined))?.isDirectory() === true

const notThere = (message: string) => new SparkUnavailable('no-spark-home', message)
