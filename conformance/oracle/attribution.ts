import type { Event, EventKind, EventOf } from '../../src/contract/events.ts'
import type { Ask } from '../../src/contract/messages.ts'
import type { Edition } from '../requirements/edition.ts'
import { type Attribution, ending, stopping, throwing } from './error-attribution.ts'
import type { Problem } from './nonconformance.ts'

/**
 * The requirement that speaks of what is wrong: that such an event happens, happens no more often, is like this, or
 * comes at that place. It is one that binds the edition.
 */
export function attribute(problem: Problem, edition: Edition): string {
  const ids = requirementsOf(problem)
  const binding = ids.filter((id) => !edition.unspecified.has(id))
  // What an edition deviates from is another requirement's to say, where there is one.
  return binding.find((id) => !edition.deviatesFrom(id)) ?? binding[0] ?? ids[0]
}

export function requirementsOf(problem: Problem): Attribution {
  switch (problem.kind) {
    case 'missing':
      return table[problem.expected.kind].missing(problem.expected)
    case 'too-much':
      return table[problem.seen.kind].tooMuch(problem.seen)
    case 'different':
      return table[problem.expected.kind].different(problem.expected, problem.seen)
    case 'wrong-order': {
      const kinds = [problem.expected.kind, problem.seen.kind].sort().join()
      const known = orders.find((order) => [...order.kinds].sort().join() === kinds)
      return known?.attribution ?? table[problem.expected.kind].misplaced(problem.expected)
    }
    case 'before-its-cause':
      return tooEarly[problem.seen.kind] ?? table[problem.seen.kind].misplaced(problem.seen)
    case 'forbidden':
      return [problem.requirement]
  }
}

/** Of two kinds of event that were seen in the wrong order. */
const orders: readonly { readonly kinds: readonly [EventKind, EventKind]; readonly attribution: Attribution }[] = [
  { kinds: ['writer-factory-created', 'child-executed'], attribution: ['OP-2', 'OP-45'] },
  { kinds: ['epoch-committed', 'query-committed'], attribution: ['EC-38'] },
  { kinds: ['offset-added', 'epoch-committed'], attribution: ['EC-47'] },
  { kinds: ['partition-committed', 'sent'], attribution: ['RDD-17'] },
  { kinds: ['row-written', 'partition-committed'], attribution: ['RDD-15'] },
]

/** What must not come before that which it waits for. */
const tooEarly: Readonly<Partial<Record<EventKind, Attribution>>> = {
  'epoch-committed': ['EC-29'],
  'offset-added': ['EC-45'],
  'child-executed': ['EC-26'],
  'upstream-computed': ['OP-11'],
  'query-stopped': ['EC-28'],
}

interface Row {
  readonly missing: (expected: Event) => Attribution
  readonly tooMuch: (seen: Event) => Attribution
  readonly different: (expected: Event, seen: Event) => Attribution
  readonly misplaced: (event: Event) => Attribution
}

/** A row of the table by the four requirements, in the order of the columns. */
function row(missing: Attribution, tooMuch: Attribution, different: Attribution, misplaced: Attribution): Row {
  return { missing: () => missing, tooMuch: () => tooMuch, different: () => different, misplaced: () => misplaced }
}

/** A row by what the event says. */
function by<K extends EventKind>(of: (event: EventOf<K>) => Row): Row {
  // The table is asked by the kind of the event, so each event is of it.
  const at = (event: Event) => of(event as EventOf<K>)
  return {
    missing: (event) => at(event).missing(event),
    tooMuch: (event) => at(event).tooMuch(event),
    different: (expected, seen) => at(expected).different(expected, seen),
    misplaced: (event) => at(event).misplaced(event),
  }
}

/** A row whose events differ in one field or another, the first of which decides the attribution. */
function byField<K extends EventKind>(
  common: Row,
  fields: readonly (readonly [(event: EventOf<K>) => unknown, Attribution])[],
): Row {
  return {
    ...common,
    different: (expected, seen) => {
      const differs = fields.find(
        ([read]) => JSON.stringify(read(expected as EventOf<K>)) !== JSON.stringify(read(seen as EventOf<K>)),
      )
      return differs?.[1] ?? common.different(expected, seen)
    },
  }
}

/** An end with an error, or without one: what it is, and that it comes at all. */
const anError = (is: Attribution, tooMuch: Attribution): Row => row(is, tooMuch, is, is)

const all = (...ids: Attribution): Row => row(ids, ids, ids, ids)

/** That a question is answered, and what with. */
const answers: Readonly<Record<Ask['type'], readonly [string, string]>> = {
  GetCurrentEpoch: ['EC-2', 'EC-10'],
  IncrementAndGetEpoch: ['EC-3', 'EC-9'],
  SetReaderPartitions: ['EC-4', 'EC-12'],
  SetWriterPartitions: ['EC-5', 'EC-12'],
  StopContinuousExecutionWrites: ['EC-6', 'EC-12'],
}

/** Who asks in a whole query. */
const askedInQuery: Readonly<Record<Ask['type'], string>> = {
  GetCurrentEpoch: 'EC-23',
  IncrementAndGetEpoch: 'EC-24',
  SetReaderPartitions: 'EC-26',
  SetWriterPartitions: 'OP-9',
  StopContinuousExecutionWrites: 'EC-28',
}

