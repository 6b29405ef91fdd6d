import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolders } from '../make-folders.ts'
import { cacheFolder, settle, workFolder } from './cache.ts'
import { runMaven } from './maven.ts'
import { buildKey, readSources, type SourceFile, sourceFolder } from './sources.ts'
import { findMaven } from './tools.ts'

/** The jars of an installed Spark. */
export interface InstalledJars {
  readonly folder: string
  readonly scalaLibrary: string | undefined
  /** A digest of the jars. */
  readonly identity: string
}

/** A build of the driver. */
export interface Build {
  readonly version: string
  /** The jars to compile against; if undefined, Maven fetches those of the release. */
  readonly jars: InstalledJars | undefined
  /** The Maven profile. */
  readonly family: string
  readonly env: NodeJS.ProcessEnv
  onProgress(line: string): void
  readonly signal?: AbortSignal | undefined
}

/** Returns the folder that holds `driver.jar` and the folder `jars`. Builds it unless these sources were built for this release before. */
export async function builtDriver(build: Build): Promise<string> {
  const sources = await readSources(sourceFolder())
  const cache = cacheFolder(build.env)
  const done = join(cache, buildKey(build.version, sources, build.jars?.identity))
  if (existsSync(done)) return done
  const maven = findMaven(build.env)
  const work = await workFolder(cache)
  // The log is kept if the build fails, under a unique name.
  const log = `${done}-${work.slice(-6)}.log`
  try {
    await make(build, { maven, sources, work, log })
    await settle(join(work, 'built'), done)
    await rm(log, { force: true })
  } catch (error) {
    // A build that was aborted needs no log.
    if (build.signal?.aborted) await rm(log, { force: true })
    throw error
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 5 })
  }
  return done
}

interface Workshop {
  readonly maven: string
  readonly sources: readonly SourceFile[]
  readonly work: string
  readonly log: string
}

/** Builds in a temporary folder, because the repository or package may be read-only and has to stay clean. */
async function make(build: Build, { maven, sources, work, log }: Workshop) {
  const { version, family, env, onProgress, signal } = build
  const project = join(work, 'project')
  for (const { path, content } of sources) {
    makeFolders(dirname(join(project, path)))
    await writeFile(join(project, path), content)
  }
  const fetched = build.jars === undefined ? 'about 200 MB' : 'a compiler'
  onProgress(`building the driver for Apache Spark ${version}; the first time, Maven downloads ${fetched}`)
  const args = ['--batch-mode', '--activate-profiles', family, ...propertiesOf(build), 'package']
  await runMaven({
    maven,
    purpose: 'The Spark driver could not be built',
    args,
    folder: project,
    log,
    env,
    onProgress,
    signal,
  })
  await mkdir(join(work, 'built'))
  for (const part of ['driver.jar', 'jars']) await rename(join(project, 'target', part), join(work, 'built', part))
}

function propertiesOf({ version, jars }: Build): readonly string[] {
  if (jars === undefined) return [`-Dspark.version=${version}`]
  const scala = jars.scalaLibrary !== undefined && runsLambdas(jars.scalaLibrary) ? jars.scalaLibrary : undefined
  return [`-Dspark.jars=${jars.folder}`, ...(scala === undefined ? [] : [`-Dscala.version=${scala}`])]
}

/** Libraries before 2.12.15 cannot deserialize lambdas on JDK 17, so the driver puts its own before them in the class path. */
function runsLambdas(scalaLibrary: string): boolean {
  const patch = /^2\.12\.(\d+)$/.exec(scalaLibrary)?.[1]
  return patch === undefined || Number(patch) >= 15
}
