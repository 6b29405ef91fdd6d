/** A statement of docs/protocol.md, and what looks at it. */
export interface Promised {
  /** The words by which the statement is known: they stand in it and in no other. */
  readonly says: string
  readonly seenBy: SeenBy
}

export type SeenBy =
  /** Checks of `cwc smoke`, without the names of roles. */
  | { readonly kind: 'checks'; readonly checks: readonly string[] }
  /** The schema of each answer, which every check and every case holds it against. */
  | { readonly kind: 'schema' }
  /** The scenarios: only they know what an implementation should do. */
  | { readonly kind: 'run' }
  /** Nothing that a driver can break: it explains, or says what the kit does. */
  | { readonly kind: 'no-promise' }
  /** The kit cannot see it, for this reason. */
  | { readonly kind: 'unseen'; readonly why: string }

const by = (says: string, ...checks: readonly string[]): Promised => ({ says, seenBy: { kind: 'checks', checks } })
const bySchema = (says: string): Promised => ({ says, seenBy: { kind: 'schema' } })
const byRun = (says: string): Promised => ({ says, seenBy: { kind: 'run' } })
const unseen = (says: string, why: string): Promised => ({ says, seenBy: { kind: 'unseen', why } })
const noPromise = (says: string): Promised => ({ says, seenBy: { kind: 'no-promise' } })

const stray = 'nothing but answers comes on standard output'
const identity = 'initialize says who the driver is and what it offers'
const usable = 'can be opened, used and closed'
const shutdown = 'shutdown is answered, and the program exits'
const endOfInput =
  'the program ends by itself when its standard input ends, so that it does not outlive a kit that was killed'
const text = 'text comes back as it was sent'
const longText = 'a long text comes back as it was sent'
const steps = 'several actions in one call have a step each'
const inItsStep = 'each event is in the step of its action'
const manyCalls = 'one call or many make no difference to the events'
const same = 'the same actions have the same events'
const newProcess = 'a new process of the driver has the same events'
const together = 'actions together have one step with the events of both'
const once = 'a fault strikes once'
const handled = 'an error that the kit injects is no error reply'
const gone = 'a fault that has not struck is gone with its subject'
const clean = 'nothing of a subject is left in the next one'
const noneOfThem = 'a call with a bad action does none of its actions'
const badParams = [
  'an action that there is not is refused',
  'an action of another role is refused',
  'a field of a wrong type is refused',
  'apply without actions is refused',
  'open without a setup is refused',
  'a setup of a wrong type is refused',
  'a role that there is not is refused',
]
const applyNothing = 'apply with nothing open is refused'
const midway = 'can be closed in the middle of its life'
const silentTask = 'only the author of the driver can see how it finds this out'
const ownTexts = 'smoke makes no failure whose text has such parts; a scenario that fails shows them'

