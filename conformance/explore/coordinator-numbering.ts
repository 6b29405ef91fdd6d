import type { CoordinatorState } from '../../src/reference/coordinator.ts'
import { get } from '../../src/reference/int-map.ts'
import type { CoordinatorHistory } from '../properties/coordinator-properties.ts'
import type { CoordinatorBounds } from '../state-space/bounds.ts'
import type { CoordinatorEnv } from '../state-space/coordinator-moves.ts'
import type { Fault } from '../state-space/faults.ts'
import { sharedPart } from './coordinator-shared.ts'
import { type Progress, spokenWithin, untold } from './coordinator-spoken.ts'
import { bitsFor, keyLayout } from './key-layout.ts'
import type { Numbering } from './numbering.ts'
import { packedVisited } from './visited.ts'

const packable: readonly Fault[] = ['duplicate', 'late', 'lost', 'stop', 'ask', 'throw', 'together']

/**
 * Numbers a coordinator's situations by packed keys: a column of bits per sender (its position, and which of its messages the
 * coordinator keeps), and a shared part. With symmetry the columns of writers and those of readers are sorted, so situations that
 * differ only in the names of partitions share a key. Undefined if the bounds do not fit.
 *
 * Exact: a state with a value that the key does not encode is an error.
 */
export function coordinatorNumbering(
  bounds: CoordinatorBounds,
  symmetric: boolean,
): Numbering<CoordinatorEnv, CoordinatorHistory, 'coordinator'> | undefined {
  const { writers, readers, epochs, first, faults } = bounds
  const senders = writers + readers
  const may = (fault: Fault) => faults.includes(fault)
  const sentBits = bitsFor(epochs)
  const heldBits = may('late') ? sentBits : 0
  const lostBits = may('lost') ? epochs : 0
  const givenBits = sentBits + heldBits + lostBits
  const columnBits = givenBits + epochs
  // A `together` chooses senders by number, so there the names make a difference.
  if (symmetric && may('together')) return undefined
  if (columnBits > 31 || senders + 1 > 31 || faults.some((fault) => !packable.includes(fault))) return undefined

  const ofSenders = (bits: number) => Array.from({ length: senders }, () => bits)
  const ofEpochs = Array.from({ length: epochs }, () => senders)
  const layout = keyLayout(symmetric ? ofSenders(columnBits) : [...ofSenders(givenBits), ...ofEpochs])
  const shared = sharedPart(bounds)
  const width = layout.words + shared.words.length
  const visited = packedVisited(width)
  let keys = new Uint32Array(width)
  let numbers = new Uint32Array(1)

  const spoken = spokenWithin(bounds)
  const allSenders = (1 << senders) - 1
  /** By epoch, the senders that have spoken for it: in the current situation, and in the one that was left last. */
  const here = new Int32Array(epochs)
  const left = new Int32Array(epochs)
  /** By sender, its kept messages in the situation that was left last. */
  const leftColumns = new Uint32Array(senders)
  const columns = new Uint32Array(symmetric ? senders : senders + epochs)
  /** The epochs of the current situation whose offsets are added, as bits. */
  let offsetsAdded = 0

  const fillGiven = ({ sent, held, lost }: CoordinatorEnv) => {
    let most = 0
    for (let sender = 0; sender < senders; sender++) {
      const count = sent[sender] as number
      most |= count
      columns[sender] = count
    }
    if (most >>> sentBits !== 0) throw untold(`messages sent by each sender: ${sent}`)
    if (held !== undefined) mark(held.sender, (held.nth + 1) << sentBits)
    for (const { sender, nth } of lost) mark(sender, 1 << (sentBits + heldBits + nth))
  }
  const mark = (sender: number, bits: number) => {
    columns[sender] = (columns[sender] as number) | bits
  }
  const fillSpoken = ({ epochs: remembered }: CoordinatorState) => {
    let found = 0
    offsetsAdded = 0
    for (let nth = 0; nth < epochs; nth++) {
      const progress = get(remembered, first + nth)
      const bits = spoken.bitsOf(nth, progress)
      here[nth] = bits & allSenders
      offsetsAdded |= (bits >>> senders) << nth
      if (progress !== undefined) found++
    }
    if (found !== remembered.size) throw untold('data of an epoch outside of the bounds')
  }
  /** Updates the columns from the situation that was left last to the current one. */
  const turn = (columnsLeft: Uint32Array) => {
    for (let nth = 0; nth < epochs; nth++) {
      for (let bits = (here[nth] as number) ^ (left[nth] as number); bits !== 0; bits &= bits - 1) {
        const sender = 31 - Math.clz32(bits & -bits)
        columnsLeft[sender] = (columnsLeft[sender] as number) ^ (1 << (givenBits + nth))
      }
    }
  }
  /** Adds its kept messages to each sender's column, so that whole columns can be sorted. */
  const fillRemembered = () => {
    for (let sender = 0; sender < senders; sender++) mark(sender, leftColumns[sender] as number)
    turn(columns)
  }

  const writeKey = (env: CoordinatorEnv, history: CoordinatorHistory, state: CoordinatorState, at: number) => {
    fillGiven(env)
    fillSpoken(state)
    if (symmetric) {
      fillRemembered()
      sort(columns, 0, writers)
      sort(columns, writers, senders)
    } else {
      for (let nth = 0; nth < epochs; nth++) columns[senders + nth] = here[nth] as number
    }
    layout.write(columns, keys, at)
    shared.put(env, history, state, offsetsAdded)
    for (let word = layout.words; word < width; word++) keys[at + word] = shared.words[word - layout.words] as number
  }

  const alike = new Int32Array(senders)
  return {
    get size() {
      return visited.size
    },
    symmetric,
    leave(env, state) {
      for (let nth = 0; nth < epochs; nth++) spoken.keep(nth, get(state.epochs, first + nth))
      if (!symmetric) return undefined
      fillSpoken(state)
      turn(leftColumns)
      left.set(here)
      fillGiven(env)
      fillRemembered()
      for (let sender = 0; sender < senders; sender++) {
        let first = sender < writers ? 0 : writers
        while (columns[first] !== columns[sender]) first++
        alike[sender] = first
      }
      return alike
    },
    numberOf(env, history, state) {
      writeKey(env, history, state, 0)
      visited.add(keys, 1, numbers)
      return numbers[0] as number
    },
    numbersOf(situations) {
      const count = situations.length
      if (count > numbers.length) {
        numbers = new Uint32Array(count)
        keys = new Uint32Array(count * width)
      }
      for (let nth = 0; nth < count; nth++) {
        const { env, history, state } = situations[nth] as (typeof situations)[number]
        writeKey(env, history, state, nth * width)
      }
      visited.add(keys, count, numbers)
      return numbers
    },
  }
}

