import type { Event, EventOf } from '../../src/contract/events.ts'
import type { OneWayMessage } from '../../src/contract/messages.ts'
import { actionsOf, type Invariant } from './invariant.ts'
import { eventsOf, type Trace } from './trace.ts'

const isOwn = (actor: string, partition: number) => actor === `task-${partition}`

/** Invariants of messages: a message that was never made is neither sent nor received, also after unspecified behaviour. */
export const messageInvariants: readonly Invariant[] = [
  {
    requirement: 'RDD-19',
    says: 'a task sends messages only for its own partition',
    broken: (_, { events }) =>
      sentIn(events).filter(({ actor, message: { partitionId } }) => !isOwn(actor, partitionId)),
  },
  {
    requirement: 'RDD-8',
    says: 'a task makes writers only for its own partition',
    broken: (_, { events }) =>
      events.filter((event) => event.kind === 'writer-created' && !isOwn(event.actor, event.partition)),
  },
  {
    requirement: 'RDD-22',
    says: 'the write RDD sends only commits',
    broken: ([opened], { events }) =>
      opened?.kind === 'opened' && opened.opening.role === 'task'
        ? sentIn(events).filter(({ message }) => message.type !== 'CommitPartitionEpoch')
        : [],
  },
  {
    requirement: 'RDD-17',
    says: 'a task sends a commit after its writer has committed, with the epoch and message of that commit',
    broken: (before, { events }) => {
      const commits = sentIn(events).filter(({ message }) => message.type === 'CommitPartitionEpoch')
      if (commits.length === 0) return []
      const earlier = eventsOf(before)
      return commits.filter((commit) => !wasCommitted(commit, [...earlier, ...events.slice(0, events.indexOf(commit))]))
    },
  },
  {
    requirement: 'EC-33',
    says: 'the sink gets only messages that were sent for the epoch',
    broken: (before, step) =>
      step.events.filter(
        (event) =>
          event.kind === 'epoch-committed' &&
          hasOther(event.messages, reportedFor(event.epoch, 'CommitPartitionEpoch', [...before, step])),
      ),
  },
  {
    requirement: 'CE-2',
    says: 'the coordinator adds only offsets that were reported for the epoch',
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

/** The messages or offsets for an epoch that can have reached a coordinator: sent by the kit, or observed as sent. */
function reportedFor(epoch: number, type: OneWayMessage['type'], trace: Trace): readonly string[] {
  const reports = [
    ...trace.flatMap((step) => actionsOf(step).flatMap((one) => (one.kind === 'send' ? [one.message] : []))),
    ...sentIn(eventsOf(trace)).map(({ message }) => message),
  ]
  return reports
    .filter((one) => one.type === type && one.epoch === epoch)
    .map((one) => (one.type === 'CommitPartitionEpoch' ? one.message : one.offset))
}
