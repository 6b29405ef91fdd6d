import type { CoordinatorPlace } from '../../src/contract/actions.ts'
import type { CoordinatorState } from '../../src/reference/coordinator.ts'
import { get, has, type IntMap } from '../../src/reference/int-map.ts'
import type { State } from '../../src/reference/model.ts'
import type { CoordinatorHistory } from '../properties/coordinator-properties.ts'
import type { CoordinatorBounds } from '../schedules/bounds.ts'
import type { CoordinatorEnv } from '../schedules/coordinator-space.ts'
import { boom } from '../schedules/fault-moves.ts'
import type { Fault } from '../schedules/faults.ts'
import { bitsFor, keyWriter } from './key-writer.ts'
import type { Numbering } from './numbering.ts'
import { packedVisited } from './visited.ts'

const packable: readonly Fault[] = ['duplicate', 'late', 'lost', 'stop', 'ask', 'throw', 'together']
const places: readonly CoordinatorPlace[] = ['writer.commit', 'query.add-offset', 'query.commit']

/**
 * Numbers a coordinator's situations by packed keys: of each sender a column of bits (how far it is, what of it the
 * coordinator remembers), and what all share. Sorting the columns of the writers, and those of the readers, makes one of all
 * situations that differ in the partitions' names only. Undefined where the bounds do not fit.
 *
 * Exact: what the key does not say is demanded of the state, with an error where it does not hold.
 */
export function coordinatorNumbering(
  bounds: CoordinatorBounds,
  symmetric: boolean,
): Numbering<CoordinatorEnv, CoordinatorHistory> | undefined {
  const { writers, readers, epochs, first, times, faults } = bounds
  const senders = writers + readers
  const may = (fault: Fault) => faults.includes(fault)
  const sentBits = bitsFor(epochs)
  const heldBits = may('late') ? sentBits : 0
  const lostBits = may('lost') ? epochs : 0
  const givenBits = sentBits + heldBits + lostBits
  const columnBits = givenBits + epochs
  const epochBits = bitsFor(epochs + 1)
  const spentBits = bitsFor(times)
  const sharedBits = 3 * epochBits + 2 * epochs + 2 + spentBits * (faults.length + 1) + places.length
  // What is done together is chosen by the senders' numbers, so there their names do make a difference.
  if (symmetric && may('together')) return undefined
  if (columnBits > 31 || senders > 31 || faults.some((fault) => !packable.includes(fault))) return undefined

  const key = keyWriter(senders * columnBits + sharedBits)
  const visited = packedVisited(key.words.length)
  const columns = new Uint32Array(senders)
  const spoken = new Int32Array(epochs)
  const spokenIn = spokenOf(bounds)
  /** Of the epochs that the situation at hand remembers: the offsets of which are added. */
  let offsetsAdded = 0

  const fillColumns = (env: CoordinatorEnv, { epochs: remembered }: CoordinatorState) => {
    for (let sender = 0; sender < senders; sender++) columns[sender] = env.sent[sender] as number
    if (env.held !== undefined) mark(env.held.sender, (env.held.nth + 1) << sentBits)
    for (const { sender, nth } of env.lost) mark(sender, 1 << (sentBits + heldBits + nth))
    let found = 0
    offsetsAdded = 0
    for (let nth = 0; nth < epochs; nth++) {
      const progress = found < remembered.size ? get(remembered, first + nth) : undefined
      // An epoch that nobody has spoken for is not remembered, so no bit at all says that it is not.
      spoken[nth] = progress === undefined ? 0 : spokenIn(nth, progress)
      if (progress === undefined) continue
      found++
      if (progress.offsetAdded) offsetsAdded |= 1 << nth
    }
    if (found !== remembered.size) throw untold('an epoch out of bounds is remembered')
  }
  const mark = (sender: number, bits: number) => {
    columns[sender] = (columns[sender] as number) | bits
  }
  /** Completes each sender's column with what is remembered of it, so that whole columns can change places. */
  const fillRemembered = () => {
    for (let nth = 0; nth < epochs; nth++) {
      for (let bits = spoken[nth] as number; bits !== 0; bits &= bits - 1) {
        mark(31 - Math.clz32(bits & -bits), 1 << (givenBits + nth))
      }
    }
  }
  const putSorted = () => {
    fillRemembered()
    sort(columns, 0, writers)
    sort(columns, writers, senders)
    for (let sender = 0; sender < senders; sender++) key.put(columns[sender] as number, columnBits)
  }
  const putInOrder = () => {
    for (let sender = 0; sender < senders; sender++) key.put(columns[sender] as number, givenBits)
    for (let nth = 0; nth < epochs; nth++) key.put(spoken[nth] as number, senders)
  }

  const putShared = (env: CoordinatorEnv, history: CoordinatorHistory, state: CoordinatorState) => {
    if (state.writers !== writers || state.readers !== readers) throw untold('other numbers of partitions')
    if (state.query !== 'takes all') throw untold(`a query that ${state.query}`)
    let waiting = 0
    for (let nth = 0; nth < epochs && state.waiting.size > 0; nth++) {
      if (has(state.waiting, first + nth)) waiting |= 1 << nth
    }
    if (bitCount(waiting) !== state.waiting.size) throw untold('an epoch out of bounds waits')
    key.put(state.lastCommittedEpoch - first + 1, epochBits)
    key.put(history.next - first, epochBits)
    key.put(history.sinkHas === undefined ? 0 : history.sinkHas - first + 1, epochBits)
    key.put(waiting, epochs)
    key.put(offsetsAdded, epochs)
    key.put((env.stopped ? 2 : 0) + (state.queryWritesStopped ? 1 : 0), 2)
    for (let at = 0; at < faults.length; at++) key.put(env.spent[faults[at] as Fault] ?? 0, spentBits)
    key.put(state.currentEpoch - first, spentBits)
    let armed = 0
    for (let at = 0; at < places.length; at++) {
      const error = state.armed[places[at] as CoordinatorPlace]
      if (error === undefined) continue
      if (error !== boom) throw untold(`${places[at]} is to throw ${error.type}`)
      armed |= 1 << at
    }
    key.put(armed, places.length)
  }

  const alike = new Int32Array(senders)
  const firstAlike = (env: CoordinatorEnv, state: State): ArrayLike<number> => {
    fillColumns(env, coordinatorOf(state))
    fillRemembered()
    for (let sender = 0; sender < senders; sender++) {
      let first = sender < writers ? 0 : writers
      while (columns[first] !== columns[sender]) first++
      alike[sender] = first
    }
    return alike
  }

  return {
    get size() {
      return visited.size
    },
    symmetric,
    ...(symmetric ? { firstAlike } : {}),
    numberOf(env, history, any) {
      const state = coordinatorOf(any)
      fillColumns(env, state)
      key.reset()
      if (symmetric) putSorted()
      else putInOrder()
      putShared(env, history, state)
      return visited.add(key.words)
    },
  }
}

