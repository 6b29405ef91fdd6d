import type { Mutant } from '../mutant.ts'
import { head, wrapped } from './task-wrapped.ts'

const described = "{ kind: 'described', actor: 'rdd', partitions, partitioner }"
const first = 'epoch: startEpoch, completed: false'
const computed = "const computed: Event = { kind: 'upstream-computed', actor, partition, epoch: parentEpoch }"
const begun = "events: [computed, { kind: 'writer-created', actor, partition, taskId, epoch }],"
const written = `events: [{ kind: 'row-written', actor: \`task-\${partition}\`, partition, epoch, value }]`
const next = 'return after(events, loop({ ...task, epoch: epoch + 1 }, send.armed))'
const goesOn = 'else running.set(partition, outcome.task)'

/** The write RDD, and what a task does in an epoch before it commits. */
export const taskEpochMutants: readonly Mutant[] = [
  {
    name: 'has one partition, however many its parent has',
    file: 'task.ts',
    find: described,
    replace: described.replace('partitions', 'partitions: 1'),
    breaks: ['RDD-1'],
  },
  {
    name: 'has a partition more than its parent',
    file: 'task.ts',
    find: described,
    replace: described.replace('partitions', 'partitions: partitions + 1'),
    breaks: ['RDD-1'],
  },
  {
    name: 'drops the partitioner of its parent',
    file: 'task.ts',
    find: described,
    replace: described.replace('partitioner', 'partitioner: null'),
    breaks: ['RDD-2'],
  },
  {
    name: 'has a partitioner of its own',
    file: 'task.ts',
    find: described,
    replace: described.replace('partitioner', "partitioner: 'RangePartitioner'"),
    breaks: ['RDD-2'],
  },
  {
    name: 'has a partitioner where its parent has none',
    file: 'task.ts',
    find: described,
    replace: described.replace('partitioner', "partitioner: partitioner ?? 'HashPartitioner'"),
    breaks: ['RDD-2'],
  },
  {
    name: 'looks for the coordinator under another id when it has something to tell, and finds nobody',
    file: 'task.ts',
    find: "events.push({ kind: 'sent', actor, message: report })",
    replace: "return after(events, threw(task, send.armed, noCoordinator('null'), 'writer'))",
    breaks: ['RDD-3'],
  },
  {
    name: 'sends to the coordinator of an earlier run',
    file: 'task.ts',
    find: "events.push({ kind: 'sent', actor, message: report })",
    replace: '',
    breaks: ['RDD-3'],
  },
  {
    name: 'begins with the epoch after the start epoch',
    file: 'task.ts',
    find: first,
    replace: 'epoch: startEpoch + 1, completed: false',
    breaks: ['RDD-4'],
  },
  {
    name: 'begins with epoch 0, whatever the start epoch is',
    file: 'task.ts',
    find: first,
    replace: 'epoch: 0, completed: false',
    breaks: ['RDD-4'],
  },
  {
    name: 'cuts off the start epoch at 32 bits',
    file: 'task.ts',
    find: first,
    replace: 'epoch: Math.abs(startEpoch | 0), completed: false',
    breaks: ['RDD-4'],
  },
  {
    name: 'begins where an earlier task of the partition has ended',
    file: 'task.ts',
    find: head,
    replace: wrapped(`
  const { setup } = state
  const before = state.reached?.[action.partition]
  const started = action.kind === 'start' && before !== undefined ? { ...state, setup: { ...setup, startEpoch: before } } : state
  const result = inner(started, action)
  const reached = { ...state.reached }
  for (const [partition, task] of result.state.running) reached[partition] = task.epoch
  return { ...result, state: { ...result.state, setup, reached } }`),
    breaks: ['RDD-4'],
  },
  {
    name: 'asks the parent before it has set the tracker',
    file: 'task.ts',
    find: computed,
    replace: "const computed: Event = { kind: 'upstream-computed', actor, partition, epoch: null }",
    breaks: ['RDD-5', 'ET-1'],
  },
  {
    name: 'moves the tracker on after it has asked the parent',
    file: 'task.ts',
    find: computed,
    replace: "const computed: Event = { kind: 'upstream-computed', actor, partition, epoch: Math.max(epoch - 1, 0) }",
    breaks: ['RDD-5', 'ET-1'],
  },
  {
    name: 'asks the parent twice in an epoch',
    file: 'task.ts',
    find: begun,
    replace: begun.replace('computed', 'computed, computed'),
    breaks: ['RDD-6'],
  },
  {
    name: 'asks the parent in its first epoch only',
    file: 'task.ts',
    find: next,
    replace: `const after1 = loop({ ...task, epoch: epoch + 1 }, send.armed)
  return after(events, { ...after1, events: after1.events.filter(({ kind }) => kind !== 'upstream-computed') })`,
    breaks: ['RDD-6'],
  },
  {
    name: 'asks the parent for the partition after its own',
    file: 'task.ts',
    find: computed,
    replace: computed.replace('partition,', 'partition: partition + 1,'),
    breaks: ['RDD-6'],
  },
  {
    name: 'makes two writers for an epoch',
    file: 'task.ts',
    find: begun,
    replace:
      "events: [computed, { kind: 'writer-created', actor, partition, taskId, epoch }, { kind: 'writer-created', actor, partition, taskId, epoch }],",
    breaks: ['RDD-7'],
  },
  {
    name: 'uses the writer of its first epoch for all of them',
    file: 'task.ts',
    find: next,
    replace: `const after1 = loop({ ...task, epoch: epoch + 1 }, send.armed)
  return after(events, { ...after1, events: after1.events.filter(({ kind }) => kind !== 'writer-created') })`,
    breaks: ['RDD-7'],
  },
  {
    name: 'makes every writer for partition 0',
    file: 'task.ts',
    find: begun,
    replace: begun.replace('partition,', 'partition: 0,'),
    breaks: ['RDD-8'],
  },
  {
    name: 'takes the task attempt id for the partition when it makes a writer',
    file: 'task.ts',
    find: begun,
    replace: begun.replace('partition,', 'partition: taskId,'),
    breaks: ['RDD-8'],
  },
  {
    name: 'makes each writer as a task attempt of its own',
    file: 'task.ts',
    find: begun,
    replace: begun.replace('taskId,', 'taskId: taskId + epoch,'),
    breaks: ['RDD-9'],
  },
  {
    name: 'takes the partition for the task attempt id',
    file: 'task.ts',
    find: begun,
    replace: begun.replace('taskId,', 'taskId: partition,'),
    breaks: ['RDD-9'],
  },
  {
    name: 'makes the writers of all tasks as one task attempt',
    file: 'task.ts',
    find: begun,
    replace: begun.replace('taskId,', 'taskId: 0,'),
    breaks: ['RDD-9'],
  },
  {
    name: 'gives a task the attempt id of the one whose place it takes',
    file: 'task.ts',
    find: head,
    replace: wrapped(`
  const { started } = state
  const taskId = state.ids?.[action.partition] ?? started
  const result = inner(action.kind === 'start' ? { ...state, started: taskId } : state, action)
  const ids = action.kind === 'start' ? { ...state.ids, [action.partition]: taskId } : state.ids
  return { ...result, state: { ...result.state, ids, started: action.kind === 'start' ? started + 1 : started } }`),
    breaks: ['RDD-9'],
  },
  {
    name: 'makes the writer for the epoch after the one that the tracker tells',
    file: 'task.ts',
    find: begun,
    replace: begun.replace('epoch }', 'epoch: epoch + 1 }'),
    breaks: ['RDD-10', 'ET-1'],
  },
  {
    name: 'makes every writer for the start epoch',
    file: 'task.ts',
    find: head,
    replace: wrapped(`
  const result = inner(state, action)
  const epoch = state.setup.startEpoch
  return { ...result, events: result.events.map((event) => (event.kind === 'writer-created' ? { ...event, epoch } : event)) }`),
    breaks: ['RDD-10', 'ET-1'],
  },
  {
    name: 'makes the writer before it asks the parent',
    file: 'task.ts',
    find: begun,
    replace: "events: [{ kind: 'writer-created', actor, partition, taskId, epoch }, computed],",
    breaks: ['RDD-11'],
  },
  {
    name: 'writes each row twice',
    file: 'task.ts',
    find: written,
    replace: `events: [1, 2].map(() => ({ kind: 'row-written', actor: 'task-' + partition, partition, epoch, value }))`,
    breaks: ['RDD-12'],
  },
  {
    name: 'loses the first row of an epoch',
    file: 'task.ts',
    find: head,
    replace: wrapped(`
  const result = inner(state, action)
  const begun = new Set(state.begun)
  const kept = action.kind !== 'row' || begun.has(action.partition) ? result.events : []
  if (action.kind === 'row') begun.add(action.partition)
  else begun.delete(action.partition)
  return { events: kept, state: { ...result.state, begun } }`),
    breaks: ['RDD-12'],
  },
  {
    name: 'leaves out a row that is empty',
    file: 'task.ts',
    find: written,
    replace:
      "events: value === '' ? [] : [{ kind: 'row-written', actor: 'task-' + partition, partition, epoch, value }]",
    breaks: ['RDD-12'],
  },
  {
    name: 'cuts a row off at the end of its first line',
    file: 'task.ts',
    find: written,
    replace: written.replace('value }', "value: value.split('\\n')[0] }"),
    breaks: ['RDD-12'],
  },
  {
    name: 'leaves out a row that is equal to the one before it',
    file: 'task.ts',
    find: written,
    replace:
      `events: task.last === value ? [] : [{ kind: 'row-written', actor: 'task-' + partition, partition, epoch, value }]`.replace(
        'events',
        'task: { ...task, last: value }, events',
      ),
    breaks: ['RDD-12'],
  },
  {
    name: 'writes the rows of an epoch into that before it',
    file: 'task.ts',
    find: written,
    replace: `events: [{ kind: 'row-written', actor: 'task-' + partition, partition, epoch: Math.max(epoch - 1, 0), value }]`,
    breaks: ['RDD-12'],
  },
  {
    name: 'writes the rows of an epoch at its end, the last one first',
    file: 'task.ts',
    find: head,
    replace: wrapped(`
  const { partition } = action
  const held = state.held?.[partition] ?? []
  const keep = (rows) => ({ ...state, held: { ...state.held, [partition]: rows } })
  if (action.kind === 'row') return { state: keep([action, ...held]), events: [] }
  if (action.kind !== 'end-epoch') return inner(state, action)
  let now = keep([])
  const events = []
  for (const one of [...held, action]) {
    const result = inner(now, one)
    now = result.state
    events.push(...result.events)
  }
  return { state: now, events }`),
    breaks: ['RDD-13'],
  },
  {
    name: 'uses up the number of an epoch whose commit an interrupt has ended',
    file: 'task.ts',
    find: 'if (writer.thrown !== undefined) return after(events, threw(task,',
    replace: `const moved = writer.thrown?.type === 'InterruptedException' ? { ...task, epoch: epoch + 1 } : task
  if (writer.thrown !== undefined) return after(events, threw(moved,`,
    breaks: ['ET-2', 'RDD-48'],
  },
  {
    name: 'uses up the number of an epoch whose send an interrupt has ended',
    file: 'task.ts',
    find: 'if (send.thrown !== undefined) return after(events, threw(task,',
    replace: `const moved = send.thrown?.type === 'InterruptedException' ? { ...task, epoch: epoch + 1 } : task
  if (send.thrown !== undefined) return after(events, threw(moved,`,
    breaks: ['ET-2', 'RDD-48'],
  },
  {
    name: 'skips the next epoch',
    file: 'task.ts',
    find: next,
    replace: next.replace('epoch + 1', 'epoch + 2'),
    breaks: ['RDD-24', 'ET-2'],
  },
  {
    name: 'stays in its epoch',
    file: 'task.ts',
    find: next,
    replace: next.replace('epoch + 1', 'epoch'),
    breaks: ['RDD-24', 'ET-2'],
  },
  {
    name: 'moves the tracker on with each row',
    file: 'task.ts',
    find: written,
    replace: written.replace('events', 'task: { ...task, epoch: epoch + 1 }, events'),
    breaks: ['ET-2'],
  },
  {
    name: 'keeps one epoch for all of its tasks',
    file: 'task.ts',
    find: goesOn,
    replace:
      'else for (const [one, task] of [...running, [partition, outcome.task]]) running.set(one, { ...task, epoch: outcome.task.epoch })',
    breaks: ['ET-3'],
  },
  {
    name: 'begins each task with the epoch that the others have come to',
    file: 'task.ts',
    find: first,
    replace: 'epoch: Math.max(startEpoch, ...[...state.running.values()].map(({ epoch }) => epoch)), completed: false',
    breaks: ['ET-3', 'RDD-4'],
  },
  {
    name: "follows the task's epoch on a thread that the task has started",
    file: 'task.ts',
    find: "state.setup.parentThread === 'own' ? startEpoch : undefined",
    replace: 'undefined',
    breaks: ['ET-5'],
  },
  {
    name: 'begins with the next epoch on a thread that the task has started',
    file: 'task.ts',
    find: "state.setup.parentThread === 'own' ? startEpoch : undefined",
    replace: "state.setup.parentThread === 'own' ? startEpoch + 1 : undefined",
    breaks: ['ET-5'],
  },
]
