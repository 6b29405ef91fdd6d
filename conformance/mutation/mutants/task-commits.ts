import type { EventOf } from '../../../src/contract/events.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import { hit, on } from '../wrappers/conditions.ts'
import { behind, double, drop, isSelected, moveBefore, patch } from '../wrappers/events.ts'
import { committed, completedFirst, partitionOf, rowWritten, writerAborted } from '../wrappers/task.ts'
import { inTurn, onStep, withMemory } from '../wrappers/wrapper.ts'

const isCommitting = / is committing\.$/
const isCommitted = / (is )?committed\.$/
const atEnd = on('end-epoch')

type Report = EventOf<'sent'>['message']
type Commit = Extract<Report, { readonly type: 'CommitPartitionEpoch' }>

/** Alters what a task tells the coordinator of its commit. */
const tells = (change: (commit: Commit) => Partial<Commit>): Wrapper =>
  patch('sent', ({ message }) => ({
    message: message.type === 'CommitPartitionEpoch' ? { ...message, ...change(message) } : message,
  }))

/** Hides events of an epoch without rows. */
const withoutRows = (...kinds: readonly string[]): Wrapper =>
  withMemory<'task', ReadonlySet<number>>('task', new Set(), ({ state, action, take }, begun) => {
    const { state: after, events } = take(state, action)
    const partition = partitionOf(action)
    if (action.kind === 'row') return { state: after, events, memory: new Set([...begun, partition]) }
    const hides = action.kind === 'end-epoch' && !begun.has(partition)
    return {
      state: after,
      events: hides ? events.filter(({ kind }) => !kinds.includes(kind)) : events,
      memory: new Set([...begun].filter((one) => one !== partition)),
    }
  })

/** The number of another epoch in a log line. */
const epochBy = (by: number) => (line: EventOf<'logged'>) => ({
  message: line.message.replace(/(?<= epoch )\d+/, (epoch) => String(Number(epoch) + by)),
})