// A new field of the coordinator, or of its data about an epoch, fails to compile here until the key encodes it.
// The backlog limit is the same in all situations of a state space.
true satisfies IsSame<
  keyof CoordinatorState,
  | 'role'
  | 'offsetCheck'
  | 'backlogLimit'
  | 'currentEpoch'
  | 'lastCommittedEpoch'
  | 'numWriterPartitions'
  | 'numReaderPartitions'
  | 'epochs'
  | 'waiting'
  | 'queryWritesStopped'
  | 'faults'
>
true satisfies IsSame<keyof Progress, 'commits' | 'offsets' | 'offsetAdded'>
true satisfies IsSame<keyof CoordinatorEnv, 'sent' | 'held' | 'lost' | 'stopped' | 'faultsUsed'>
true satisfies IsSame<keyof CoordinatorHistory, 'next' | 'sinkHas'>
type IsSame<A, B> = [A, B] extends [B, A] ? true : false

/** Insertion sort of a few numbers, in place. */
function sort(numbers: Uint32Array, from: number, to: number): void {
  for (let end = from + 1; end < to; end++) {
    const number = numbers[end] as number
    let at = end
    for (; at > from && (numbers[at - 1] as number) > number; at--) numbers[at] = numbers[at - 1] as number
    numbers[at] = number
  }
}
