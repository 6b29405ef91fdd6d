import { readdir, rm } from 'node:fs/promises'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'

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