/** A line that a page quotes, by how it begins. */
function lineOf(message: string): string {
  if (message.startsWith('Start processing')) return 'OP-7'
  if (message.startsWith('Registered')) return 'EC-19'
  if (message.endsWith('committing.')) return 'RDD-14'
  if (message.endsWith('aborting.')) return 'RDD-33'
  return message.endsWith('aborted.') ? 'RDD-34' : 'RDD-23'
}

//                                           missing       too much      different     misplaced
const table: Readonly<Record<EventKind, Row>> = {
  planned: row(['PL-1'], ['PL-3', 'PL-1'], ['PL-1'], ['PL-1']),
  threw: by<'threw'>(({ actor, error }) =>
    actor === 'planner' ? row(['PL-3'], ['PL-1'], ['PL-3'], ['PL-1']) : anError(throwing(error), ['OP-15']),
  ),
  described: by<'described'>(({ actor }) =>
    actor === 'operator'
      ? byField<'described'>(all('OP-5'), [[(event) => ('children' in event ? event.children : 0), ['OP-1']]])
      : byField<'described'>(all('RDD-1'), [
          [(event) => ('partitions' in event ? event.partitions : 0), ['RDD-1']],
          [(event) => ('partitioner' in event ? event.partitioner : 0), ['RDD-2']],
        ]),
  ),
  'writer-factory-created': byField<'writer-factory-created'>(row(['OP-3'], ['OP-3'], ['OP-3'], ['OP-2', 'OP-45']), [
    [({ numPartitions }) => numPartitions, ['OP-42', 'OP-3']],
  ]),
  'child-executed': row(['OP-4'], ['OP-4'], ['OP-4'], ['OP-2', 'OP-45']),
  'coordinator-looked-up': all('OP-8'),
  asked: by<'asked'>(({ actor, message }) =>
    actor === 'query'
      ? all(askedInQuery[message.type])
      : message.type === 'SetReaderPartitions'
        ? row(['EC-26'], ['EC-26'], ['EC-27'], ['EC-26'])
        : row(['OP-9'], [message.type === 'SetWriterPartitions' ? 'OP-9' : 'OP-31'], ['OP-10'], ['OP-11']),
  ),
  'job-submitted': row(['OP-12'], ['OP-12'], ['OP-12'], ['OP-11']),
  'task-started': row(['OP-13'], ['OP-13'], ['OP-13'], ['OP-11']),
  returned: row(['OP-15'], ['OP-14'], ['OP-16'], ['OP-14']),
  'upstream-computed': byField<'upstream-computed'>(row(['RDD-6'], ['RDD-6'], ['RDD-5'], ['RDD-11']), [
    [({ partition }) => partition, ['RDD-6']],
  ]),
  'writer-created': byField<'writer-created'>(row(['RDD-7'], ['RDD-7'], ['RDD-7'], ['RDD-11']), [
    [({ partition }) => partition, ['RDD-8']],
    [({ epoch }) => epoch, ['RDD-10']],
    [({ taskId }) => taskId, ['RDD-9']],
  ]),
  'row-written': row(['RDD-12'], ['RDD-12'], ['RDD-12'], ['RDD-13']),
  'partition-committed': all('RDD-15'),
  sent: by<'sent'>(({ message: { type } }) =>
    type === 'ReportPartitionOffset'
      ? row(['EC-25'], ['RDD-22'], ['EC-25'], ['EC-25'])
      : byField<'sent'>(row(['RDD-17'], ['RDD-17'], ['RDD-22'], ['RDD-17']), [
          [({ message }) => message.partitionId, ['RDD-19']],
          [({ message }) => message.epoch, ['RDD-20']],
          [({ message }) => message.type, ['RDD-22']],
          [({ message }) => message, ['RDD-18']],
        ]),
  ),
  'writer-aborted': row(['RDD-30'], ['RDD-55'], ['RDD-30'], ['RDD-30']),
  'writer-closed': all('RDD-70', 'RDD-43'),
  'task-finished': row(['RDD-27'], ['RDD-25'], ['RDD-29', 'RDD-27'], ['RDD-27']),
  'task-failed': row(['RDD-35', 'RDD-36'], ['RDD-25'], ['RDD-35', 'RDD-36'], ['RDD-35', 'RDD-36']),
  answered: by<'answered'>(({ message }) => {
    const [isAnswered, value] = answers[message]
    return row([isAnswered], ['EC-7'], [value], ['EC-1'])
  }),
  'epoch-committed': byField<'epoch-committed'>(row(['EC-31'], ['EC-29'], ['EC-33'], ['EC-37']), [
    [({ epoch }) => epoch, ['EC-35']],
  ]),
  'offset-added': row(['EC-44'], ['EC-45'], ['EC-44'], ['EC-46']),
  'query-committed': row(['CE-1'], ['EC-39'], ['EC-38'], ['EC-38']),
  'query-stopped': by<'query-stopped'>(({ actor, error }) =>
    actor === 'query' ? anError(ending(error), ['CE-14']) : anError(stopping(error), ['EC-83', 'EC-70']),
  ),
  logged: by<'logged'>(({ message }) => all(lineOf(message))),
}
