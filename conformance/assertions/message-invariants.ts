import type { Event, EventOf } from '../../src/contract/events.ts'
import type { Report } from '../../src/contract/messages.ts'
import { actionsOf, type Invariant } from './invariant.ts'
import { eventsOf, type Trace } from './trace.ts'

const isOwn = (actor: string, partition: number) => actor === `task-${partition}`

/** Invariants of messages, also after unspecified behaviour: a message that was never made is neither sent nor received. */
export const messageInvariants: readonly Invariant[] = [
  {
    requirement: 'RDD-19',
    says: 'a task sends messages of its own partition only',
    broken: (_, { events }) =>
      sentIn(events).filter(({ actor, message: { partitionId } }) => !isOwn(actor, partitionId)),
  },
  {
    requirement: 'RDD-8',
    says: 'a writer is made for the partition of its task',
    broken: (_, { events }) =>
      events.filter((event) => event.kind === 'writer-created' && !isOwn(event.actor, event.partition)),
  },
  {
    requirement: 'RDD-22',
    says: 'the write RDD sends nothing but commits',
    broken: ([opened], { events }) =>
      opened?.kind === 'opened' && opened.opening.role === 'task'
        ? sentIn(events).filter(({ message }) => message.type !== 'CommitPartitionEpoch')
        : [],
  },
  {
    requirement: 'RDD-17',
    says: 'what is sent as a commit was committed before by a writer of the task, for that epoch and with that message',
    broken: (before, { events }) => {
      const commits = sentIn(events).filter(({ message }) => message.type === 'CommitPartitionEpoch')
      if (commits.length === 0) return []
      const earlier = eventsOf(before)
      return commits.filter((commit) => !wasCommitted(commit, [...earlier, ...events.slice(0, events.indexOf(commit))]))
    },
  },
  {
    requirement: 'EC-33',
    says: 'the sink gets for an epoch only messages that were sent for it',
    broken: (before, step) =>
      step.events.filter(
        (event) =>
          event.kind === 'epoch-committed' &&
          hasOther(event.messages, reportedFor(event.epoch, 'CommitPartitionEpoch', [...before, step])),
      ),
  },
  {
    requirement: 'CE-2',
    says: 'offsets are added only for an epoch that was reported, and only those that were',
    broken: (before, step) =>
      step.events.filter(
        (event) =>
          event.kind === 'offset-added' &&
          hasOther(event.offsets, reportedFor(event.epoch, 'ReportPartitionOffset', [...before, step])),
      ),
  },
]

const sentIn = (events: readonly Event[]): readonly EventOf<'sent'>[] => events.filter((event) => event.kind === 'sent')

function wasCommitted({ actor, message }: EventOf<'sent'>, earlier: readonly Event[]): boolean {
  return earlier.some(
    (one) =>
      one.kind === 'partition-committed' &&
      one.actor === actor &&
      one.epoch === message.epoch &&
      message.type === 'CommitPartitionEpoch' &&
      one.message === message.message,
  )
}

const hasOther = (given: readonly string[], sent: readonly string[]) => given.some((one) => !sent.includes(one))

/** What a coordinator can have got for an epoch: of messages that the kit has sent it, and that were seen to be sent. */
function reportedFor(epoch: number, type: Report['type'], trace: Trace): readonly string[] {
  const reports = [
    ...trace.flatMap((step) => actionsOf(step).flatMap((one) => (one.kind === 'send' ? [one.message] : []))),
    ...sentIn(eventsOf(trace)).map(({ message }) => message),
  ]
  return reports
    .filter((one) => one.type === type && one.epoch === epoch)
    .map((one) => (one.type === 'CommitPartitionEpoch' ? one.message : one.offset))
}
