import type { Mutant } from '../mutant.ts'

const file = 'query/run.ts'

const stopWrites = "ask(state, 'query', { type: 'StopContinuousExecutionWrites' }),"
const nextOrOver = '(next) => (threw === undefined ? runAnew(next) : stopped(next, threw.error))'
const over = 'inTurn(step, endRun, '
const stopAction = 'return inTurn(interruptThread(running(state)), endRun, (next) => stopped(next, null))'
const killed =
  "return inTurn(act(state, { kind: 'complete', partition }), (next) => act(next, { kind: 'interrupt', partition }))"

/** Faulty ends of a run. */
export const queryEndMutants: readonly Mutant[] = [
  {
    name: 'never has the coordinator drop what comes late',
    file,
    find: stopWrites,
    replace: 'still(state),',
    breaks: ['EC-28'],
  },
  {
    name: 'drops what comes late after a run that went well only',
    file,
    find: over,
    replace: 'inTurn(step, threw === undefined ? endRun : still, ',
    breaks: ['EC-28'],
  },
  {
    name: 'drops what comes late after a run that failed only',
    file: 'query/query.ts',
    find: stopAction,
    replace: 'return inTurn(interruptThread(running(state)), (next) => stopped(next, null))',
    breaks: ['EC-28'],
  },
  {
    name: 'drops nothing when the run never came to its job',
    file,
    find: 'if (child < 0) return ended({ state: next, events })',
    replace: `const error = events.find((event) => event.kind === 'threw')?.error ?? null
  if (child < 0) return inTurn({ state: next, events }, (one) => stopped(one, error))`,
    breaks: ['EC-28'],
  },
  {
    name: 'asks the coordinator to drop what is sent when an epoch is advanced',
    file: 'query/query.ts',
    find: 'return { state: { ...state, coordinator }, events }',
    replace: `const early = { kind: 'asked', actor: 'query', message: { type: 'StopContinuousExecutionWrites' } } as const
  return { state: { ...state, coordinator }, events: [...events, early] }`,
    breaks: ['EC-28'],
  },
  {
    name: 'says that it will ask the coordinator to drop what comes late, and does not',
    file,
    find: stopWrites,
    replace: "({ ...ask(state, 'query', { type: 'StopContinuousExecutionWrites' }), state }),",
    breaks: ['EC-28'],
  },
  {
    name: 'leaves it to the operator to stop the writes',
    file,
    find: stopWrites,
    replace: stopWrites.replace("'query'", "'operator'"),
    breaks: ['EC-28'],
  },
  {
    name: 'has the coordinator drop what comes late when the next run has begun',
    file,
    find: `return ${over}${nextOrOver})`,
    replace: `return inTurn(step, ${nextOrOver}, endRun)`,
    breaks: ['EC-28'],
  },
  {
    name: 'goes on after a stop',
    file: 'query/query.ts',
    find: stopAction,
    replace: 'return ended(interruptThread(running(state)))',
    breaks: ['CE-15'],
  },
  {
    name: 'ends with an error when it is stopped',
    file: 'query/query.ts',
    find: '(next) => stopped(next, null)',
    replace: "(next) => stopped(next, { type: 'InterruptedException', message: null })",
    breaks: ['CE-15'],
  },
  {
    name: 'commits the epoch that a stop has interrupted',
    file: 'query/query.ts',
    find: stopAction,
    replace: 'return inTurn(advance(running(state)), pollAll, interruptThread, endRun, (next) => stopped(next, null))',
    breaks: ['CE-15'],
  },
  {
    name: 'does not say that it has stopped',
    file: 'query/query.ts',
    find: ', (next) => stopped(next, null))',
    replace: ')',
    breaks: ['CE-15'],
  },
  {
    name: 'ends with its job',
    file,
    find: nextOrOver,
    replace: '(next) => stopped(next, threw === undefined ? null : threw.error)',
    breaks: ['CE-14'],
  },
  {
    name: 'stays without a run when its job was interrupted',
    file: 'query/query.ts',
    find: 'return ended(interruptThread(running(state)))',
    replace: 'return interruptThread(running(state))',
    breaks: ['CE-14'],
  },
  {
    name: 'runs anew when the first of its tasks has finished',
    file,
    find: 'return isRunning(step.state) ? step : ended(step)',
    replace: 'return isRunning(step.state) && finished.length === 0 ? step : ended(step)',
    breaks: ['CE-14'],
  },
  {
    name: 'waits for a job whose tasks have all finished',
    file,
    find: 'return isRunning(step.state) ? step : ended(step)',
    replace: 'return step',
    breaks: ['CE-14'],
  },
  {
    name: 'begins the epoch of a task anew after it was killed',
    file: 'query/tasks.ts',
    find: killed,
    replace:
      "return inTurn(act(state, { kind: 'interrupt', partition }), (next) => act(next, { kind: 'complete', partition }))",
    breaks: ['RDD-26'],
  },
  {
    name: 'begins another epoch after a task was killed',
    file: 'query/tasks.ts',
    find: killed,
    replace: `return inTurn(act(state, { kind: 'end-epoch', partition }), (next) => act(next, { kind: 'complete', partition }), (next) => act(next, { kind: 'interrupt', partition }))`,
    breaks: ['RDD-26'],
  },
  {
    name: 'runs anew when its coordinator is gone',
    file,
    find: 'const last = state.coordinatorIsGone ? coordinatorGone(id) : error',
    replace: 'if (state.coordinatorIsGone) return run(state)\n  const last = coordinatorGone(id) && error',
    breaks: ['CE-17'],
  },
  {
    name: 'goes on as long as nobody needs the coordinator that is gone',
    file: 'query/query.ts',
    find: "return next.setup.polls === 'held' || first === undefined ? still(next) : poll(next, first)",
    replace: 'return still(first === undefined ? poll(next, 0) : next)',
    breaks: ['CE-17'],
  },
  {
    name: 'ends without an error when its coordinator is gone',
    file,
    find: 'const last = state.coordinatorIsGone ? coordinatorGone(id) : error',
    replace: 'const last = state.coordinatorIsGone && coordinatorGone(id) ? null : error',
    breaks: ['CE-17'],
  },
  {
    name: 'stops when something was thrown inside its coordinator',
    file: 'query/mailboxes.ts',
    find: 'return { state: { ...state, coordinator, failure, checkpoint: record(state.checkpoint, events) }, events }',
    replace: `const thrown = Object.keys(coordinator.armed).length < Object.keys(state.coordinator.armed).length
  const over: Event = { kind: 'query-stopped', actor: 'query', error: { type: 'SparkException', message: null } }
  const told = thrown ? [...events, over] : events
  return { state: { ...state, coordinator, failure, checkpoint: record(state.checkpoint, events) }, events: told }`,
    breaks: ['CE-20'],
  },
  {
    name: 'goes past an epoch whose commit has thrown',
    file: 'coordinator.ts',
    find: 'if (sink.thrown !== undefined) return { state: { ...state, armed: sink.armed }, events: [], threw: true }',
    replace:
      'if (sink.thrown !== undefined) return { state: { ...state, armed: sink.armed, lastCommittedEpoch: epoch }, events: [], threw: true }',
    breaks: ['CE-20'],
  },
  {
    name: 'does not try a task again that was killed',
    file: 'query/query.ts',
    find: 'inTurn(kill(next, partition), (one) => retry(one, partition))',
    replace: 'kill(next, retry.length < 0 ? 0 : partition)',
    breaks: ['CE-18'],
  },
  {
    name: 'takes what a task was that is tried again for a task like any other',
    file: 'query/tasks.ts',
    find: "(next) => act(next, { kind: 'fail', partition, at: 'upstream', error: taskRetried }),",
    replace: '(next) => still(taskRetried ? next : state),',
    breaks: ['CE-18'],
  },
  {
    name: 'takes no notice of a task whose process has died',
    file: 'query/tasks.ts',
    find: 'return retry({ ...state, tasks: { ...state.tasks, running } }, partition)',
    replace: 'return still({ ...state, tasks: { ...state.tasks, running } })',
    breaks: ['CE-18'],
  },
]
