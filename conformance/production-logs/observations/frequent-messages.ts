import type { Observation } from './observation.ts'

/**
 * What the messages that each epoch repeats show, without a regular expression: the same as their patterns say. Undefined for all other
 * messages, and in doubt.
 */
export function frequentObservation(logger: string, message: string): Observation | undefined {
  switch (logger) {
    case 'ContinuousExecution': {
      if (!message.startsWith(newEpoch) || !message.endsWith(isStarting)) return undefined
      const value = numberIn(message, newEpoch.length, message.length - isStarting.length)
      return value === undefined ? undefined : { kind: 'answered', message: 'IncrementAndGetEpoch', value }
    }
    case 'CheckpointFileManager':
      return message.startsWith(renamed)
        ? entryRenamed(message)
        : message.startsWith(writing)
          ? entryBegun(message)
          : undefined
    default:
      return undefined
  }
}

const [newEpoch, isStarting] = ['New epoch ', ' is starting.']
const [renamed, to, offsets, commits] = ['Renamed temp file ', ' to ', '/offsets/', '/commits/']
const [writing, using] = ['Writing atomically to ', ' using temp file ']

function entryRenamed(message: string): Observation | undefined {
  const slash = message.lastIndexOf('/')
  const epoch = numberIn(message, slash + 1, message.length)
  const begin = message.lastIndexOf(to, slash)
  if (epoch === undefined || begin < renamed.length || message.includes('\n')) return undefined
  const isOffsets = message.startsWith(offsets, slash - offsets.length + 1)
  if (!isOffsets && !message.startsWith(commits, slash - commits.length + 1)) return undefined
  const end = slash - offsets.length + 1
  if (end < begin + to.length) return undefined
  const checkpoint = message.slice(begin + to.length, end)
  return isOffsets ? { kind: 'offset-added', epoch, checkpoint } : { kind: 'query-committed', epoch, checkpoint }
}

function entryBegun(message: string): Observation | undefined {
  const end = message.lastIndexOf(using)
  const slash = message.lastIndexOf('/', end)
  const epoch = numberIn(message, slash + 1, end)
  if (epoch === undefined || message.includes('\n')) return undefined
  const isOffsets = message.startsWith(offsets, slash - offsets.length + 1)
  if (!isOffsets && !message.startsWith(commits, slash - commits.length + 1)) return undefined
  const checkpoint = message.slice(writing.length, slash - offsets.length + 1)
  // The pattern ends at the last place that fits: a path may have its words in it.
  if (slash - offsets.length + 1 < writing.length) return undefined
  return { kind: 'entry-begun', log: isOffsets ? 'offsets' : 'commits', epoch, checkpoint }
}

/** The whole number that stands there; undefined if anything else does, or more digits than a double has. */
function numberIn(text: string, begin: number, end: number): number | undefined {
  if (end <= begin || end - begin > 15) return undefined
  let number = 0
  for (let at = begin; at < end; at++) {
    const digit = text.charCodeAt(at) - 0x30
    if (digit < 0 || digit > 9) return undefined
    number = number * 10 + digit
  }
  return number
}
