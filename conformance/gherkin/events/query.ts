import type { Ask } from '../../../src/contract/messages.ts'
import { askTypes } from '../../../src/contract/messages.ts'
import type { ErrorValue } from '../../../src/contract/values.ts'
import { errorOf, expr } from '../words.ts'
import { causes, type EventPhraseTable, isError, of } from './table.ts'

const query = 'query'

// The type of an error begins with a capital; the message is optional.
const { error } = expr

/** Phrases for the events of role query only. */
export const queryEvents: EventPhraseTable = {
  [`the query asks (${askTypes.join('|')})`]: (g) => of('asked', query, (e) => e.message.type === g.text(1)),
  'the query stops': () => of('query-stopped', query, (e) => e.error === null),
  'the query stops with an error': () => of('query-stopped', query, (e) => e.error !== null),
  [`the query stops with (?=[A-Z])${error}`]: (g) =>
    of('query-stopped', query, (e) => e.error !== null && isError(errorOf(g.text(1), g.raw(2)), e.error)),
  [`the query stops with (?=[A-Z])${error}, caused by ${error}`]: (g) =>
    of('query-stopped', query, ({ error: seen }) => {
      const cause = errorOf(g.text(3), g.raw(4))
      if (seen === null || !isError(errorOf(g.text(1), g.raw(2)), seen)) return false
      return causes(seen).some((one) => isError(cause, one))
    }),
  // The error itself, or a cause of another error.
  'the query stops because of {error}': (g) =>
    of('query-stopped', query, ({ error: seen }) => {
      const cause = errorOf(g.text(1), g.raw(2))
      return seen !== null && [seen, ...causes(seen)].some((one) => isError(cause, one))
    }),
  'the query stops because its job has failed': () => of('query-stopped', query, ({ error }) => namesFailedJob(error)),
  'the scan asks SetReaderPartitions': () => of('asked', 'operator', (e) => e.message.type === 'SetReaderPartitions'),
  'the operator asks SetReaderPartitions for {number} partitions?': (g) =>
    of('asked', 'operator', ({ message }) => announcesReaders(message, g.number(1))),
  'the coordinator logs its registration': () => of('logged', 'coordinator', (e) => /regist/i.test(e.message)),
}

/** Whether the error or one of its causes is Spark's error for a failed job. */
export function namesFailedJob(error: ErrorValue | null): boolean {
  return error !== null && [error, ...causes(error)].some(({ message }) => message?.startsWith('Job aborted') === true)
}

const announcesReaders = (message: Ask, numPartitions: number) =>
  message.type === 'SetReaderPartitions' && message.numPartitions === numPartitions
