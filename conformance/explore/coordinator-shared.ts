import type { CoordinatorPlace } from '../../src/contract/actions.ts'
import type { CoordinatorState } from '../../src/reference/coordinator.ts'
import { has } from '../../src/reference/int-map.ts'
import type { CoordinatorHistory } from '../properties/coordinator-properties.ts'
import type { CoordinatorBounds } from '../state-space/bounds.ts'
import type { CoordinatorEnv } from '../state-space/coordinator-moves.ts'
import { boom } from '../state-space/fault-moves.ts'
import { untold } from './coordinator-spoken.ts'
import { bitsFor, keyLayout } from './key-layout.ts'

const places: readonly CoordinatorPlace[] = ['writer.commit', 'query.add-offset', 'query.commit']

/** The part of a situation that belongs to no sender. */
interface Shared {
  readonly env: CoordinatorEnv
  readonly history: CoordinatorHistory
  readonly state: CoordinatorState
  /** The epochs whose offsets are added, as bits. */
  readonly offsetsAdded: number
}

/** The part of a coordinator's key that belongs to no sender. */
export interface SharedPart {
  /** The words of the situation that was put last. */
  readonly words: Uint32Array
  /** @throws Error if the situation has a value that the key does not encode */
  put(env: CoordinatorEnv, history: CoordinatorHistory, state: CoordinatorState, offsetsAdded: number): void
}

export function sharedPart({ writers, readers, epochs, first, times, faults }: CoordinatorBounds): SharedPart {
  const epochBits = bitsFor(epochs + 1)
  const spentBits = bitsFor(times)
  const faultsUsed = faults.map(() => spentBits)
  const layout = keyLayout([
    epochBits,
    epochBits,
    epochBits,
    epochs,
    epochs,
    1,
    1,
    spentBits,
    places.length,
    ...faultsUsed,
  ])
  const words = new Uint32Array(layout.words)
  /** Consecutive situations mostly share this part, so it is only written when it changes. */
  let last: Shared | undefined

  const waitingIn = ({ waiting }: CoordinatorState) => {
    let bits = 0
    let found = 0
    for (let nth = 0; nth < epochs; nth++) {
      if (!has(waiting, first + nth)) continue
      bits |= 1 << nth
      found++
    }
    if (found !== waiting.size) throw untold('a waiting epoch outside of the bounds')
    return bits
  }
  const write = ({ env, history, state, offsetsAdded }: Shared) => {
    if (state.numWriterPartitions !== writers || state.numReaderPartitions !== readers)
      throw untold('other numbers of partitions')
    if (state.offsetCheck !== 'none') throw untold('a query that asserts offsets')
    const numbers = Uint32Array.of(
      state.lastCommittedEpoch - first + 1,
      history.next - first,
      history.sinkHas === undefined ? 0 : history.sinkHas - first + 1,
      waitingIn(state),
      offsetsAdded,
      env.stopped ? 1 : 0,
      state.queryWritesStopped ? 1 : 0,
      state.currentEpoch - first,
      faultsIn(state),
      ...faults.map((fault) => env.faultsUsed[fault] ?? 0),
    )
    layout.write(numbers, words, 0)
  }

  return {
    words,
    put(env, history, state, offsetsAdded) {
      if (last !== undefined && offsetsAdded === last.offsetsAdded && isAsIn(last, env, history, state)) return
      last = undefined
      const shared = { env, history, state, offsetsAdded }
      write(shared)
      last = shared
    },
  }
}

/** Whether every value that `write` reads is the same, or the same object. */
function isAsIn(last: Shared, env: CoordinatorEnv, history: CoordinatorHistory, state: CoordinatorState): boolean {
  return (
    history.next === last.history.next &&
    history.sinkHas === last.history.sinkHas &&
    env.stopped === last.env.stopped &&
    env.faultsUsed === last.env.faultsUsed &&
    state.numWriterPartitions === last.state.numWriterPartitions &&
    state.numReaderPartitions === last.state.numReaderPartitions &&
    state.offsetCheck === last.state.offsetCheck &&
    state.waiting === last.state.waiting &&
    state.lastCommittedEpoch === last.state.lastCommittedEpoch &&
    state.currentEpoch === last.state.currentEpoch &&
    state.queryWritesStopped === last.state.queryWritesStopped &&
    state.faults === last.state.faults
  )
}

function faultsIn({ faults }: CoordinatorState): number {
  let bits = 0
  for (const [at, place] of places.entries()) {
    const error = faults[place]
    if (error === undefined) continue
    if (error !== boom) throw untold(`a fault at ${place} with ${error.type}`)
    bits |= 1 << at
  }
  return bits
}