/** Faults at the end of an epoch. */
export const taskCommitMutants: readonly Mutant[] = [
  {
    name: 'does not log that it commits',
    wrap: drop(isCommitting),
    breaks: ['RDD-14'],
  },
  {
    name: 'logs twice that it commits',
    wrap: double(isCommitting),
    breaks: ['RDD-14'],
  },
  {
    name: 'logs that it commits after it has committed',
    wrap: moveBefore('partition-committed', isCommitting),
    breaks: ['RDD-14'],
  },
  {
    name: 'logs at DEBUG that it commits',
    wrap: patch(isCommitting, { level: 'DEBUG' }),
    breaks: ['RDD-14'],
  },
  {
    name: 'logs that it commits without the full stop',
    wrap: patch(isCommitting, ({ message }) => ({ message: message.slice(0, -1) })),
    breaks: ['RDD-14'],
  },
  {
    name: 'logs that it commits the epoch before',
    wrap: patch(isCommitting, epochBy(-1)),
    breaks: ['RDD-14'],
  },
  {
    name: 'commits a writer twice',
    wrap: double('partition-committed'),
    breaks: ['RDD-15'],
  },
  {
    name: 'commits before it has written the last row',
    wrap: withMemory<'task', ReadonlyMap<number, ReturnType<typeof rowWritten>>>('task', new Map(), (taking, held) => {
      const { state: after, events } = taking.take(taking.state, taking.action)
      const partition = partitionOf(taking.action)
      const last = held.get(partition)
      const earlier = last === undefined ? [] : [last]
      const row = events.find(({ kind }) => kind === 'row-written')
      const others = new Map([...held].filter(([one]) => one !== partition))
      if (row !== undefined) return { state: after, events: earlier, memory: others.set(partition, row) }
      const commits = events.some(({ kind }) => kind === 'partition-committed')
      return {
        state: after,
        events: commits
          ? events.flatMap((event) => (event.kind === 'partition-committed' ? [event, ...earlier] : [event]))
          : [...earlier, ...events],
        memory: others,
      }
    }),
    breaks: ['RDD-15'],
  },
  {
    name: 'commits with the first row of an epoch',
    wrap: withMemory<'task', ReadonlySet<string>>('task', new Set(), ({ state, action, take }, done) => {
      const step = take(state, action)
      const row = step.events.find((event) => event.kind === 'row-written')
      if (row === undefined) return { ...step, memory: done }
      const { partition, epoch } = row
      const key = `${state.running.get(partition)?.taskId}:${epoch}`
      if (done.has(key)) return { ...step, memory: done }
      return { ...step, events: [...step.events, committed(partition, epoch)], memory: new Set([...done, key]) }
    }),
    breaks: ['RDD-15'],
  },
  {
    name: 'commits the writers of all partitions when one epoch ends',
    wrap: onStep('task', ({ state, action, take }) => {
      if (action.kind !== 'end-epoch') return take(state, action)
      return inTurn(
        take,
        state,
        [...state.running.keys()].map((partition) => ({ kind: 'end-epoch', partition }) as const),
      )
    }),
    breaks: ['RDD-15'],
  },
  {
    name: 'leaves the writer of an epoch without rows uncommitted',
    wrap: withoutRows('partition-committed', 'sent', 'logged'),
    breaks: ['RDD-16'],
  },
  {
    name: 'commits an epoch without rows, but tells the coordinator nothing',
    wrap: withoutRows('sent'),
    breaks: ['RDD-16'],
  },
  {
    name: 'does not tell the coordinator',
    wrap: drop('sent'),
    breaks: ['RDD-17'],
  },
  {
    name: 'tells the coordinator twice',
    wrap: double('sent'),
    breaks: ['RDD-17'],
  },
  {
    name: 'tells the coordinator before the writer has committed',
    wrap: moveBefore('sent', 'partition-committed'),
    breaks: ['RDD-17'],
  },
  {
    name: 'sends an empty message instead of that of the commit',
    wrap: tells(() => ({ message: '' })),
    breaks: ['RDD-18'],
  },
  {
    name: 'sends the message of the commit before',
    wrap: tells(({ partitionId, epoch }) => ({ message: `commit-${partitionId}-${Math.max(epoch - 1, 0)}` })),
    breaks: ['RDD-18'],
  },
  {
    name: 'takes the task attempt id for the partition when it tells the coordinator',
    wrap: patch('sent', ({ message }, taken) => {
      const state = taken?.before
      const task = state?.role === 'task' ? state.running.get(message.partitionId) : undefined
      return { message: { ...message, partitionId: task?.taskId ?? message.partitionId } }
    }),
    breaks: ['RDD-19'],
  },
  {
    name: 'commits every partition as partition 0',
    wrap: tells(() => ({ partitionId: 0 })),
    breaks: ['RDD-19'],
  },
  {
    name: 'moves the epoch on before it tells the coordinator',
    wrap: tells(({ epoch }) => ({ epoch: epoch + 1 })),
    breaks: ['RDD-20'],
  },
  {
    name: 'tells the coordinator the start epoch',
    wrap: patch('sent', ({ message }, taken) => {
      const start = taken?.before.role === 'task' ? taken.before.setup.startEpoch : null
      return { message: { ...message, epoch: start ?? message.epoch } }
    }),
    breaks: ['RDD-20'],
  },
  {
    name: 'waits for the coordinator after it has told it',
    wrap: drop('upstream-computed', atEnd),
    breaks: ['RDD-21', 'RDD-25'],
  },
  {
    name: 'reports the offset of its partition, too',
    wrap: behind('sent', ({ actor, message: { partitionId, epoch } }) => ({
      kind: 'sent',
      actor,
      message: { type: 'ReportPartitionOffset', partitionId, epoch, offset: '0' },
    })),
    breaks: ['RDD-22'],
  },
  {
    name: 'does not log that it has committed',
    wrap: drop(isCommitted),
    breaks: ['RDD-23'],
  },
  {
    name: 'logs that it has committed although the send has thrown',
    wrap: behind(
      'partition-committed',
      ({ actor, partition, epoch }, { events }) => {
        const line = events.find((event) => isSelected(isCommitting, event))
        const message = `Writer for partition ${partition} in epoch ${epoch} is committed.`
        return line?.kind === 'logged' ? { ...line, actor, message } : []
      },
      hit('send'),
    ),
    breaks: ['RDD-23'],
  },
  {
    name: 'logs twice that it has committed',
    wrap: double(isCommitted),
    breaks: ['RDD-23'],
  },
  {
    name: 'logs that it has committed before it tells the coordinator',
    wrap: moveBefore(isCommitted, 'sent'),
    breaks: ['RDD-23'],
  },
  {
    name: 'logs that it has committed without the `is`',
    wrap: patch(isCommitted, ({ message }) => ({ message: message.replace('is committed', 'committed') })),
    breaks: ['RDD-23'],
  },
  {
    name: 'logs that it has committed the next epoch',
    wrap: patch(isCommitted, epochBy(1)),
    breaks: ['RDD-23'],
  },
  {
    name: 'aborts the writer that it has just committed',
    wrap: behind('sent', ({ message: { partitionId, epoch } }) => writerAborted(partitionId, epoch)),
    breaks: ['RDD-55'],
  },
  {
    name: 'names the epoch in its message by the lower 32 bits',
    wrap: tells(({ epoch }) => ({ epoch: epoch % 2 ** 32 })),
    breaks: ['RDD-20'],
  },
  {
    name: 'ends by itself after a hundred epochs',
    wrap: completedFirst(true, ({ kind }, { epoch }) => kind === 'end-epoch' && epoch % 100 === 99),
    breaks: ['RDD-25'],
  },
  {
    name: 'writes a header into each writer',
    wrap: behind('writer-created', ({ partition, epoch }) => rowWritten(partition, epoch, 'header')),
    breaks: ['RDD-12'],
  },
]
