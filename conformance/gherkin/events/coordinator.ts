import { askTypes } from '../../../src/contract/messages.ts'
import { errorOf, itemsOf, sameItems, simpleName } from '../words.ts'
import { causes, type EventPhraseTable, isError, logged, of } from './table.ts'

const coordinator = 'coordinator'

/** Phrases for the events of the coordinator. */
export const coordinatorEvents: EventPhraseTable = {
  'the coordinator replies with {number}': (g) => of('answered', coordinator, (e) => e.value === g.number(1)),
  // Any value: the pages state that there is a reply, not which one.
  [`the coordinator replies to (${askTypes.join('|')})`]: (g) =>
    of('answered', coordinator, (e) => e.message === g.text(1)),
  'the coordinator acknowledges (\\w+)': (g) =>
    of('answered', coordinator, (e) => e.message === g.text(1) && e.value === null),
  'the sink commits epoch {number}(?: with {list})?': (g) =>
    of('epoch-committed', coordinator, (e) => {
      const messages = g.raw(2)
      return e.epoch === g.number(1) && (messages === undefined || sameItems(e.messages, itemsOf(messages)))
    }),
  'the query adds the offsets of epoch {number}(?:: {list})?': (g) =>
    of('offset-added', coordinator, (e) => {
      const offsets = g.raw(2)
      return e.epoch === g.number(1) && (offsets === undefined || sameItems(e.offsets, itemsOf(offsets)))
    }),
  'the query is stopped with (?=[A-Z]){error}': (g) =>
    of('query-stopped', coordinator, (e) => e.error !== null && isError(errorOf(g.text(1), g.raw(2)), e.error)),
  'the query is stopped with (?=[A-Z]){error}, caused by {error}': (g) =>
    of('query-stopped', coordinator, ({ error: seen }) => {
      const cause = errorOf(g.text(3), g.raw(4))
      if (seen === null || !isError(errorOf(g.text(1), g.raw(2)), seen)) return false
      return causes(seen).some((one) => isError(cause, one))
    }),
  'the query commits epoch {number}': (g) => of('query-committed', coordinator, (e) => e.epoch === g.number(1)),
  'the coordinator logs ([A-Z]+) {string}': (g) => logged(coordinator, g.text(1), g.string(2)),
  // The exact words of the log line are another requirement, so any mention of a registration counts.
  'the coordinator logs its registration under a class name that begins with {string}': (g) =>
    of('logged', coordinator, (e) => /regist/i.test(e.message) && simpleName(e.logger).startsWith(g.string(1))),
}
