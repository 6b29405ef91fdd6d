import type { QueryEnv } from '../state-space/query-moves.ts'
import { eventsOf } from './moments.ts'
import type { Sometimes } from './property.ts'
import type { QueryHistory } from './query-history.ts'

/** The situations that some schedule has to reach. */
export const querySituations: readonly Sometimes<QueryEnv, QueryHistory, 'query'>[] = [
  {
    name: 'the last commit to arrive completes an epoch',
    requirements: ['EC-31'],
    needs: [],
    reached: (here) => {
      const [committed] = eventsOf(here.events, 'epoch-committed')
      return committed !== undefined && eventsOf(here.events, 'offset-added').length === 0
    },
  },
  {
    name: 'a task is ahead of the last committed epoch',
    requirements: ['RDD-21', 'OP-35'],
    needs: [],
    reached: ({ history: { epochs, next } }) => epochs.some((epoch) => epoch !== undefined && epoch > next),
  },
  {
    name: 'a report that was overtaken by its commit completes an epoch',
    requirements: ['EC-32'],
    needs: ['late'],
    reached: ({ events }) =>
      eventsOf(events, 'offset-added').length > 0 && eventsOf(events, 'epoch-committed').length > 0,
  },
  {
    name: 'a message arrives twice, and its epoch is committed once',
    requirements: ['EC-74'],
    needs: ['duplicate'],
    reached: ({ action, events }) =>
      action.kind === 'deliver' && action.times === 2 && eventsOf(events, 'epoch-committed').length === 1,
  },
  {
    name: 'a message arrives after the stop',
    requirements: ['EC-28'],
    needs: ['stop'],
    reached: ({ action, env }) => action.kind === 'deliver' && env.stopped,
  },
  {
    name: 'a query is executed again after it has committed epochs',
    requirements: ['CE-4', 'CE-12'],
    needs: ['stop', 'restart'],
    reached: (here) => here.action.kind === 'execute' && here.history.next > here.bounds.first,
  },
  {
    name: 'an epoch that was sent but not committed before a restart is written again',
    requirements: ['CE-4'],
    needs: ['stop', 'restart'],
    reached: ({ history: { farthest, next }, events }) =>
      eventsOf(events, 'sent').some(({ message: { epoch } }) => epoch <= farthest && epoch >= next),
  },
  {
    name: 'a query ends because a task has failed',
    requirements: ['EC-28'],
    needs: ['throw'],
    reached: ({ events }) => eventsOf(events, 'task-failed').length > 0 && eventsOf(events, 'query-stopped').length > 0,
  },
  {
    name: 'a query ends because its coordinator is gone',
    requirements: ['CE-17'],
    needs: ['coordinator'],
    reached: ({ action, events }) =>
      action.kind === 'kill-coordinator' && eventsOf(events, 'query-stopped').some(({ error }) => error !== null),
  },
  {
    name: 'a query restarts by itself',
    requirements: ['CE-14'],
    needs: ['interrupt'],
    reached: ({ action, events }) => action.kind === 'interrupt' && eventsOf(events, 'job-submitted').length > 0,
  },
  {
    name: 'messages of several tasks arrive at the same time and complete an epoch',
    requirements: ['OP-35'],
    needs: ['together'],
    reached: ({ action, events }) => action.kind === 'together' && eventsOf(events, 'epoch-committed').length > 0,
  },
]
