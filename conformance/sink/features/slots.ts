import type { PlainError } from '../../../src/contract/values.ts'
import { counted } from '../../counted.ts'
import { Groups } from '../../gherkin/groups.ts'
import { error as describeError, errorOf } from '../../gherkin/words.ts'
import { injected } from '../schedules/schedule.ts'
import type { Slot } from './phrase.ts'

const numberIn = (text: string): number => new Groups([/\d+/.exec(text)?.[0]]).number(1)

/** A partition behind a preposition. Where the query has one partition only, the phrase leaves it out. */
const partitionBehind = (preposition: string): Slot<number> => ({
  shown: `[ ${preposition} partition N]`,
  source: `(?: ${preposition} partition \\d+)?`,
  read(text, partitions) {
    if (text !== '') return partitionIn(text, partitions)
    if (partitions === 1) return 0
    throw new Error(`no partition is named ("${preposition} partition N" is wanted, of ${partitions} partitions)`)
  },
  print: (partition, partitions) => (partitions === 1 ? '' : ` ${preposition} partition ${partition}`),
})

function partitionIn(text: string, partitions: number): number {
  const partition = numberIn(text)
  if (partition < partitions) return partition
  const wanted = partitions === 1 ? '0' : `a number from 0 to ${partitions - 1}`
  throw new Error(`the query has no partition ${partition} (${wanted} is wanted)`)
}

export const inPartition = partitionBehind('in')
export const fromPartition = partitionBehind('from')

export const epochNumber: Slot<number> = {
  shown: 'N',
  source: '\\d+',
  read: numberIn,
  print: String,
}

/** How often something is done; undefined for once. */
export const often: Slot<number | undefined> = {
  shown: '[ N times]',
  source: '(?: \\d+ times?)?',
  read(text) {
    if (text === '') return undefined
    const times = numberIn(text)
    if (times >= 1 && times <= mostTimes) return times
    throw new Error(`${counted(times, 'time')} (a number from 1 to ${mostTimes} is wanted)`)
  },
  print: (times) => (times === undefined ? '' : ` ${counted(times, 'time')}`),
}
const mostTimes = 1000

/** The error of a fault: that of the kit, if it is left out. */
export const withError: Slot<PlainError> = {
  shown: '[ with TYPE "MESSAGE"]',
  source: '(?: with [A-Za-z]\\w*(?: "(?:[^"\\\\]|\\\\.)*")?)?',
  read(text) {
    const [, type, message] = /^ with (\w+)(?: (.*))?$/.exec(text) ?? []
    if (type === undefined) return injected
    new Groups([message])
    return errorOf(type, message)
  },
  print: (error) =>
    error.type === injected.type && error.message === injected.message ? '' : ` with ${describeError(error)}`,
}
