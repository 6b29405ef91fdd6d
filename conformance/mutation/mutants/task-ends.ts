import type { Mutant } from '../mutant.ts'
import { head, wrapped } from './task-wrapped.ts'

const next = 'return after(events, loop({ ...task, epoch: epoch + 1 }, send.armed))'
const atTop = 'if (task.completed) {'
const marks = "case 'complete': {"
const afterCommit = "const send = call(writer.armed, 'send', 'CommitPartitionEpoch')"
const finishes = "{ kind: 'task-finished', actor, partition, rows: 0 }"
const sends = "events.push({ kind: 'sent', actor, message: report })"
const aborts = `events.push({ kind: 'writer-aborted', actor: \`task-\${partition}\`, partition, epoch })`

/** How a task goes on, and how it ends without an error. */
export const taskEndMutants: readonly Mutant[] = [
  {
    name: 'ends after one epoch',
    file: 'task.ts',
    find: next,
    replace: 'return after(events, loop({ ...task, epoch: epoch + 1, completed: true }, send.armed))',
    breaks: ['RDD-25'],
  },
  {
    name: 'ends after two epochs',
    file: 'task.ts',
    find: next,
    replace:
      'return after(events, loop({ ...task, epoch: epoch + 1, done: true, completed: task.completed || task.done }, send.armed))',
    breaks: ['RDD-25'],
  },
  {
    name: 'asks the parent for another epoch, but makes no writer before there is a row',
    file: 'task.ts',
    find: next,
    replace: `const after1 = loop({ ...task, epoch: epoch + 1 }, send.armed)
  return after(events, { ...after1, events: after1.events.filter(({ kind }) => kind !== 'writer-created') })`,
    breaks: ['RDD-25'],
  },
  {
    name: 'ends with another task that is completed',
    file: 'task.ts',
    find: 'running: new Map(state.running).set(task.partition, { ...task, completed: true })',
    replace: 'running: new Map([...state.running].map(([one, task]) => [one, { ...task, completed: true }]))',
    breaks: ['RDD-25'],
  },
  {
    name: 'ends because the task before it on its partition was completed',
    file: 'task.ts',
    find: head,
    replace: wrapped(`
  const result = inner(state, action)
  const gone = new Set(state.gone)
  if (action.kind === 'complete') gone.add(action.partition)
  const running = new Map(result.state.running)
  const task = running.get(action.partition)
  if (task !== undefined) running.set(action.partition, { ...task, completed: gone.has(action.partition) })
  return { ...result, state: { ...result.state, running, gone } }`),
    breaks: ['RDD-25'],
  },
  {
    name: 'takes a kill for an interrupt, and begins the epoch again',
    file: 'task.ts',
    find: '{ ...running(state, action.partition), completed: true }',
    replace: 'running(state, action.partition)',
    breaks: ['RDD-26'],
  },
  {
    name: 'does not notice that it is completed',
    file: 'task.ts',
    find: atTop,
    replace: 'if (false) {',
    breaks: ['RDD-27', 'RDD-49'],
  },
  {
    name: 'notices an epoch too late that it is completed',
    file: 'task.ts',
    find: atTop,
    replace: `const late = task.late
  if (task.completed) task = { ...task, late: true }
  if (late) {`,
    breaks: ['RDD-27', 'RDD-49'],
  },
  {
    name: 'asks the parent once more before it notices that it is completed',
    file: 'task.ts',
    find: finishes,
    replace: `{ kind: 'upstream-computed', actor, partition, epoch }, ${finishes}`,
    breaks: ['RDD-27'],
  },
  {
    name: 'drops the epoch under way when it is completed',
    file: 'task.ts',
    find: marks,
    replace: `${marks}
      const one = running(state, action.partition)
      if (one.completed === false) return settle(state, one.partition, loop({ ...one, completed: true }, armedAt(state, one.partition)))`,
    breaks: ['RDD-28'],
  },
  {
    name: 'aborts the writer of the epoch under way when it is completed',
    file: 'task.ts',
    find: 'const events: Event[] = [committing(partition, epoch)]',
    replace: `if (task.completed) return after([{ kind: 'writer-aborted', actor, partition, epoch }], loop(task, before))
  const events: Event[] = [committing(partition, epoch)]`,
    breaks: ['RDD-28'],
  },
  {
    name: 'commits the last epoch of a completed task, but does not send it',
    file: 'task.ts',
    find: afterCommit,
    replace: `if (task.completed) return after(events, loop(task, writer.armed))\n  ${afterCommit}`,
    breaks: ['RDD-28'],
  },
  {
    name: 'drops the rows that come after it is completed',
    file: 'task.ts',
    find: "const { thrown, armed } = call(before, 'write')",
    replace: `if (task.completed) return { task, armed: before, events: [] }
  const { thrown, armed } = call(before, 'write')`,
    breaks: ['RDD-28'],
  },
  {
    name: 'gives a row when it ends well',
    file: 'task.ts',
    find: finishes,
    replace: finishes.replace('rows: 0', 'rows: 1'),
    breaks: ['RDD-29'],
  },
  {
    name: 'gives a row for each epoch that it has written',
    file: 'task.ts',
    find: finishes,
    replace: finishes.replace('rows: 0', 'rows: epoch'),
    breaks: ['RDD-29'],
  },
  {
    name: 'closes a writer when its commit has been sent',
    file: 'task.ts',
    find: sends,
    replace: `${sends}\n  events.push({ kind: 'writer-closed', actor, partition, epoch })`,
    breaks: ['RDD-43'],
  },
  {
    name: 'asks a writer to commit that has been aborted',
    file: 'task.ts',
    find: aborts,
    replace: `${aborts}
    events.push({ kind: 'partition-committed', actor: 'task-' + partition, partition, epoch, message: '' })`,
    breaks: ['RDD-43'],
  },
  {
    name: 'closes a writer that has been aborted',
    file: 'task.ts',
    find: aborts,
    replace: `${aborts}\n    events.push({ kind: 'writer-closed', actor: 'task-' + partition, partition, epoch })`,
    breaks: ['RDD-43'],
  },
  {
    name: 'aborts the last writer of a completed task although its commit has been sent',
    file: 'task.ts',
    find: sends,
    replace: `${sends}\n  if (task.completed) events.push({ kind: 'writer-aborted', actor, partition, epoch })`,
    breaks: ['RDD-43'],
  },
  {
    name: 'aborts the writer of the epoch before along with its own',
    file: 'task.ts',
    find: aborts,
    replace: `${aborts}
    if (task.done) events.push({ kind: 'writer-aborted', actor: 'task-' + partition, partition, epoch: epoch - 1 })`.replace(
      'task.done',
      'epoch > 0',
    ),
    breaks: ['RDD-43'],
  },
]
