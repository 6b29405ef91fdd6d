import { greatest } from '../../state-space/limits.ts'
import { readChoices, TokenError, writeChoices } from '../../state-space/token.ts'
import { echoed } from '../../visible.ts'
import { type BatchBounds, batchFaults } from './batch-space.ts'

/** A generated schedule of micro-batches in writing: bounds, and the choice in each state. It is the same schedule on every sink. */
export interface BatchToken {
  readonly bounds: BatchBounds
  readonly choices: readonly number[]
}

const prefix = 'batches:'
const form = /^p(\d{1,9})b(\d{1,9})r(\d{1,9})x(\d{1,9})$/

export const isBatchToken = (text: string): boolean => text.trim().startsWith(prefix)

/** `batches:p1b2r2x1:crash:0120`. */
export const writeBatchToken = ({ bounds, choices }: BatchToken): string => {
  const { partitions, batches, rows, times, faults } = bounds
  return `${prefix}p${partitions}b${batches}r${rows}x${times}:${faults.join('.')}:${writeChoices(choices)}`
}

/** @throws TokenError that names the part that cannot be read, and what is wanted */
export function readBatchToken(text: string): BatchToken {
  if (!isBatchToken(text))
    throw new TokenError(
      `"${echoed(text)}": not a token of micro-batches (such as ${example} is wanted; sink:… is one of continuous mode)`,
    )
  const [sizes = '', faults = '', choices = '', ...rest] = text.trim().slice(prefix.length).split(':')
  if (rest.length > 0) throw new TokenError(`a token has 4 parts between colons (this one has ${rest.length + 4})`)
  const read = form.exec(sizes)
  if (read === null) throw new TokenError(`"${echoed(sizes)}": not bounds (such as p1b2r2x1 are wanted)`)
  const [partitions, batches, rows, times] = [
    sizeOf('partitions', read[1]),
    sizeOf('batches', read[2]),
    sizeOf('rows', read[3]),
    sizeOf('times', read[4]),
  ] as const
  if (partitions === 0) throw new TokenError(`"${echoed(sizes)}": at least one partition is wanted`)
  return { bounds: { partitions, batches, rows, faults: readFaults(faults), times }, choices: readChoices(choices) }
}

const example = 'batches:p1b2r2x2:sink:0120'

function sizeOf(name: string, written: string | undefined): number {
  const number = Number(written)
  if (number <= greatest(name)) return number
  throw new TokenError(`${number}: too large (${name} is at most ${greatest(name)})`)
}

const readFaults = (text: string) =>
  (text === '' ? [] : text.split('.')).map((word) => {
    const fault = batchFaults.find((name) => name === word)
    if (fault !== undefined) return fault
    throw new TokenError(`no fault of micro-batches is "${echoed(word)}" (they are ${batchFaults.join(', ')})`)
  })
