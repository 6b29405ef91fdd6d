import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { makeFolders } from '../make-folders.ts'
import { SparkUnavailable } from './unavailable.ts'

/** The folder that caches the builds. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  if (env['CWC_CACHE']) return join(env['CWC_CACHE'], 'spark')
  const caches = env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
  return join(caches, 'continuous-write-conformance', 'spark')
}

const prefix = `.building-${hostname()}-`

/** The prefix of the folder of an unfinished build: names host and process. */
export const buildingPrefix = `${prefix}${process.pid}-`

/** Deletes the folders of builds on this host whose processes have ended without cleaning up. */
export async function sweep(cache: string): Promise<void> {
  const ofHost = (name: string) => name.startsWith(prefix) && /^\d+-[^-]+$/.test(name.slice(prefix.length))
  const left = (await readdir(cache)).filter(ofHost)
  const dead = left.filter((name) => !isAlive(Number.parseInt(name.slice(prefix.length), 10)))
  await Promise.all(dead.map((name) => rm(join(cache, name), { recursive: true, force: true })))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // The process exists, but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Makes the cache folder, if it is missing, and a new folder in it. Rejects with `SparkUnavailable` if it cannot be written. */
export async function workFolder(cache: string): Promise<string> {
  try {
    makeFolders(cache)
    await sweep(cache)
    return await mkdtemp(join(cache, buildingPrefix))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const what = `The cache folder for drivers cannot be written (${why}).`
    throw new SparkUnavailable('build-failed', `${what} Set CWC_CACHE to another folder.`, { cause })
  }
}

/** Moves what was built into the cache atomically. If another process was faster, its build is used. */
export async function settle(built: string, done: string): Promise<void> {
  try {
    await rename(built, done)
  } catch (error) {
    if (!existsSync(done)) throw error
  }
}
