import fc, { type Scheduler } from 'fast-check'
import type { OneWayMessage } from '../../src/contract/messages.ts'
import { open, type State, step } from '../../src/reference/model.ts'

/** The rate at which fast-check runs six tasks in a random order. */
export interface SchedulerRun {
  /** The better of the ways. */
  readonly runsPerSecond: number
  readonly way: Way
  readonly byWay: Readonly<Record<Way, number>>
  readonly version: string
}

/**
 * The methods by which the scheduler runs until no task is left. `waitAll`, which fast-check deprecates, is the fastest: it leaves
 * no time for new tasks between two tasks, and here there are none.
 */
export type Way = 'waitAll' | 'waitFor' | 'waitIdle' | 'waitNext'

export const ways: readonly Way[] = ['waitAll', 'waitFor', 'waitIdle', 'waitNext']

type Wait = (scheduler: Scheduler, all: Promise<unknown>, tasks: number) => Promise<unknown>

const waits: Readonly<Record<Way, Wait>> = {
  waitAll: (scheduler) => scheduler.waitAll(),
  waitFor: (scheduler, all) => scheduler.waitFor(all),
  waitIdle: (scheduler) => scheduler.waitIdle(),
  waitNext: (scheduler, all, tasks) => scheduler.waitNext(tasks).then(() => all),
}

const partitions = [0, 1, 2]

/** One epoch of three writers and three readers. */
const messages: readonly OneWayMessage[] = [
  ...partitions.map((partitionId): OneWayMessage => {
    return { type: 'CommitPartitionEpoch', partitionId, epoch: 1, message: `commit-${partitionId}-1` }
  }),
  ...partitions.map((partitionId): OneWayMessage => {
    return { type: 'ReportPartitionOffset', partitionId, epoch: 1, offset: `offset-${partitionId}-1` }
  }),
]

const announced: State = (() => {
  const setup = { startEpoch: 1, epochBacklogQueueSize: 10_000 }
  const opened = open({ role: 'coordinator', setup }, new Set()).state
  const writers = { type: 'SetWriterPartitions', numPartitions: partitions.length } as const
  const readers = { type: 'SetReaderPartitions', numPartitions: partitions.length } as const
  return step(step(opened, { kind: 'ask', message: writers }).state, { kind: 'ask', message: readers }).state
})()

/**
 * Random orders per second, by fast-check's scheduler inside its own runner: six tasks deliver one message each to the model, and
 * a check confirms that one epoch was committed. The methods take turns, a batch each.
 */
export async function scheduledRuns({ seconds, seed }: { seconds: number; seed: number }): Promise<SchedulerRun> {
  const batch = 500
  for (const way of ways) await runSchedules(way, { runs: 2 * batch, seed })

  const spent: Record<Way, number> = { waitAll: 0, waitFor: 0, waitIdle: 0, waitNext: 0 }
  let rounds = 0
  while (ways.some((way) => spent[way] < seconds)) {
    for (const way of ways) {
      const began = process.hrtime.bigint()
      await runSchedules(way, { runs: batch, seed: seed + rounds })
      spent[way] += Number(process.hrtime.bigint() - began) / 1e9
    }
    rounds++
  }
  const rate = (way: Way) => (rounds * batch) / spent[way]
  const byWay = {
    waitAll: rate('waitAll'),
    waitFor: rate('waitFor'),
    waitIdle: rate('waitIdle'),
    waitNext: rate('waitNext'),
  }
  const way = ways.reduce((best, other) => (byWay[other] > byWay[best] ? other : best))
  return { runsPerSecond: byWay[way], way, byWay, version: `fast-check ${fc.__version}, seed ${seed}` }
}

/**
 * Runs the six deliveries in `runs` random orders and calls `onDelivery` for each delivery.
 *
 * @throws Error as fast-check reports it, if an order does not commit the epoch exactly once
 */
export async function runSchedules(
  way: Way,
  { runs, seed, onDelivery }: { runs: number; seed: number; onDelivery?: (message: OneWayMessage) => void },
): Promise<void> {
  const deliveries = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
    let state = announced
    let commits = 0
    const deliver = async (message: OneWayMessage) => {
      await scheduler.schedule(Promise.resolve())
      onDelivery?.(message)
      const next = step(state, { kind: 'send', message })
      state = next.state
      commits += next.events.filter(({ kind }) => kind === 'epoch-committed').length
    }
    const all = Promise.all(messages.map(deliver))
    await waits[way](scheduler, all, messages.length)
    await all
    return commits === 1
  })
  await fc.assert(deliveries, { numRuns: runs, seed })
}
