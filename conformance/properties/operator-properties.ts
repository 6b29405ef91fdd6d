import type { Event } from '../../src/contract/events.ts'
import { coordinatorId, type OperatorEnv } from '../state-space/operator-moves.ts'
import { eventsOf, had, inTurn } from './moments.ts'
import { nothing, type OperatorHistory, seen } from './operator-history.ts'
import type { Always, Moment, RoleProperties, Sometimes } from './property.ts'

type Here = Moment<OperatorEnv, OperatorHistory, 'operator'>
type OperatorAlways = Always<OperatorEnv, OperatorHistory, 'operator'>

const after = (history: OperatorHistory, events: readonly Event[]) => events.reduce(seen, history)

const hasCoordinator = (here: Here) => ['answers', 'holds'].includes(here.bounds.coordinator)

/** Whether the page specifies all of the operator's behaviour: a coordinator exists, and nothing has failed or was interrupted. */
const isTold = (here: Here) => hasCoordinator(here) && !had(here, 'throw', 'odd', 'interrupt')

/** Whether the ask of the execution with this history has its reply. */
const isAnswered = (here: Here, { asked }: OperatorHistory) =>
  asked > 0 && (here.bounds.coordinator === 'answers' || here.env.answered)

const haveAllFinished = (here: Here) => here.env.finished.length === here.bounds.partitions

/** The execution that runs after the step; undefined if none does. */
function underWay(here: Here): OperatorHistory | undefined {
  const history = after(here.history, here.events)
  return history.ended < here.env.executions ? history : undefined
}

const always: readonly OperatorAlways[] = [
  {
    name: 'the operator has one child and no output columns',
    requirements: ['OP-1', 'OP-5'],
    speaksOf: ['described'],
    alsoWithoutEvents: false,
    broken: ({ events }) => {
      const wrong = eventsOf(events, 'described').find(
        (event) => event.actor !== 'operator' || event.children !== 1 || event.output.length > 0,
      )
      if (wrong === undefined) return undefined
      if (wrong.actor === 'rdd') return 'the operator describes itself as the write RDD'
      const { children, output } = wrong
      const columns = output.map((column) => JSON.stringify(column)).join(', ') || 'none'
      return `the operator has ${children} ${children === 1 ? 'child' : 'children'} and the output columns ${columns}`
    },
  },
  {
    name: 'the operator creates the writer factory before it executes the child',
    requirements: ['OP-2'],
    unless: 'child-first',
    speaksOf: ['writer-factory-created', 'child-executed'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (!isTold(here)) return undefined
      const early = inTurn(here, seen).some(
        ({ event, before }) => event.kind === 'child-executed' && before.factories === 0,
      )
      return early ? 'the child is executed before the writer factory is created' : undefined
    },
  },
  {
    name: 'an execution creates one writer factory and executes the child once',
    requirements: ['OP-3', 'OP-4'],
    speaksOf: ['writer-factory-created', 'child-executed'],
    alsoWithoutEvents: true,
    broken: (here) => {
      if (!isTold(here)) return undefined
      for (const { factories, children } of atEnds(here)) {
        if (factories !== 1) return `an execution creates ${factories} writer factories`
        if (children !== 1) return `an execution executes the child ${children} times`
      }
      return undefined
    },
  },
  {
    name: 'the coordinator is looked up under its id',
    requirements: ['OP-8'],
    speaksOf: ['coordinator-looked-up'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (here.bounds.coordinator === 'nameless') return undefined
      const wrong = eventsOf(here.events, 'coordinator-looked-up').find(({ id }) => id !== coordinatorId)
      return wrong && `the coordinator is looked up under ${wrong.id ?? 'no id'}`
    },
  },
  {
    name: 'an execution asks SetWriterPartitions once',
    requirements: ['OP-9'],
    speaksOf: ['asked'],
    alsoWithoutEvents: true,
    broken: (here) => {
      if (!isTold(here)) return undefined
      const wrong = atEnds(here).find(({ asked }) => asked !== 1)
      return wrong && `an execution asks SetWriterPartitions ${wrong.asked} times`
    },
  },
  {
    name: 'SetWriterPartitions carries the number of partitions',
    requirements: ['OP-10'],
    speaksOf: ['asked'],
    alsoWithoutEvents: false,
    broken: (here) => {
      const { partitions } = here.bounds
      for (const { message } of eventsOf(here.events, 'asked')) {
        if (message.type === 'SetWriterPartitions' && message.numPartitions !== partitions) {
          return `SetWriterPartitions carries ${message.numPartitions} (${partitions} wanted)`
        }
      }
      return undefined
    },
  },
  {
    name: 'the operator asks nothing but SetWriterPartitions',
    requirements: ['OP-31'],
    speaksOf: ['asked'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (!isTold(here)) return undefined
      const wrong = eventsOf(here.events, 'asked').find(({ message }) => message.type !== 'SetWriterPartitions')
      return wrong && `the operator asks ${wrong.message.type}`
    },
  },
  {
    name: 'no job is submitted and no task starts before the coordinator has replied',
    requirements: ['OP-11'],
    speaksOf: ['job-submitted', 'task-started'],
    alsoWithoutEvents: false,
    broken: (here) => {
      // After an interrupt or an error reply, events of the ended execution cannot be told from those of the next one.
      if (!isTold(here)) return undefined
      const early = inTurn(here, seen).find(
        ({ event, before }) =>
          (event.kind === 'job-submitted' || event.kind === 'task-started') && !isAnswered(here, before),
      )
      return early && `${early.event.kind} is seen before the coordinator has replied`
    },
  },
  {
    name: 'after the coordinator has replied, the operator submits one job over all partitions',
    requirements: ['OP-12'],
    speaksOf: ['job-submitted'],
    alsoWithoutEvents: true,
    broken: (here) => {
      const { partitions } = here.bounds
      // Without partitions, the page leaves the job unspecified.
      if (!isTold(here) || partitions === 0) return undefined
      const other = eventsOf(here.events, 'job-submitted').find((event) => event.partitions !== partitions)
      if (other !== undefined) return `a job over ${other.partitions} of ${partitions} partitions is submitted`
      const wrong = atEnds(here).find((history) => isAnswered(here, history) && history.jobs !== 1)
      return wrong && `an execution submits ${wrong.jobs} jobs`
    },
  },
  {
    name: 'the job starts one task per partition',
    requirements: ['OP-13'],
    speaksOf: ['task-started'],
    alsoWithoutEvents: false,
    broken: (here) => {
      const { partitions } = here.bounds
      if (!isTold(here) || partitions === 0) return undefined
      const all = Array.from({ length: partitions }, (_, partition) => partition).join(', ')
      const wrong = atEnds(here).find(({ jobs, tasks }) => jobs > 0 && tasks.join(', ') !== all)
      return wrong && `tasks started for partitions: ${wrong.tasks.join(', ') || 'none'} (wanted: ${all})`
    },
  },
  {
    name: 'an execution does not return while one of its tasks runs',
    requirements: ['OP-14'],
    speaksOf: ['returned'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (!isTold(here) || haveAllFinished(here) || eventsOf(here.events, 'returned').length === 0) return undefined
      return `the execution returns when ${here.env.finished.length} of ${here.bounds.partitions} tasks have ended`
    },
  },
  {
    name: 'an execution returns once, when all of its tasks have finished',
    requirements: ['OP-15'],
    speaksOf: ['returned'],
    alsoWithoutEvents: true,
    broken: (here) => {
      const { env, events } = here
      // Without partitions there is no task to end.
      if (!isTold(here) || here.bounds.partitions === 0) return undefined
      const { ended } = after(here.history, events)
      const expected = haveAllFinished(here) ? env.executions : env.executions - 1
      if (ended < expected) return 'all tasks have finished, but the execution has not returned'
      if (haveAllFinished(here) && ended > expected) return 'the execution has ended more than once'
      return events.some(({ kind }) => kind === 'threw') ? 'an execution throws though nothing has failed' : undefined
    },
  },
  {
    name: 'the RDD that an execution returns has no partitions',
    requirements: ['OP-16'],
    speaksOf: ['returned'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (!isTold(here) || here.bounds.partitions === 0) return undefined
      const wrong = eventsOf(here.events, 'returned').find(({ partitions }) => partitions !== 0)
      return wrong && `partitions of the returned RDD: ${wrong.partitions} (0 wanted)`
    },
  },
]

