import type { Mutant } from '../mutant.ts'
import { head, wrapped } from './task-wrapped.ts'

const logsFirst = 'const events: Event[] = [committing(partition, epoch)]'
const commits = "events.push({ kind: 'partition-committed', actor, partition, epoch, message })"
const report = "const report: Report = { type: 'CommitPartitionEpoch', partitionId: partition, epoch, message }"
const sends = "events.push({ kind: 'sent', actor, message: report })"
const logsLast = 'events.push(committed(partition, epoch, deviations))'
const next = 'return after(events, loop({ ...task, epoch: epoch + 1 }, send.armed))'

/** A `stepTask` that hides events of an epoch without rows. */
const withoutRows = (hides: string) =>
  wrapped(`
  const result = inner(state, action)
  const begun = new Set(state.begun)
  const events = action.kind === 'end-epoch' && !begun.has(action.partition)
    ? result.events.filter((event) => !(${hides}))
    : result.events
  if (action.kind === 'row') begun.add(action.partition)
  else begun.delete(action.partition)
  return { events, state: { ...result.state, begun } }`)

/** What a task does at the end of an epoch. */
export const taskCommitMutants: readonly Mutant[] = [
  {
    name: 'does not log that it commits',
    file: 'task.ts',
    find: logsFirst,
    replace: 'const events: Event[] = []',
    breaks: ['RDD-14'],
  },
  {
    name: 'logs twice that it commits',
    file: 'task.ts',
    find: logsFirst,
    replace: 'const events: Event[] = [committing(partition, epoch), committing(partition, epoch)]',
    breaks: ['RDD-14'],
  },
  {
    name: 'logs that it commits after it has committed',
    file: 'task.ts',
    find: commits,
    replace: commits.replace('push', 'unshift'),
    breaks: ['RDD-14'],
  },
  {
    name: 'logs at DEBUG that it commits',
    file: 'task.ts',
    find: logsFirst,
    replace: "const events: Event[] = [{ ...committing(partition, epoch), level: 'DEBUG' }]",
    breaks: ['RDD-14'],
  },
  {
    name: 'logs that it commits without the full stop',
    file: 'log-lines.ts',
    find: 'is committing.`',
    replace: 'is committing`',
    breaks: ['RDD-14'],
  },
  {
    name: 'logs that it commits the epoch before',
    file: 'task.ts',
    find: logsFirst,
    replace: 'const events: Event[] = [committing(partition, epoch - 1)]',
    breaks: ['RDD-14'],
  },
  {
    name: 'commits a writer twice',
    file: 'task.ts',
    find: commits,
    replace: `${commits}\n  ${commits}`,
    breaks: ['RDD-15'],
  },
  {
    name: 'commits before it has written the last row',
    file: 'task.ts',
    find: head,
    replace: wrapped(`
  const { partition } = action
  const held = state.held?.[partition] ?? []
  const result = inner(state, action)
  const keep = (events) => ({ ...result.state, held: { ...state.held, [partition]: events } })
  if (action.kind === 'row') return { state: keep(result.events), events: held }
  const events = result.events.flatMap((event) => (event.kind === 'partition-committed' ? [event, ...held] : [event]))
  return { state: keep([]), events: action.kind === 'end-epoch' ? events : [...held, ...events] }`),
    breaks: ['RDD-15'],
  },
  {
    name: 'commits with the first row of an epoch',
    file: 'task.ts',
    find: head,
    replace: wrapped(`
  const result = inner(state, action)
  if (action.kind !== 'row') return result
  const task = state.running.get(action.partition)
  const done = state.done ?? new Set()
  const key = task.taskId + ':' + task.epoch
  if (done.has(key) || !result.state.running.has(action.partition)) return result
  const { partition, epoch } = task
  const early = { kind: 'partition-committed', actor: 'task-' + partition, partition, epoch, message: 'commit-' + partition + '-' + epoch }
  return { state: { ...result.state, done: new Set([...done, key]) }, events: [...result.events, early] }`),
    breaks: ['RDD-15'],
  },
  {
    name: 'commits the writers of all partitions when one epoch ends',
    file: 'task.ts',
    find: head,
    replace: wrapped(`
  if (action.kind !== 'end-epoch') return inner(state, action)
  let now = state
  const events = []
  for (const partition of state.running.keys()) {
    const result = inner(now, { ...action, partition })
    now = result.state
    events.push(...result.events)
  }
  return { state: now, events }`),
    breaks: ['RDD-15'],
  },
  {
    name: 'leaves the writer of an epoch without rows uncommitted',
    file: 'task.ts',
    find: head,
    replace: withoutRows("event.kind === 'partition-committed' || event.kind === 'sent' || event.kind === 'logged'"),
    breaks: ['RDD-16'],
  },
  {
    name: 'commits an epoch without rows, but tells the coordinator nothing',
    file: 'task.ts',
    find: head,
    replace: withoutRows("event.kind === 'sent'"),
    breaks: ['RDD-16'],
  },
  {
    name: 'does not tell the coordinator',
    file: 'task.ts',
    find: sends,
    replace: '',
    breaks: ['RDD-17'],
  },
  {
    name: 'tells the coordinator twice',
    file: 'task.ts',
    find: sends,
    replace: `${sends}\n  ${sends}`,
    breaks: ['RDD-17'],
  },
  {
    name: 'tells the coordinator before the writer has committed',
    file: 'task.ts',
    find: sends,
    replace: "events.splice(-1, 0, { kind: 'sent', actor, message: report })",
    breaks: ['RDD-17'],
  },
  {
    name: 'sends an empty message instead of that of the commit',
    file: 'task.ts',
    find: report,
    replace: report.replace('message }', "message: '' }"),
    breaks: ['RDD-18'],
  },
  {
    name: 'sends the message of the commit before',
    file: 'task.ts',
    find: report,
    replace: `const report: Report = { type: 'CommitPartitionEpoch', partitionId: partition, epoch, message: task.message ?? message }
  task = { ...task, message }`,
    breaks: ['RDD-18'],
  },
  {
    name: 'takes the task attempt id for the partition when it tells the coordinator',
    file: 'task.ts',
    find: report,
    replace: report.replace('partitionId: partition', 'partitionId: task.taskId'),
    breaks: ['RDD-19'],
  },
  {
    name: 'commits every partition as partition 0',
    file: 'task.ts',
    find: report,
    replace: report.replace('partitionId: partition', 'partitionId: 0'),
    breaks: ['RDD-19'],
  },
  {
    name: 'moves the epoch on before it tells the coordinator',
    file: 'task.ts',
    find: report,
    replace: report.replace('epoch,', 'epoch: epoch + 1,'),
    breaks: ['RDD-20'],
  },
  {
    name: 'tells the coordinator the start epoch',
    file: 'task.ts',
    find: head,
    replace: wrapped(`
  const result = inner(state, action)
  const epoch = state.setup.startEpoch
  return { ...result, events: result.events.map((event) => (event.kind === 'sent' ? { ...event, message: { ...event.message, epoch } } : event)) }`),
    breaks: ['RDD-20'],
  },
  {
    name: 'waits for the coordinator after it has told it',
    file: 'task.ts',
    find: next,
    replace: 'return { task: { ...task, epoch: epoch + 1 }, armed: send.armed, events }',
    breaks: ['RDD-21', 'RDD-25'],
  },
  {
    name: 'reports the offset of its partition, too',
    file: 'task.ts',
    find: sends,
    replace: `${sends}
  events.push({ kind: 'sent', actor, message: { type: 'ReportPartitionOffset', partitionId: partition, epoch, offset: message } })`,
    breaks: ['RDD-22'],
  },
  {
    name: 'does not log that it has committed',
    file: 'task.ts',
    find: logsLast,
    replace: '',
    breaks: ['RDD-23'],
  },
  {
    name: 'logs that it has committed although the send has thrown',
    file: 'task.ts',
    find: 'if (send.thrown !== undefined) return after(events,',
    replace: 'if (send.thrown !== undefined) return after([...events, committed(partition, epoch, deviations)],',
    breaks: ['RDD-23'],
  },
  {
    name: 'logs twice that it has committed',
    file: 'task.ts',
    find: logsLast,
    replace: `${logsLast}\n  ${logsLast}`,
    breaks: ['RDD-23'],
  },
  {
    name: 'logs that it has committed before it tells the coordinator',
    file: 'task.ts',
    find: logsLast,
    replace: 'events.splice(-1, 0, committed(partition, epoch, deviations))',
    breaks: ['RDD-23'],
  },
  {
    name: 'logs that it has committed without the `is`',
    file: 'log-lines.ts',
    find: "deviations.has('committed-log-line') ? '' : 'is '",
    replace: "''",
    breaks: ['RDD-23'],
  },
  {
    name: 'logs that it has committed the next epoch',
    file: 'task.ts',
    find: logsLast,
    replace: 'events.push(committed(partition, epoch + 1, deviations))',
    breaks: ['RDD-23'],
  },
  {
    name: 'aborts the writer that it has just committed',
    file: 'task.ts',
    find: logsLast,
    replace: `${logsLast}\n  events.push({ kind: 'writer-aborted', actor, partition, epoch })`,
    breaks: ['RDD-55'],
  },
  {
    name: 'names the epoch in its message by the lower 32 bits',
    file: 'task.ts',
    find: report,
    replace: report.replace('epoch, message }', 'epoch: epoch % 2 ** 32, message }'),
    breaks: ['RDD-20'],
  },
  {
    name: 'ends by itself after a hundred epochs',
    file: 'task.ts',
    find: next,
    replace: `if (epoch % 100 === 99) {
    return { task: undefined, armed: send.armed, events: [...events, { kind: 'task-finished', actor, partition, rows: 0 }] }
  }
  ${next}`,
    breaks: ['RDD-25'],
  },
  {
    name: 'writes a header into each writer',
    file: 'task.ts',
    find: "events: [computed, { kind: 'writer-created', actor, partition, taskId, epoch }],",
    replace: `events: [
      computed,
      { kind: 'writer-created', actor, partition, taskId, epoch },
      { kind: 'row-written', actor, partition, epoch, value: 'header' },
    ],`,
    breaks: ['RDD-12'],
  },
]
