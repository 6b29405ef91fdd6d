import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import { plainActions } from '../../src/contract/plain-actions.ts'
import type { Plan } from '../../src/contract/values.ts'
import type { Mismatch } from './expectation.ts'
import type { Trace, TraceStep } from './trace.ts'

/** Something that binds every edition and holds in every trace, whatever the scenario looks at. */
export interface Invariant {
  /** The requirement that is broken where it does not hold. */
  readonly requirement: string
  readonly says: string
  /** The events that break it, in the trace so far and in its last step; none if it holds. */
  readonly broken: (before: Trace, last: TraceStep) => readonly Event[]
}

/** An invariant that does not hold, and how it shows. */
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
      if (seen.length > 0) return { requirement, mismatch: { expected: [says], problem: 'this was seen', seen } }
    }
  }
  return undefined
}

const actionsOf = (step: TraceStep): readonly Plain<Action>[] =>
  step.kind === 'acted' ? plainActions(step.action) : []

const did = (trace: Trace, is: (action: Plain<Action>) => boolean) => trace.some((step) => actionsOf(step).some(is))

/** What makes something go wrong. */
const wrongs = ['fail', 'interrupt', 'kill-coordinator', 'kill-executor'] as const

const writesWithoutOneChild = (plan: Plan): boolean =>
  (plan.name === 'WriteToContinuousDataSourceExec' && plan.children.length !== 1) ||
  plan.children.some(writesWithoutOneChild)

/** The epoch whose turn it is: the one after the last that was committed to the query. */
function nextEpoch(trace: Trace): number | undefined {
  let next: number | undefined
  for (const step of trace) {
    const opening = step.kind === 'opened' ? step.opening : undefined
    if (opening?.role === 'coordinator' || opening?.role === 'query') next = opening.setup.startEpoch
    for (const event of step.events) if (event.kind === 'query-committed') next = event.epoch + 1
  }
  return next
}

/** Events of a step that are out of order, if epochs are committed one by one, to the sink and then to the query. */
function outOfOrder(
  before: Trace,
  { events }: TraceStep,
  kind: 'epoch-committed' | 'query-committed',
): readonly Event[] {
  let next = nextEpoch(before)
  let sinkHas: number | undefined
  const wrong: Event[] = []
  for (const event of events) {
    if (event.kind === 'epoch-committed') {
      if (kind === event.kind && next !== undefined && event.epoch !== next) wrong.push(event)
      sinkHas = event.epoch
    } else if (event.kind === 'query-committed') {
      if (kind === event.kind && event.epoch !== sinkHas) wrong.push(event)
      next = event.epoch + 1
    }
  }
  return wrong
}

export const invariants: readonly Invariant[] = [
  {
    requirement: 'PL-2',
    says: 'a WriteToContinuousDataSourceExec has one child',
    broken: (_, { events }) => events.filter((event) => event.kind === 'planned' && writesWithoutOneChild(event.plan)),
  },
  {
    requirement: 'OP-10',
    says: 'SetWriterPartitions says how many partitions the child has',
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
    says: 'no job is submitted before SetWriterPartitions was asked',
    broken: (before, { events }) => {
      const asked = [...before.flatMap((step) => step.events), ...events].findIndex(({ kind }) => kind === 'asked')
      return asked === -1 ? events.filter(({ kind }) => kind === 'job-submitted' || kind === 'task-started') : []
    },
  },
  {
    requirement: 'RDD-12',
    says: 'nothing is written but the rows that the parent gives, each once',
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
    says: 'no writer is aborted where nothing has gone wrong',
    broken: (before, step) =>
      step.events.filter(
        (event) =>
          event.kind === 'writer-aborted' &&
          !did([...before, step], ({ kind }) => wrongs.some((wrong) => wrong === kind)),
      ),
  },
  {
    requirement: 'EC-38',
    says: 'the query is told of an epoch after the sink was',
    broken: (before, step) => outOfOrder(before, step, 'query-committed'),
  },
  {
    requirement: 'EC-35',
    says: 'the sink is given one epoch after the other, none before its predecessor',
    broken: (before, step) => outOfOrder(before, step, 'epoch-committed'),
  },
]
