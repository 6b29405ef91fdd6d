import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { Plan } from '../../src/contract/values.ts'
import type { DiffLine } from './diff.ts'
import type { Mismatch } from './expectation.ts'
import { actionsOf, type Invariant } from './invariant.ts'
import { lifeCycleInvariants } from './life-cycle-invariants.ts'
import { messageInvariants } from './message-invariants.ts'
import type { Trace, TraceStep } from './trace.ts'

/** A broken invariant and the events that break it. */
export interface Violation {
  readonly requirement: string
  readonly mismatch: Mismatch
}

/** The first violation in the trace, if there is one. */
export function firstViolation(trace: Trace): Violation | undefined {
  for (const [index, step] of trace.entries()) {
    const before = trace.slice(0, index)
    for (const { requirement, says, broken } of invariants) {
      const seen = broken(before, step)
      if (seen.length === 0) continue
      const difference = step.events.map((event): DiffLine => ({ kind: seen.includes(event) ? 'seen' : 'both', event }))
      return { requirement, mismatch: { expected: [says], problem: `it does not hold that ${says}`, seen, difference } }
    }
  }
  return undefined
}

const hasAction = (trace: Trace, is: (action: Plain<Action>) => boolean) =>
  trace.some((step) => actionsOf(step).some(is))

/** The actions after which a writer may be aborted. */
const disturbances = ['fail', 'interrupt', 'kill', 'stop', 'complete', 'kill-coordinator', 'kill-executor'] as const

const writesWithoutOneChild = (plan: Plan): boolean =>
  (plan.name === 'WriteToContinuousDataSourceExec' && plan.children.length !== 1) ||
  plan.children.some(writesWithoutOneChild)

const isWriterCount = (event: Event) => event.kind === 'asked' && event.message.type === 'SetWriterPartitions'

/** The order of epochs by the events so far. */
interface EpochOrder {
  /** The epoch after the last that was committed to the query. */
  readonly next: number | undefined
  /**
   * Per run since that commit: the epoch after the last one whose offsets were added before the run. A run may begin with it, since
   * no page says which epoch a restart begins with.
   */
  readonly behindLogged: readonly number[]
  /** The last epoch whose offsets were added. */
  readonly logged: number | undefined
  /** The epoch that the sink has committed and the query has not, also from an earlier step. */
  readonly sinkHas: number | undefined
}

const noOrder: EpochOrder = { next: undefined, behindLogged: [], logged: undefined, sinkHas: undefined }

function orderAfter(trace: Trace): EpochOrder {
  let order = noOrder
  for (const step of trace) {
    const opening = step.kind === 'opened' ? step.opening : undefined
    if (opening?.role === 'coordinator' || opening?.role === 'query')
      order = { ...order, next: opening.setup.startEpoch }
    order = step.events.reduce(withEvent, order)
  }
  return order
}

function withEvent(order: EpochOrder, event: Event): EpochOrder {
  switch (event.kind) {
    case 'job-submitted':
      return order.logged === undefined ? order : { ...order, behindLogged: [...order.behindLogged, order.logged + 1] }
    case 'offset-added':
      return { ...order, logged: Math.max(event.epoch, order.logged ?? event.epoch) }
    case 'epoch-committed':
      return { ...order, sinkHas: event.epoch }
    case 'query-committed':
      return { ...order, sinkHas: undefined, next: event.epoch + 1, behindLogged: [] }
    default:
      return order
  }
}

/** The misplaced events of a step: epochs are committed one by one, to the sink and then to the query. */
function outOfOrder(
  before: Trace,
  { events }: TraceStep,
  kind: 'epoch-committed' | 'query-committed',
): readonly Event[] {
  if (!events.some((event) => event.kind === kind)) return []
  let order = orderAfter(before)
  const wrong: Event[] = []
  for (const event of events) {
    if (event.kind === kind && !isInOrder(order, event)) wrong.push(event)
    order = withEvent(order, event)
  }
  return wrong
}

function isInOrder({ next, behindLogged, sinkHas }: EpochOrder, event: Event): boolean {
  if (event.kind === 'query-committed') return event.epoch === sinkHas
  return event.kind !== 'epoch-committed' || next === undefined || [next, ...behindLogged].includes(event.epoch)
}

const isCoordinator = (opened: TraceStep | undefined) =>
  opened?.kind === 'opened' && opened.opening.role === 'coordinator'

/** The commits to the sink of an epoch that these events have committed already. */
const repeatedIn = (events: readonly Event[]) =>
  events.filter(
    (event, at) =>
      event.kind === 'epoch-committed' &&
      events.slice(0, at).some((earlier) => earlier.kind === 'epoch-committed' && earlier.epoch === event.epoch),
  )

export const invariants: readonly Invariant[] = [
  ...messageInvariants,
  ...lifeCycleInvariants,
  {
    requirement: 'PL-2',
    says: 'a WriteToContinuousDataSourceExec has one child',
    broken: (_, { events }) => events.filter((event) => event.kind === 'planned' && writesWithoutOneChild(event.plan)),
  },
  {
    requirement: 'OP-10',
    says: 'SetWriterPartitions has the number of the partitions of the child',
    broken: ([opened], { events }) =>
      events.filter(
        (event) =>
          event.kind === 'asked' &&
          event.message.type === 'SetWriterPartitions' &&
          opened?.kind === 'opened' &&
          opened.opening.role === 'operator' &&
          event.message.numPartitions !== opened.opening.setup.partitions,
      ),
  },
  {
    requirement: 'OP-11',
    says: 'no job is submitted and no task starts before SetWriterPartitions is asked',
    broken: (before, { events }) => {
      if (before.some((step) => step.events.some(isWriterCount))) return []
      const asked = events.findIndex(isWriterCount)
      return events
        .slice(0, asked === -1 ? events.length : asked)
        .filter(({ kind }) => kind === 'job-submitted' || kind === 'task-started')
    },
  },
  {
    requirement: 'RDD-12',
    says: 'a task writes each row of its parent once, and no other row',
    broken: (_, step) => {
      const given = actionsOf(step).flatMap((action) =>
        action.kind === 'row' ? [`${action.partition} ${action.value}`] : [],
      )
      return step.events.filter((event) => {
        if (event.kind !== 'row-written') return false
        const at = given.indexOf(`${event.partition} ${event.value}`)
        if (at === -1) return true
        given.splice(at, 1)
        return false
      })
    },
  },
  {
    requirement: 'RDD-55',
    says: 'no writer is aborted without an error, an interrupt, a stop or a completion',
    broken: (before, step) =>
      step.events.filter(
        (event) =>
          event.kind === 'writer-aborted' &&
          !hasAction([...before, step], ({ kind }) => disturbances.some((one) => one === kind)),
      ),
  },
  {
    requirement: 'EC-38',
    says: 'the sink commits an epoch before the query does',
    broken: (before, step) => outOfOrder(before, step, 'query-committed'),
  },
  {
    requirement: 'EC-39',
    says: 'one message commits an epoch to the sink at most once',
    // In a whole query, one action may lead to several messages, and a repeated one commits again after a fault.
    broken: ([opened], step) => (isCoordinator(opened) && actionsOf(step).length === 1 ? repeatedIn(step.events) : []),
  },
  {
    requirement: 'EC-35',
    says: 'the sink commits epochs in order, none before its predecessor',
    broken: (before, step) => outOfOrder(before, step, 'epoch-committed'),
  },
]
