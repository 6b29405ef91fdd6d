import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Kill } from './kill-matrix.ts'
import { mutants } from './mutants/mutants.ts'

/** The mutants of one thread: those whose number has this remainder. Neighbours take about the same time. */
export interface Share {
  readonly thread: number
  readonly threads: number
}

/**
 * Runs the scenarios of its edition on each mutant, in a thread per core. The result does not depend on the number of threads.
 *
 * @throws Error if a thread throws
 */
export async function killMatrix(): Promise<readonly Kill[]> {
  // Each thread records the scenarios first, so many threads gain little.
  const threads = Math.min(availableParallelism(), 4)
  const shares = await Promise.all(Array.from({ length: threads }, (_, thread) => killsIn({ thread, threads })))
  return mutants.map((mutant, at) => {
    const kill = shares[at % threads]?.[Math.floor(at / threads)]
    if (kill === undefined) throw new Error(`${mutant.name}: no thread has run it`)
    return { mutant, ...kill }
  })
}

async function killsIn(share: Share): Promise<readonly Omit<Kill, 'mutant'>[]> {
  const worker = new Worker(new URL('kill-thread.ts', import.meta.url), { workerData: share })
  const [kills] = (await once(worker, 'message')) as [readonly Omit<Kill, 'mutant'>[]]
  return kills
}
