import { broken, type Finding, kept } from './finding.ts'
import { callsOf, named, reached, type Seen, type SinkCase, type Writer, worked } from './sink-case.ts'
import type { SinkRequirement } from './sink-requirement.ts'

// What an outside reader may see of rows that the sink has not committed with an epoch.

/** Why a writer's rows are not to be seen after a step. */
type Hidden = 'written' | 'committed' | 'replaced' | 'aborted' | 'aborted with its epoch'

/** Undefined if the writer has no rows yet, or the sink has committed them. A commit of an epoch that failed in the sink shows nothing. */
function stateAfter(seen: SinkCase, writer: Writer, step: number): Hidden | undefined {
  const told = commitsUntil(seen, step)
  if (told.some(({ messages }) => messages.includes(writer.number))) return undefined
  const calls = writer.calls.filter((call) => call.step <= step)
  if (!calls.some((call) => call.kind === 'write' && reached(call))) return undefined
  const isInAborted = callsOf(seen.calls, 'epoch.abort').some(
    (call) => call.step <= step && call.messages.includes(writer.number),
  )
  if (isInAborted) return 'aborted with its epoch'
  if (calls.some(({ kind }) => kind === 'abort')) return 'aborted'
  if (!calls.some((call) => call.kind === 'commit' && reached(call))) return 'written'
  const others = seen.writers.filter(({ partition, epoch }) => partition === writer.partition && epoch === writer.epoch)
  const isReplaced = others.some(({ number }) => told.some(({ messages }) => messages.includes(number)))
  return isReplaced ? 'replaced' : 'committed'
}

const commitsUntil = (seen: SinkCase, step: number): readonly Seen<'epoch.commit'>[] =>
  callsOf(seen.calls, 'epoch.commit').filter((call) => call.step <= step && worked(call))

/** How often the sink has committed a row. */
const timesCommitted = (seen: SinkCase, value: string, step: number): number =>
  commitsUntil(seen, step)
    .flatMap(({ messages }) => seen.writers.filter(({ number }) => messages.includes(number)))
    .flatMap(({ rows }) => rows)
    .filter((row) => row === value).length

/** How many rows are missing that were committed with it: the sink may show it in their place (SK-35). */
function timesInstead(seen: SinkCase, value: string, step: number): number {
  const now = seen.moments[step - 1]?.rows ?? []
  const committed = new Set(commitsUntil(seen, step).flatMap(({ messages }) => messages))
  return seen.writers
    .filter(({ number, rows }) => committed.has(number) && rows.includes(value))
    .flatMap(({ rows }) => rows.filter((row) => !now.includes(row))).length
}

/**
 * A reader sees values, and several writers may have written the same one. So a writer's row is seen for certain only where there are more
 * copies of it than all other writers can account for.
 */
const hides = (state: Hidden, why: string) =>
  function* judge(seen: SinkCase): Iterable<Finding> {
    for (const writer of seen.writers) {
      const steps = seen.moments.flatMap(({ isUnread }, index) => (isUnread === true ? [] : [index + 1]))
      const inState = steps.filter((step) => stateAfter(seen, writer, step) === state)
      const [first] = inState
      if (first === undefined) continue
      const shown = inState.flatMap((step) => {
        const row = shownRow(seen, writer, state, step)
        return row === undefined ? [] : [broken(step, `${row} of ${named(writer)} is seen, and ${why}`)]
      })[0]
      yield shown ?? kept(first)
    }
  }

function shownRow(seen: SinkCase, writer: Writer, state: Hidden, step: number): string | undefined {
  const rows = seen.moments[step - 1]?.rows ?? []
  const written = callsOf(writer.calls, 'write').filter((call) => call.step <= step && reached(call))
  return written
    .map(({ value }) => value)
    .find((value) => {
      const others = seen.writers.filter((other) => {
        const itsState = stateAfter(seen, other, step)
        return itsState !== undefined && itsState !== state && other.rows.includes(value)
      })
      const copies = rows.filter((row) => row === value).length
      return copies > timesCommitted(seen, value, step) + others.length + timesInstead(seen, value, step)
    })
}

export const ofVisibility: readonly SinkRequirement[] = [
  {
    id: 'SK-30',
    owedBy: 'sink',
    level: 'should',
    source: { file: 'DataWriter', method: 'commit' },
    since: '3.0',
    says: 'Readers do not see rows that are only written: the rows wait for the commit of their epoch.',
    intent: 'Rows that a failed run has written are written again by the next one.',
    judge: hides('written', 'the writer has not committed'),
  },
  {
    id: 'SK-31',
    owedBy: 'sink',
    level: 'should',
    source: { file: 'DataWriter', method: 'commit' },
    since: '3.0',
    says: "A writer's commit shows readers nothing yet: its rows wait for the commit of their epoch.",
    intent: 'The other writers of the epoch may fail.',
    judge: hides('committed', 'its epoch is not committed'),
  },
  {
    id: 'SK-32',
    owedBy: 'sink',
    level: 'should',
    source: { file: 'DataWriter', method: 'abort' },
    since: '3.0',
    says: 'Readers never see rows of an aborted writer, also if its abort failed.',
    intent: 'Spark gives these rows to another writer.',
    judge: hides('aborted', 'the writer was aborted'),
  },
  {
    id: 'SK-37',
    owedBy: 'sink',
    level: 'should',
    source: { file: 'DataWriter' },
    since: '3.0',
    says: 'Readers never see rows of a committed writer in whose place the commit of the epoch has the message of another.',
    intent: 'Several attempts may commit, and one message per partition counts.',
    judge: hides('replaced', 'its epoch was committed with another message'),
  },
  {
    id: 'SK-39',
    owedBy: 'sink',
    level: 'should',
    source: { file: 'StreamingWrite', method: 'abort' },
    since: '3.0',
    says: 'Readers do not see rows of writers with whose messages an epoch was aborted.',
    intent: 'The next run writes the epoch again.',
    judge: hides('aborted with its epoch', 'its epoch was aborted'),
  },
]
