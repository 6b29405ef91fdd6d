import type { Observation } from './observation.ts'
import type { Place, RunState, TaskState } from './state.ts'

/** Takes an observation of the query or its coordinator into the state of its run. Forgets what is committed. */
export function advanceRun(run: RunState, observed: Observation, at: Place): void {
  switch (observed.kind) {
    case 'first-start':
      run.startEpoch ??= 0
      return
    case 'resuming':
      run.startEpoch ??= observed.epoch
      return
    case 'coordinator-made':
      run.coordinatorMade = at
      return
    case 'answered':
      // Where two queries run, the first epoch that can be told may be a later one.
      if (run.started !== undefined && !run.untold.has('answered')) run.startEpoch ??= observed.value - 1
      run.current = { epoch: observed.value, at }
      return
    case 'writing-started':
      run.writing = { partitions: observed.partitions, at }
      return
    case 'offset-added':
      run.logged.set(observed.epoch, at)
      run.lastLogged = { epoch: observed.epoch, at }
      return
    case 'query-committed':
      if (!run.logged.has(observed.epoch) && run.started !== undefined) {
        if (run.oldOffsets === undefined) run.oldOffsets = { first: observed.epoch, last: observed.epoch, at }
        else run.oldOffsets.last = observed.epoch
      }
      run.lastCommitted = { epoch: observed.epoch, at }
      for (const epoch of run.logged.keys()) if (epoch <= observed.epoch) run.logged.delete(epoch)
      return
    case 'error-ignored':
      if (run.ignored === undefined) run.ignored = { at, error: observed.error, call: observed.call, count: 1 }
      else run.ignored.count += 1
      return
    case 'writer-aborted':
      run.aborts += 1
      return
    case 'cancelled':
      run.cancelled = at
      return
    case 'query-stopped':
      run.ended = { at, error: observed.error }
      return
    default:
      return
  }
}

/** Takes an observation of a task into its state. */
export function advanceTask(task: TaskState, observed: Observation, at: Place): void {
  switch (observed.kind) {
    case 'committing':
      task.committing = { epoch: observed.epoch, at }
      task.first ??= task.committing
      task.epochs.add(observed.epoch)
      return
    case 'committed':
      task.committed = { epoch: observed.epoch, at }
      return
    case 'aborting':
      task.aborting = at
      return
    case 'writer-aborted':
      task.aborted = at
      return
    default:
      return
  }
}
