import type { Event } from '../../src/contract/events.ts'
import type { ErrorValue } from '../../src/contract/values.ts'
import { equalData } from '../assertions/equal-data.ts'
import { sameItems } from '../gherkin/words.ts'
import { isJobFailure, isSparksWording } from './spark-wording.ts'

/**
 * Whether the observed event equals the model's. Ignores fields that no requirement constrains: the order of `messages` and
 * `offsets`, the package of a logger, a number of partitions that one side leaves out, and the wording of Spark's own errors.
 */
export function equalEvents(expected: Event, seen: Event): boolean {
  if (expected.kind !== seen.kind || expected.actor !== seen.actor) return false
  switch (expected.kind) {
    case 'epoch-committed':
      return seen.kind === expected.kind && expected.epoch === seen.epoch && sameItems(expected.messages, seen.messages)
    case 'offset-added':
      return seen.kind === expected.kind && expected.epoch === seen.epoch && sameItems(expected.offsets, seen.offsets)
    case 'logged':
      return seen.kind === expected.kind && sameLine(expected, seen)
    case 'writer-factory-created':
      return (
        seen.kind === expected.kind &&
        (expected.numPartitions === undefined ||
          seen.numPartitions === undefined ||
          expected.numPartitions === seen.numPartitions)
      )
    case 'threw':
      // The requirement is only that planning throws.
      return seen.kind === expected.kind && (expected.actor === 'planner' || equalErrors(expected.error, seen.error))
    case 'task-failed':
      return (
        seen.kind === expected.kind && expected.partition === seen.partition && equalErrors(expected.error, seen.error)
      )
    case 'query-stopped':
      return seen.kind === expected.kind && equalEnds(expected.error, seen.error)
    default:
      return equalData(expected, seen)
  }
}

type Line = Extract<Event, { readonly kind: 'logged' }>

/** The page names the classes that log for the operator and the coordinator, without their packages. */
function sameLine(expected: Line, seen: Line): boolean {
  if (expected.level !== seen.level || expected.message !== seen.message) return false
  const [wanted, found] = [simpleName(expected.logger), simpleName(seen.logger)]
  if (expected.actor.startsWith('task-')) return true
  return expected.actor === 'operator' ? found === wanted : found.startsWith(wanted)
}

const simpleName = (name: string) => name.slice(name.lastIndexOf('.') + 1)

/** A query that was stopped ends with no error. */
function equalEnds(expected: ErrorValue | null, seen: ErrorValue | null): boolean {
  return expected === null || seen === null ? expected === seen : equalErrors(expected, seen)
}

/**
 * Compares types, texts that the kit injected or a requirement names, and as many causes as the model has. OP-24 excludes
 * timeouts and interrupts.
 */
function equalErrors(expected: ErrorValue, seen: ErrorValue): boolean {
  const [wanted, found] = [unboxed(expected), unboxed(seen)]
  if (!isJobFailure(wanted)) return equalThrown(wanted, found)
  // OP-44: where the failure of the job is thrown itself, its cause is the task's error.
  if (!namesItsTask(wanted, found)) return false
  return wanted.cause === undefined || (found.cause !== undefined && equalThrown(wanted.cause, found.cause))
}

function equalThrown(expected: ErrorValue, seen: ErrorValue): boolean {
  const [wanted, found] = [unboxed(expected), unboxed(seen)]
  if (wanted.type === 'RpcTimeoutException') return true
  if (wanted.cause !== undefined && unboxed(wanted.cause).type === 'InterruptedException') return true
  if (isJobFailure(wanted)) return namesItsTask(wanted, found)
  if (wanted.type !== found.type) return false
  if (wanted.message !== found.message && !isSparksWording(wanted) && !isInterrupt(wanted)) return false
  if (wanted.cause === undefined) return true
  return found.cause !== undefined && equalThrown(wanted.cause, found.cause)
}

/** The JVM wraps an `Error` from a future in an ExecutionException. */
function unboxed(error: ErrorValue): ErrorValue {
  return error.type === 'ExecutionException' && error.cause !== undefined ? unboxed(error.cause) : error
}

const isInterrupt = ({ type, message }: ErrorValue) => type === 'InterruptedException' && message === null

/** OP-27: the failure of the job is the cause, and its text names the task's error. */
function namesItsTask(expected: ErrorValue, seen: ErrorValue): boolean {
  const text = seen.message ?? ''
  const named = expected.cause
  if (expected.type !== seen.type) return false
  if (named === undefined) return true
  return text.includes(named.type) && (isSparksWording(named) || text.includes(named.message ?? ''))
}
