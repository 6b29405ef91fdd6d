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
  /** As its jars are named; a vendor's may be longer than a release of the project. */
  readonly version: string
  readonly line: SparkLine
  /** The Scala library that it brings. */
  readonly scalaLibrary: string | undefined
  /** Changes with its jars. */
  readonly identity: string
}

/**
 * Looks at the folder of an installed Apache Spark.
 *
 * @throws SparkUnavailable if it is none that there is a driver for
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
      `${home} cannot be told: its jars are those of Apache Spark ${version}, its file RELEASE says ${release}.`,
    )
  }
  if (scala !== line.scala) {
    throw notThere(
      `Apache Spark ${version} in ${home} is built for Scala ${scala}: the driver for this line needs a build for Scala ${line.scala}.`,
    )
  }
  const scalaLibrary = names.map((name) => /^scala-library-(\d+\.\d+\.\d+)\.jar$/.exec(name)?.[1]).find(Boolean)
  return { home, jars, version, line, scalaLibrary, identity: await identityOf(jars, names) }
}

/** What the name of the core's jar tells. */
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

/** The version in the first line of the file RELEASE; it may be missing, or empty. */
async function releaseFile(home: string): Promise<string | undefined> {
  const text = await readFile(join(home, 'RELEASE'), 'utf8').catch(() => '')
  return /^Spark (\d\S*)/.exec(text)?.[1]
}

/** All jars by name and size, and Spark's own, which the driver is compiled against, by their bytes. */
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