/** Every statement of the general part of docs/protocol.md, in its order, and the promises of the roles. A test holds the two together. */
export const promises: readonly Promised[] = [
  by('The protocol is JSON-RPC 2.0, one message per line, in UTF-8.', identity, text, longText),
  by('Only a line feed ends a line.', 'only a line feed ends a line'),
  by('A text may contain U+2028', 'only a line feed ends a line', text),
  by('A line has at most 16 MiB', 'a line of 16 MiB is answered', 'a line 200 levels deep is answered'),
  noPromise('The kit sends no longer and no deeper line'),
  noPromise('It also ends a driver whose replies about one subject'),
  by('the driver replies in order', stray, identity),
  by('The driver never sends a call.', stray),
  by('It writes nothing but replies to standard output.', stray),
  noPromise('It writes logs to standard error'),
  by('Flush after each line.', identity),
  by('A driver ends after `shutdown`, and also when', shutdown, endOfInput),
  noPromise('Each call has a time limit'),
  noPromise('The kit kills a driver that ends'),
  noPromise('No process of a driver outlives it'),
  noPromise('Processes in sessions of their own'),
  noPromise('One kind of process escapes on Linux'),
  noPromise('It has to end by itself.'),
  noPromise('The next case gets a new driver process.'),
  by('Its reply to `initialize` has to be the same', 'a new process of the driver says the same of itself'),
  noPromise('A text that is longer than 64 KiB'),

  by('| `initialize` | ', identity),
  by('`{events}`: the events while the subject was made', usable),
  by('`{steps}`: one list of events per action', steps),
  by('`{events}`: the events of closing', usable, inItsStep),
  by('`null`, and the process exits with 0', shutdown),
  by('is the first call, and comes once', 'a call before initialize is refused'),
  by('`implementation` names the implementation.', identity),
  noPromise('The kit shows `name`'),
  by('`edition` is the edition to test against', 'the edition is one that the kit knows'),
  noPromise('`document` (the page as written)'),
  by('at least one and none twice', identity, usable, 'is not offered, and says so'),
  noPromise('`planner`, `operator`, `task`, `coordinator`, `query`.'),
  by('The driver refuses another `protocol`', 'a protocol that there is not is refused'),
  by('makes a fresh *subject*', 'can be opened again without close', clean),
  by('There is one subject at most.', clean),
  by('`open` discards the previous subject', clean, gone),
  by('does the actions in order', inItsStep),
  by('Each action runs until the subject is *quiescent*', inItsStep, manyCalls),
  by('A call may hold one action or hundreds.', steps, manyCalls),
  by('No actions make no steps.', 'no actions have no steps'),
  by('ends the subject, even with tasks that still run', midway, applyNothing),
  by('If nothing is open, it does nothing.', 'close with nothing open does nothing'),

  by('not supported, with the reason in `message`', 'is not offered, and says so'),
  by('there is no such method', 'a method that there is not is refused'),
  by(
    'the params break the schema: an unknown role',
    ...badParams,
    'an action that makes no sense now is refused',
    applyNothing,
  ),
  by('the `id` of the reply is `null`', 'a line that is not JSON is refused'),
  by(
    'the line is no call, or is a call before',
    'a line that is no call is refused',
    'a call before initialize is refused',
  ),
  unseen('the driver itself failed', 'the kit cannot make a driver fail'),
  unseen('A driver replies to `initialize` with `1`', 'the kit cannot take away what an implementation needs'),
  noPromise('`cwc run` then exits with 3'),
  by('It replies to `open` or `apply` with `1`', 'is not offered, and says so', once),
  noPromise('The kit still judges the events before such a reply'),
  by('A driver never replies so to `close`', 'can be closed in the middle of its life'),
  noPromise('Except for `1`, an error reply fails the case'),
  by('An error inside the implementation', handled),
  by('The reply to `apply` then has the events', handled),
  noPromise('The one exception is -32602'),
  by('After any of these errors the driver stays usable.', ...badParams, 'a method that there is not is refused'),
  by('A call whose params break the schema does nothing', noneOfThem),
  unseen('If the driver refuses an action for another reason', 'the next call is an open, so nothing depends on it'),
  noPromise('The kit then opens a fresh subject.'),

  bySchema('are JSON integers from 0 on'),
  by('Epochs may exceed 2^31.', 'numbers past 2^31 come back as they were sent'),
  bySchema('No number exceeds 2^53.'),
  by('are objects with a `kind`.', 'an action that there is not is refused'),
  bySchema('are objects with a `kind` and an `actor`'),
  bySchema('`planned`, its `threw`'),
  bySchema('every event of the operator'),
  bySchema('`described`, in role task'),
  bySchema('every event with `partition: p`'),
  bySchema('in role coordinator also `query-stopped`'),
  bySchema('`query-stopped` and its own `asked`'),
  unseen('never sleeps', silentTask),
  noPromise('A thread stands at a gate of the driver.'),
  noPromise('An ask behind the last message'),
  noPromise('A future is pending.'),
  by('The same actions cause the same events', same, newProcess),
  by('the order of the events of one actor counts', same),
  noPromise('Between actors it counts only'),
  byRun('`asked` comes before its `answered`'),
  noPromise('The order of partitions in `messages`'),
  by('may replace any action, and does not nest', together),
  unseen('Start all of its actions without waiting', 'one order of the actions has the same events'),
  by('Its one step holds all events.', together),
  by('makes the next call at that place throw, once', once),
  by('The fault waits there until that call comes.', once),
  by('A call that throws makes no event of its own', once),
  by('A second fault for the same place replaces', 'a second fault replaces one that has not struck'),
  bySchema('is `{type, message, cause?}`'),
  byRun("`type` is the simple name of the exception's class"),
  noPromise('An error from the kit has no cause.'),
  byRun('Throw it as it is'),
  byRun('`InterruptedException` has to be the real one'),
  unseen('A driver masks the parts', ownTexts),
  unseen('`<host>` for a host', ownTexts),
  unseen('It leaves out stack traces.', ownTexts),
  noPromise('A failed lookup may read'),
  noPromise('A failed job may read'),
  bySchema('reports a log line, with the actor'),
  bySchema('`level` is `TRACE`'),
  unseen('Report the lines of these three loggers', 'the kit leaves out all other lines, so nothing depends on it'),
  noPromise('The kit compares the lines that the pages quote'),
  noPromise('Other lines fail no implementation.'),
  noPromise('are compared by `type`'),
  bySchema('to the coordinator have a `type`'),
  byRun('An ask waits for a reply.'),
  byRun('A sent message gets none.'),
  byRun('| `SetWriterPartitions` |'),
  byRun('| `SetReaderPartitions` |'),
  byRun('| `GetCurrentEpoch` |'),
  byRun('| `IncrementAndGetEpoch` |'),
  byRun('| `StopContinuousExecutionWrites` |'),
  byRun('| `CommitPartitionEpoch` |'),
  byRun('| `ReportPartitionOffset` |'),
  bySchema('Rows, commit messages and offsets are strings.'),
  noPromise('The driver maps them to the values'),
  noPromise('In the transcripts below'),
  noPromise('The driver is `cwc serve reference`'),

  by('It refuses any other name, or another number of children', 'an action that makes no sense now is refused'),
  by('A writer of the driver makes the commit message', 'the writer of the driver makes the commit messages'),
  by('`taskId` counts the tasks of the subject', 'taskId counts the tasks of a subject from 0'),
]