function coordinatorOf(state: State): CoordinatorState {
  if (state.role !== 'coordinator') throw untold(`role ${state.role}`)
  return state
}

// Whoever gives the coordinator, or what it knows of an epoch, one more field is told here that the key has to tell it.
// Its limit is the same in all situations of a space.
true satisfies IsSame<
  keyof CoordinatorState,
  | 'role'
  | 'query'
  | 'backlogLimit'
  | 'currentEpoch'
  | 'lastCommittedEpoch'
  | 'writers'
  | 'readers'
  | 'epochs'
  | 'waiting'
  | 'queryWritesStopped'
  | 'armed'
>
true satisfies IsSame<keyof Progress, 'commits' | 'offsets' | 'offsetAdded'>
true satisfies IsSame<keyof CoordinatorEnv, 'sent' | 'held' | 'lost' | 'stopped' | 'spent'>
true satisfies IsSame<keyof CoordinatorHistory, 'next' | 'sinkHas'>
type IsSame<A, B> = [A, B] extends [B, A] ? true : false

type Progress = CoordinatorState['epochs'] extends IntMap<infer P> ? P : never

/**
 * Which senders have spoken for the n-th epoch, as bits. A state shares with the one before it what has not changed, so the
 * latest two answers of each epoch are kept by the object that they are of.
 */
function spokenOf({ writers, readers, epochs, first }: CoordinatorBounds): (nth: number, progress: Progress) => number {
  const senders = writers + readers
  const texts = Array.from({ length: senders * epochs }, (_, index) => {
    const [sender, epoch] = [Math.floor(index / epochs), first + (index % epochs)]
    return sender < writers ? `commit-${sender}-${epoch}` : `offset-${sender - writers}-${epoch}`
  })
  const kept = Array.from({ length: epochs }, () => ({
    one: undefined as Progress | undefined,
    oneIs: 0,
    other: undefined as Progress | undefined,
    otherIs: 0,
    oneIsLater: false,
  }))

  const read = (nth: number, { commits, offsets }: Progress): number => {
    let bits = 0
    for (let sender = 0; sender < senders; sender++) {
      const text = sender < writers ? get(commits, sender) : get(offsets, sender - writers)
      if (text === undefined) continue
      if (text !== texts[sender * epochs + nth]) throw untold(`sender ${sender} said ${text}`)
      bits |= 1 << sender
    }
    if (bitCount(bits) !== commits.size + offsets.size) throw untold('an unknown partition has spoken')
    return bits
  }

  return (nth, progress) => {
    const memory = kept[nth] as (typeof kept)[number]
    if (memory.one === progress) {
      memory.oneIsLater = true
      return memory.oneIs
    }
    if (memory.other === progress) {
      memory.oneIsLater = false
      return memory.otherIs
    }
    const bits = read(nth, progress)
    // What was asked for last is kept, and the other forgotten.
    if (memory.oneIsLater) {
      memory.other = progress
      memory.otherIs = bits
    } else {
      memory.one = progress
      memory.oneIs = bits
    }
    memory.oneIsLater = !memory.oneIsLater
    return bits
  }
}

function bitCount(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}

/** Insertion sort of a few numbers, in place. */
function sort(numbers: Uint32Array, from: number, to: number): void {
  for (let end = from + 1; end < to; end++) {
    const number = numbers[end] as number
    let at = end
    for (; at > from && (numbers[at - 1] as number) > number; at--) numbers[at] = numbers[at - 1] as number
    numbers[at] = number
  }
}

const untold = (what: string) => new Error(`the key does not tell this state from others: ${what}`)
