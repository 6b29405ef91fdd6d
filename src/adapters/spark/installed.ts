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
  if (!(await isFolder(home))) throw notThere(`${home}: no folder (that of an installed Apache Spark is wanted)`)
  const jars = join(home, 'jars')
  if (!(await isFolder(jars))) throw notThere(`${home}: no installed Apache Spark, because it has no folder jars`)
  const names = (await namesIn(jars)).filter((name) => name.endsWith('.jar')).sort()
  const { scala, version } = coreOf(names, jars)
  const missing = neededJars.find((jar) => !names.some((name) => name.startsWith(`${jar}_${scala}-`)))
  if (missing !== undefined) {
    throw notThere(`${jars}: there is no ${missing}_${scala}-VERSION.jar (a Spark with its SQL is wanted)`)
  }
  const release = await releaseFile(home)
  const line = lineOf(version)
  if (release !== undefined && lineOf(release) !== line) {
    throw notThere(`${home}: its jars belong to Apache Spark ${version}, and its file RELEASE names ${release}`)
  }
  if (scala !== line.scala) {
    throw notThere(
      `${home}: Apache Spark ${version} for Scala ${scala} (a build for Scala ${line.scala} is wanted for this release line)`,
    )
  }
  const scalaLibrary = names.map((name) => /^scala-library-(\d+\.\d+\.\d+)\.jar$/.exec(name)?.[1]).find(Boolean)
  return { home, jars, version, line, scalaLibrary, identity: await identityOf(jars, names) }
}

/** The jars of Spark, besides its core, without which no query runs. */
const neededJars = ['spark-catalyst', 'spark-sql']

/** Reads the versions of Scala and Spark from the name of the core's jar. */
function coreOf(names: readonly string[], jars: string): { readonly scala: string; readonly version: string } {
  if (names.length === 0) throw notThere(`${jars}: there are no jars`)
  const cores = names.flatMap((name) => {
    const [, scala, version] = /^spark-core_(\d+\.\d+)-(\d[\w.+-]*)\.jar$/.exec(name) ?? []
    return scala === undefined || version === undefined || /-(tests|sources|javadoc)$/.test(version)
      ? []
      : [{ name, scala, version }]
  })
  const [core, ...others] = cores
  if (core === undefined) {
    throw notThere(`${jars}: there is no spark-core_SCALA-VERSION.jar (the jars of an Apache Spark are wanted)`)
  }
  if (others.length > 0) {
    throw notThere(`${jars}: there are several Sparks: ${cores.map(({ name }) => name).join(', ')} (one is wanted)`)
  }
  return core
}

/** The version in the first line of the file RELEASE, which may be missing or empty. */
async function releaseFile(home: string): Promise<string | undefined> {
  const file = join(home, 'RELEASE')
  const text = (await isFile(file)) ? await readFile(file, 'utf8').catch(() => '') : ''
  return /^Spark (\d\S*)/.exec(text)?.[1]
}

/** A digest of all jars by name and size, and of Spark's own jars by content, because the driver is compiled against them. */
async function identityOf(jars: string, names: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const name of names) {
    const path = join(jars, name)
    // A named pipe would wait for its writer.
    if (!(await isFile(path))) throw notThere(`${path}: no file (a jar is wanted)`)
    hash.update(`${name}\0${(await stat(path)).size}\0`)
    if (name.startsWith('spark-')) hash.update(await readFile(path).catch(unreadable(path)))
  }
  return hash.digest('hex')
}

const namesIn = async (folder: string) => await readdir(folder).catch(unreadable(folder))

const unreadable = (path: string) => (error: NodeJS.ErrnoException) => {
  throw notThere(`${path}: cannot be read: ${error.code === 'EACCES' ? 'no permission' : error.message}`)
}

const isFile = async (path: string) => (await stat(path).catch(() => undefined))?.isFile() === true

const isFolder = async (path: string) => (await stat(path).catch(() => undefined))?.isDirectory() === true

const notThere = (message: string) => new SparkUnavailable('no-spark-home', message)
