import type { Mutant } from '../mutant.ts'
import { head, wrapped } from './task-wrapped.ts'

const begins = 'const events: Event[] = [aborting(partition)]'
const aborts = `events.push({ kind: 'writer-aborted', actor: \`task-\${partition}\`, partition, epoch })`
const ends = 'return failed(partition, before, error, [...events, aborted(partition), ...closing])'
const abortThrows = 'return failed(partition, armed, error, [...events, ...closing])'
const isInterrupt = "const isInterrupt = error.type === 'InterruptedException'"
const write = "threw(task, armed, thrown, 'writer')"
const upstream = "threw(task, armed, action.error, 'writer')"
const commit = "return after(events, threw(task, writer.armed, writer.thrown, 'writer'))"
const send = "return after(events, threw(task, send.armed, send.thrown, 'writer'))"
const compute = "return threw(task, upstream.armed, upstream.thrown, 'no writer')"
const create = "return after([computed], threw(task, factory.armed, factory.thrown, 'no writer'))"
const hasWriter = "if (at === 'writer') {"

/** What a task does when something throws. */
export const taskErrorMutants: readonly Mutant[] = [
  {
    name: 'leaves a writer that could not write a row unaborted',
    file: 'task.ts',
    find: write,
    replace: write.replace("'writer'", "'no writer'"),
    breaks: ['RDD-30'],
  },
  {
    name: 'leaves the writer unaborted when the parent throws',
    file: 'task.ts',
    find: upstream,
    replace: upstream.replace("'writer'", "'no writer'"),
    breaks: ['RDD-31'],
  },
  {
    name: 'leaves a writer that could not commit unaborted',
    file: 'task.ts',
    find: commit,
    replace: commit.replace("'writer'", "'no writer'"),
    breaks: ['RDD-32'],
  },
  {
    name: 'leaves a writer unaborted that has no row yet when something throws',
    file: 'task.ts',
    find: head,
    replace: wrapped(`
  const result = inner(state, action)
  const begun = new Set(state.begun)
  const hasRows = begun.has(action.partition)
  if (action.kind === 'row') begun.add(action.partition)
  else if (action.kind !== 'fail') begun.delete(action.partition)
  const events = hasRows ? result.events : result.events.filter(({ kind }) => kind !== 'writer-aborted')
  return { state: { ...result.state, begun }, events }`),
    breaks: ['RDD-30', 'RDD-31', 'RDD-32'],
  },
  {
    name: 'aborts the writers of all partitions when one of them has an error',
    file: 'task.ts',
    find: head,
    replace: wrapped(`
  const result = inner(state, action)
  if (!result.events.some(({ kind }) => kind === 'writer-aborted')) return result
  const others = [...result.state.running.values()].map(({ partition, epoch }) => (
    { kind: 'writer-aborted', actor: 'task-' + partition, partition, epoch }
  ))
  return { ...result, events: [...result.events, ...others] }`),
    breaks: ['RDD-30'],
  },
  {
    name: 'aborts a writer twice',
    file: 'task.ts',
    find: aborts,
    replace: `${aborts}\n    ${aborts}`,
    breaks: ['RDD-30', 'RDD-31', 'RDD-32'],
  },
  {
    name: 'does not log that it aborts',
    file: 'task.ts',
    find: begins,
    replace: 'const events: Event[] = []',
    breaks: ['RDD-33'],
  },
  {
    name: 'does not log that it aborts when the abort throws',
    file: 'task.ts',
    find: abortThrows,
    replace: abortThrows.replace('events', '[]'),
    breaks: ['RDD-33'],
  },
  {
    name: 'does not log that it aborts when the send throws',
    file: 'task.ts',
    find: send,
    replace: `{
    const { events: all, ...rest } = threw(task, send.armed, send.thrown, 'writer')
    return { ...rest, events: [...events, ...all.filter(({ kind }) => kind !== 'logged')] }
  }`,
    breaks: ['RDD-33', 'RDD-34'],
  },
  {
    name: 'logs twice that it aborts',
    file: 'task.ts',
    find: begins,
    replace: 'const events: Event[] = [aborting(partition), aborting(partition)]',
    breaks: ['RDD-33'],
  },
  {
    name: 'logs that it aborts after the abort',
    file: 'task.ts',
    find: aborts,
    replace: aborts.replace('push', 'unshift'),
    breaks: ['RDD-33'],
  },
  {
    name: 'logs as a warning that it aborts',
    file: 'task.ts',
    find: begins,
    replace: "const events: Event[] = [{ ...aborting(partition), level: 'WARN' }]",
    breaks: ['RDD-33'],
  },
  {
    name: 'logs that it aborts with the epoch in it',
    file: 'task.ts',
    find: begins,
    replace:
      "const events: Event[] = [{ ...aborting(partition), message: 'Writer for partition ' + partition + ' in epoch ' + epoch + ' is aborting.' }]",
    breaks: ['RDD-33'],
  },
  {
    name: 'does not log that it has aborted',
    file: 'task.ts',
    find: ends,
    replace: ends.replace('[...events, aborted(partition), ...closing]', 'events'),
    breaks: ['RDD-34'],
  },
  {
    name: 'logs twice that it has aborted',
    file: 'task.ts',
    find: ends,
    replace: ends.replace('aborted(partition)', 'aborted(partition), aborted(partition)'),
    breaks: ['RDD-34'],
  },
  {
    name: 'logs before the abort that it has aborted',
    file: 'task.ts',
    find: ends,
    replace: ends.replace(
      '[...events, aborted(partition), ...closing]',
      '[...events.slice(0, 1), aborted(partition), ...events.slice(1)]',
    ),
    breaks: ['RDD-34'],
  },
  {
    name: 'logs that it is aborted, with the `is` of the other line',
    file: 'log-lines.ts',
    find: ' aborted.`',
    replace: ' is aborted.`',
    breaks: ['RDD-34'],
  },
  {
    name: 'wraps the error that it fails with',
    file: 'task.ts',
    find: ends,
    replace: ends.replace('error', "{ type: 'SparkException', message: 'Writing failed', cause: error }"),
    breaks: ['RDD-35'],
  },
  {
    name: 'loses the message of the error that it fails with',
    file: 'task.ts',
    find: ends,
    replace: ends.replace('error', '{ ...error, message: null }'),
    breaks: ['RDD-35'],
  },
  {
    name: 'ends well after an error',
    file: 'task.ts',
    find: ends,
    replace:
      "return { task: undefined, armed: before, events: [...events, aborted(partition), { kind: 'task-finished', actor: 'task-' + partition, partition, rows: 0 }] }",
    breaks: ['RDD-35'],
  },
  {
    name: 'takes an InterruptedIOException for an interrupt',
    file: 'task.ts',
    find: isInterrupt,
    replace: "const isInterrupt = error.type.startsWith('Interrupted')",
    breaks: ['RDD-35'],
  },
  {
    name: 'tells the coordinator although the writer could not commit',
    file: 'task.ts',
    find: commit,
    replace: `{
    events.push({ kind: 'sent', actor, message: { type: 'CommitPartitionEpoch', partitionId: partition, epoch, message: '' } })
    ${commit}
  }`,
    breaks: ['RDD-36', 'RDD-17'],
  },
  {
    name: 'tells the coordinator of an epoch in which an error came',
    file: 'task.ts',
    find: ends,
    replace: `events.push({ kind: 'sent', actor: 'task-' + partition, message: { type: 'CommitPartitionEpoch', partitionId: partition, epoch, message: '' } })
  ${ends}`,
    breaks: ['RDD-36'],
  },
  {
    name: 'begins another epoch before it fails',
    file: 'task.ts',
    find: ends,
    replace: `events.push({ kind: 'upstream-computed', actor: 'task-' + partition, partition, epoch: epoch + 1 })\n  ${ends}`,
    breaks: ['RDD-36'],
  },
  {
    name: 'begins the epoch again after an error, as after an interrupt',
    file: 'task.ts',
    find: ends,
    replace: 'return after([...events, aborted(partition)], loop(task, before))',
    breaks: ['RDD-35', 'RDD-36'],
  },
  {
    name: 'aborts a writer that there is not when the compute of the parent throws',
    file: 'task.ts',
    find: compute,
    replace: compute.replace("'no writer'", "'writer'"),
    breaks: ['RDD-37'],
  },
  {
    name: 'makes a writer although the compute of the parent has thrown',
    file: 'task.ts',
    find: compute,
    replace: `{
    const made: Event = { kind: 'writer-created', actor, partition, taskId, epoch }
    return after([made], threw(task, upstream.armed, upstream.thrown, 'no writer'))
  }`,
    breaks: ['RDD-37'],
  },
  {
    name: 'aborts a writer that could not be made',
    file: 'task.ts',
    find: create,
    replace: create.replace("'no writer'", "'writer'"),
    breaks: ['RDD-38'],
  },
  {
    name: 'aborts the writer of the epoch before in place of one that could not be made',
    file: 'task.ts',
    find: create,
    replace: create.replace(
      '[computed]',
      "[computed, ...(epoch > 0 ? [{ kind: 'writer-aborted', actor, partition, epoch: epoch - 1 }] : [])]",
    ),
    breaks: ['RDD-38'],
  },
  {
    name: 'writes an empty row although the writer could not be made',
    file: 'task.ts',
    find: create,
    replace: create.replace('[computed]', "[computed, { kind: 'row-written', actor, partition, epoch, value: '' }]"),
    breaks: ['RDD-38'],
  },
  {
    name: 'waits for rows although the writer could not be made',
    file: 'task.ts',
    find: create,
    replace: 'return { task, armed: factory.armed, events: [computed] }',
    breaks: ['RDD-35'],
  },
  {
    name: 'tries again when the writer could not be made',
    file: 'task.ts',
    find: create,
    replace: 'return after([computed], loop(task, factory.armed))',
    breaks: ['RDD-35', 'RDD-36'],
  },
  {
    name: 'logs nothing when the error comes before a writer exists',
    file: 'task.ts',
    find: hasWriter,
    replace: `if (at === 'no writer') return failed(partition, before, error, [])\n  ${hasWriter}`,
    breaks: ['RDD-39'],
  },
  {
    name: 'does not log that it has aborted when there was no writer',
    file: 'task.ts',
    find: hasWriter,
    replace: `if (at === 'no writer') return failed(partition, before, error, events)\n  ${hasWriter}`,
    breaks: ['RDD-39'],
  },
  {
    name: 'logs first that it has aborted when there was no writer',
    file: 'task.ts',
    find: hasWriter,
    replace: `if (at === 'no writer') return failed(partition, before, error, [aborted(partition), ...events])\n  ${hasWriter}`,
    breaks: ['RDD-39'],
  },
  {
    name: 'does not log when the compute of the parent throws',
    file: 'task.ts',
    find: compute,
    replace: 'return failed(partition, upstream.armed, upstream.thrown, [])',
    breaks: ['RDD-39'],
  },
  {
    name: 'leaves a writer that has committed unaborted when the send throws',
    file: 'task.ts',
    find: send,
    replace: send.replace("'writer'", "'no writer'"),
    breaks: ['RDD-40'],
  },
  {
    name: 'goes on when the send throws',
    file: 'task.ts',
    find: send,
    replace: 'return after(events, loop({ ...task, epoch: epoch + 1 }, send.armed))',
    breaks: ['RDD-40'],
  },
  {
    name: 'fails with another error than that of the send',
    file: 'task.ts',
    find: send,
    replace: send.replace('send.thrown', "{ type: 'SparkException', message: 'Could not send' }"),
    breaks: ['RDD-40'],
  },
  {
    name: 'fails with the error of the abort',
    file: 'task.ts',
    find: abortThrows,
    replace: abortThrows.replace('error', 'thrown'),
    breaks: ['RDD-41'],
  },
  {
    name: 'logs that it has aborted although the abort has thrown',
    file: 'task.ts',
    find: abortThrows,
    replace: abortThrows.replace('events', '[...events, aborted(partition)]'),
    breaks: ['RDD-42'],
  },
]