/** The history of each execution that ended in this step, at its end, and of the one that still runs. */
function atEnds(here: Here): readonly OperatorHistory[] {
  const ended = inTurn(here, seen).flatMap(({ event, before }) =>
    (event.kind === 'returned' || event.kind === 'threw') && before.ended < here.env.executions ? [before] : [],
  )
  const last = underWay(here)
  return last === undefined ? ended : [...ended, last]
}

const sometimes: readonly Sometimes<OperatorEnv, OperatorHistory, 'operator'>[] = [
  {
    name: 'the last of several tasks ends the execution',
    requirements: ['OP-15'],
    needs: [],
    reached: ({ action, events, history }) =>
      action.kind === 'finish-task' && history.tasks.length > 1 && eventsOf(events, 'returned').length > 0,
  },
  {
    name: 'a task ends while other tasks run',
    requirements: ['OP-14'],
    needs: [],
    reached: (here) => here.action.kind === 'finish-task' && isTold(here) && !haveAllFinished(here),
  },
  {
    name: 'an operator is executed again',
    requirements: ['OP-3', 'OP-9'],
    needs: [],
    reached: ({ action, env }) => action.kind === 'execute' && env.executions > 1,
  },
  {
    name: 'several tasks end at the same time and end the execution',
    requirements: ['OP-15'],
    needs: ['together'],
    reached: ({ action, events }) => action.kind === 'together' && eventsOf(events, 'returned').length > 0,
  },
  {
    name: 'an execution is interrupted while its job runs',
    requirements: ['OP-28'],
    needs: ['interrupt'],
    reached: ({ action, history, events }) =>
      action.kind === 'interrupt' && history.jobs > 0 && eventsOf(events, 'returned').length > 0,
  },
  {
    name: 'a task ends after its execution was interrupted',
    requirements: ['OP-28'],
    needs: ['interrupt'],
    reached: (here) => here.action.kind === 'finish-task' && here.history.ended === here.env.executions,
  },
  {
    name: 'a task fails after another has finished',
    requirements: ['OP-26'],
    needs: ['throw'],
    reached: ({ action, env, events }) =>
      action.kind === 'fail-task' && env.finished.length > 0 && eventsOf(events, 'threw').length > 0,
  },
  {
    name: 'an operator is executed again after it has thrown',
    requirements: ['OP-17', 'OP-19', 'OP-26'],
    needs: ['throw'],
    reached: (here) => here.action.kind === 'execute' && here.env.executions > 1 && had(here, 'throw'),
  },
]

export const operatorProperties: RoleProperties<OperatorEnv, OperatorHistory, 'operator'> = {
  begin: () => nothing,
  after,
  always,
  sometimes,
}
