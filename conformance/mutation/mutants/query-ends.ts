import { isRunning } from '../../../src/reference/query/state.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import { hit, on } from '../wrappers/conditions.ts'
import { behind, drop, patch } from '../wrappers/events.ts'
import { asks, moveAsk, queryBefore } from '../wrappers/query.ts'
import { all, alterAction, alterState, alterStep, type Taken } from '../wrappers/wrapper.ts'

const file = 'query/run.ts'

const killed = `return doInTurn(actAsTask(state, { kind: 'complete', partition }), (next) =>
    actAsTask(next, { kind: 'interrupt', partition }),
  )`

const threw = ({ events }: Taken) => events.some(({ kind }) => kind === 'threw')

/** Does not stop the writes: the coordinator is not asked, and takes what comes. */
const leavesWritesOn = (when: (taken: Taken) => boolean): Wrapper =>
  all(
    alterState('query', (taken) =>
      when(taken)
        ? { ...taken.after, coordinator: { ...taken.after.coordinator, queryWritesStopped: false } }
        : taken.after,
    ),
    moveAsk('StopContinuousExecutionWrites', (rest) => rest, when),
  )

/** Faulty ends of a run. */
export const queryEndMutants: readonly Mutant[] = [
  {
    name: 'never has the coordinator drop what comes late',
    wrap: leavesWritesOn(() => true),
    breaks: ['EC-28'],
  },
  {
    name: 'drops what comes late after a run that went well only',
    wrap: leavesWritesOn(threw),
    breaks: ['EC-28'],
  },
  {
    name: 'drops what comes late after a run that failed only',
    wrap: leavesWritesOn(on('stop')),
    breaks: ['EC-28'],
  },
  {
    name: 'drops nothing when the run never came to its job',
    wrap: leavesWritesOn((taken) => on('execute')(taken) && taken.events.every(({ kind }) => kind !== 'job-submitted')),
    breaks: ['EC-28'],
  },
  {
    name: 'asks the coordinator to drop what is sent when an epoch is advanced',
    wrap: behind(
      'answered',
      () => ({ kind: 'asked', actor: 'query', message: { type: 'StopContinuousExecutionWrites' } }),
      on('advance-epoch'),
    ),
    breaks: ['EC-28'],
  },
  {
    name: 'says that it will ask the coordinator to drop what comes late, and does not',
    wrap: alterState('query', ({ after }) => ({
      ...after,
      coordinator: { ...after.coordinator, queryWritesStopped: false },
    })),
    breaks: ['EC-28'],
  },
  {
    name: 'leaves it to the operator to stop the writes',
    wrap: patch('asked', { actor: 'operator' }, asks('StopContinuousExecutionWrites')),
    breaks: ['EC-28'],
  },
  {
    name: 'has the coordinator drop what comes late when the next run has begun',
    wrap: moveAsk('StopContinuousExecutionWrites', (rest, ask) => [...rest, ...ask]),
    breaks: ['EC-28'],
  },
  {
    name: 'goes on after a stop',
    wrap: alterAction('query', (action) => (action.kind === 'stop' ? { kind: 'interrupt' } : action)),
    breaks: ['CE-15'],
  },
  {
    name: 'ends with an error when it is stopped',
    wrap: patch('query-stopped', { error: { type: 'InterruptedException', message: null } }, on('stop')),
    breaks: ['CE-15'],
  },
  {
    name: 'commits the epoch that a stop has interrupted',
    wrap: alterAction('query', (action) => (action.kind === 'stop' ? [{ kind: 'advance-epoch' }, action] : action)),
    breaks: ['CE-15'],
  },
  {
    name: 'does not say that it has stopped',
    wrap: drop('query-stopped', on('stop')),
    breaks: ['CE-15'],
  },
  {
    name: 'ends with its job',
    file,
    find: '(next) => (threw === undefined ? restart(next) : stopQuery(next, threw.error))',
    replace: '(next) => stopQuery(next, threw === undefined ? null : threw.error)',
    breaks: ['CE-14'],
  },
  {
    name: 'stays without a run when its job was interrupted',
    file: 'query/query.ts',
    find: 'return finishRun(interruptThread(requireRunning(state)))',
    replace: 'return interruptThread(requireRunning(state))',
    breaks: ['CE-14'],
  },
  {
    name: 'runs anew when the first of its tasks has finished',
    file,
    find: 'return isRunning(told.state) ? told : finishRun(told)',
    replace: 'return isRunning(told.state) && finished.length === 0 ? told : finishRun(told)',
    breaks: ['CE-14'],
  },
  {
    name: 'waits for a job whose tasks have all finished',
    file,
    find: 'return isRunning(told.state) ? told : finishRun(told)',
    replace: 'return told',
    breaks: ['CE-14'],
  },
  {
    name: 'begins the epoch of a task anew after it was killed',
    file: 'query/tasks.ts',
    find: killed,
    replace:
      "return doInTurn(actAsTask(state, { kind: 'interrupt', partition }), (next) => actAsTask(next, { kind: 'complete', partition }))",
    breaks: ['RDD-26'],
  },
  {
    name: 'begins another epoch after a task was killed',
    file: 'query/tasks.ts',
    find: killed,
    replace: `return doInTurn(actAsTask(state, { kind: 'end-epoch', partition }), (next) => actAsTask(next, { kind: 'complete', partition }), (next) => actAsTask(next, { kind: 'interrupt', partition }))`,
    breaks: ['RDD-26'],
  },
  {
    name: 'runs anew when its coordinator is gone',
    wrap: alterStep('query', ({ before, action, after, events }) => {
      const hasEnded = isRunning(before) && !isRunning(after) && after.coordinatorIsGone && action.kind !== 'stop'
      if (!hasEnded) return { state: after, events }
      const state = { ...after, coordinatorIsGone: false }
      return { state, events: events.filter(({ kind }) => kind !== 'query-stopped') }
    }),
    breaks: ['CE-17'],
  },
  {
    name: 'goes on until a participant needs the coordinator that is gone',
    wrap: alterStep('query', ({ before, action, after, events }) =>
      action.kind === 'kill-coordinator'
        ? { state: { ...before, coordinatorIsGone: true }, events: [] }
        : { state: after, events },
    ),
    breaks: ['CE-17'],
  },
  {
    name: 'ends without an error when its coordinator is gone',
    wrap: patch(
      'query-stopped',
      { error: null },
      (taken) => taken.action.kind === 'kill-coordinator' || queryBefore(taken)?.coordinatorIsGone === true,
    ),
    breaks: ['CE-17'],
  },
  {
    name: 'stops when something was thrown inside its coordinator',
    wrap: alterStep('query', (taken) => {
      const { after: state, events } = taken
      if (!hit('writer.commit', 'query.add-offset', 'query.commit')(taken)) return { state, events }
      const error = { type: 'SparkException', message: null }
      return { state, events: [...events, { kind: 'query-stopped', actor: 'query', error }] }
    }),
    breaks: ['CE-20'],
  },
  {
    name: 'goes past an epoch whose commit has thrown',
    wrap: alterState('query', (taken) => {
      const { after } = taken
      if (!hit('writer.commit')(taken)) return after
      const lastCommittedEpoch = after.coordinator.lastCommittedEpoch + 1
      return { ...after, coordinator: { ...after.coordinator, lastCommittedEpoch } }
    }),
    breaks: ['CE-20'],
  },
  {
    name: 'does not try a task again that was killed',
    file: 'query/query.ts',
    find: 'doInTurn(kill(next, partition), (one) => retry(one, partition))',
    replace: 'kill(next, retry.length < 0 ? 0 : partition)',
    breaks: ['CE-18'],
  },
  {
    name: 'takes what a task was that is tried again for a task like any other',
    file: 'query/tasks.ts',
    find: "(next) => actAsTask(next, { kind: 'fail', partition, at: 'upstream', error: taskRetried }),",
    replace: '(next) => doNothing(taskRetried ? next : state),',
    breaks: ['CE-18'],
  },
  {
    name: 'takes no notice of a task whose process has died',
    wrap: alterStep('query', ({ before, action, after, events }) => {
      if (action.kind !== 'kill-executor') return { state: after, events }
      const running = new Map(before.tasks.running)
      running.delete(action.partition)
      return { state: { ...before, tasks: { ...before.tasks, running } }, events: [] }
    }),
    breaks: ['CE-18'],
  },
]
