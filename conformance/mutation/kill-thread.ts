import { parentPort, workerData } from 'node:worker_threads'
import { killsOf } from './kill-matrix.ts'
import type { Share } from './kill-threads.ts'
import { mutants } from './mutants/mutants.ts'

// A thread of kill-threads.ts. A mutant may have functions, so its share is sent by number, and only ids come back.

const { thread, threads } = workerData as Share
const kills = await killsOf(mutants.filter((_, at) => at % threads === thread))
parentPort?.postMessage(kills.map(({ killedBy, missedBy }) => ({ killedBy, missedBy })))
