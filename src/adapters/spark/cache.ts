import { readdir, rm } from 'node:fs/promises'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'

/** Where the builds are kept. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  if (env['CWC_CACHE']) return join(env['CWC_CACHE'], 'spark')
  const caches = env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
  return join(caches, 'continuous-write-conformance', 'spark')
}

const prefix = `.building-${hostname()}-`

/** What the folder of a build under way is called: whose it is can be told from it. */
export const buildingPrefix = `${prefix}${process.pid}-`

/** Removes what builds of this machine left that were ended before they could clean up. */
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
    // It lives, but is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
