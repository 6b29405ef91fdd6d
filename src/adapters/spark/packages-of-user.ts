import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from '../environment.ts'
import { cacheFolder, settle, workFolder } from './cache.ts'
import { runMaven } from './maven.ts'
import { findMaven } from './tools.ts'
import { SparkUnavailable } from './unavailable.ts'

/** Packages of Maven that a user's sink needs. */
export interface WantedPackages {
  /** Each `GROUP:ARTIFACT:VERSION`. */
  readonly packages: readonly string[]
  /** Of the Spark that they are for, such as 2.12. */
  readonly scala: string
  readonly env: Environment
  readonly signal?: AbortSignal | undefined
  onProgress(line: string): void
}

/**
 * Returns the jars of the packages and of what they need besides Spark, Scala and Hadoop. Maven fetches them once.
 *
 * Rejects with `SparkUnavailable` if one cannot be fetched, or is no package's name.
 */
export async function jarsOfPackages(wanted: WantedPackages): Promise<readonly string[]> {
  const { packages, scala, env } = wanted
  if (packages.length === 0) return []
  const dependencies = packages.map((name) => dependencyOf(name, scala))
  const cache = cacheFolder(env)
  const key = createHash('sha256').update(dependencies.join('\n')).digest('hex').slice(0, 16)
  const done = join(cache, `packages-${key}`)
  if (!existsSync(done)) {
    const work = await workFolder(cache)
    // It is kept if Maven fails, for the error names it.
    const log = `${done}-${work.slice(-6)}.log`
    try {
      await fetchInto({ jars: join(work, 'jars'), work, log }, dependencies, wanted)
      await settle(join(work, 'jars'), done)
      await rm(log, { force: true })
    } catch (error) {
      if (wanted.signal?.aborted) await rm(log, { force: true })
      throw error
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  }
  return (await readdir(done)).filter((name) => name.endsWith('.jar')).map((name) => join(done, name))
}

interface Workshop {
  readonly jars: string
  readonly work: string
  readonly log: string
}

async function fetchInto({ jars, work, log }: Workshop, dependencies: readonly string[], wanted: WantedPackages) {
  await mkdir(jars)
  const project = [
    '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>',
    '<groupId>continuous-write-conformance</groupId><artifactId>sink</artifactId><version>1</version>',
    `<dependencies>${dependencies.join('')}</dependencies></project>`,
  ].join('')
  await writeFile(join(work, 'pom.xml'), project)
  await runMaven({
    maven: findMaven(wanted.env),
    args: ['--batch-mode', `${plugin}:copy-dependencies`, '-DincludeScope=runtime', `-DoutputDirectory=${jars}`],
    folder: work,
    purpose: 'The packages of the sink could not be fetched',
    log,
    env: wanted.env,
    onProgress: wanted.onProgress,
    signal: wanted.signal,
  })
}

const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1'

/** Spark comes with these itself. */
const ofSpark = (scala: string) => [
  ...['core', 'sql', 'catalyst', 'tags'].map((part) => `org.apache.spark:spark-${part}_${scala}`),
  'org.scala-lang:*',
  'org.apache.hadoop:*',
]

function dependencyOf(name: string, scala: string): string {
  const [, group, artifact, version] = /^([\w.-]+):([\w.-]+):([\w.-]+)$/.exec(name) ?? []
  if (group === undefined || artifact === undefined || version === undefined)
    throw new SparkUnavailable('build-failed', `${name}: GROUP:ARTIFACT:VERSION is wanted, as Maven has it.`)
  const exclusions = ofSpark(scala).map((one) => {
    const [of, part] = one.split(':')
    return `<exclusion><groupId>${of}</groupId><artifactId>${part}</artifactId></exclusion>`
  })
  return [
    `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>`,
    `<exclusions>${exclusions.join('')}</exclusions></dependency>`,
  ].join('')
}
