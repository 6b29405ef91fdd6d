import type { Observation } from '../observations/observation.ts'

// What the kind of a line says of whose it is.

/** Lines of a task's writer, which name the partition but not the task. */
export function isOfWriter(
  observed: Observation,
): observed is Extract<Observation, { readonly kind: 'committing' | 'committed' | 'aborting' | 'writer-aborted' }> {
  return (
    observed.kind === 'committing' ||
    observed.kind === 'committed' ||
    observed.kind === 'aborting' ||
    observed.kind === 'writer-aborted'
  )
}

/** Lines that only a continuous query has, and only while it runs. */
export function isOfContinuousAlone({ kind }: Observation): boolean {
  return (
    kind === 'answered' ||
    kind === 'current-epoch' ||
    kind === 'commit-received' ||
    kind === 'offsets-complete' ||
    kind === 'epoch-ready' ||
    kind === 'epoch-waits'
  )
}

/** Lines that only a continuous query has: if one names a run, by itself or by its thread, that is a run of such a query. */
export const isOfContinuous = ({ kind }: Observation) =>
  kind === 'query-stopped' ||
  kind === 'backlog-exceeded' ||
  kind === 'error-ignored' ||
  kind === 'answered' ||
  kind === 'first-start' ||
  kind === 'coordinator-made' ||
  kind === 'writing-started'

/** Lines that a micro-batch query or another endpoint has, too: they show no continuous query by themselves. */
export function isSharedWithMicroBatch(observed: Observation): boolean {
  const { kind } = observed
  return (
    kind === 'resuming' ||
    kind === 'cancelled' ||
    (kind === 'error-ignored' && observed.call === 'unknown') ||
    kind === 'falling-behind'
  )
}

/** Lines of which nothing says whether a continuous query wrote them, if a micro-batch query runs, too. */
export const mayBeMicroBatch = ({ kind }: Observation) => kind === 'resuming' || kind === 'falling-behind'

/** Lines of a query, of its coordinator or of its checkpoint. */
export function isOfRun({ kind }: Observation): boolean {
  switch (kind) {
    case 'release':
    case 'context-stopped':
    case 'executor-begun':
    case 'task-launched':
    case 'task-started':
    case 'task-killed':
    case 'task-ended':
    case 'task-failed':
    case 'task-lost':
    case 'committing':
    case 'committed':
    case 'aborting':
    case 'writer-aborted':
    case 'abort-threw':
    case 'stage-submitted':
    case 'other-stage-submitted':
    case 'tasks-submitted':
    case 'stage-cancelled':
    case 'stage-ended':
    case 'checkpoint-made':
    case 'job-started':
    case 'job-ended':
    case 'task-begun':
    case 'task-over':
    case 'query-over':
    case 'task-told':
    case 'run-closed':
      return false
    case 'run-started':
    case 'first-start':
    case 'resuming':
    case 'reconfigured':
    case 'coordinator-made':
    case 'answered':
    case 'cancelled':
    case 'query-stopped':
    case 'writing-started':
    case 'entry-begun':
    case 'offset-added':
    case 'query-committed':
    case 'error-ignored':
    case 'current-epoch':
    case 'commit-received':
    case 'offsets-complete':
    case 'epoch-ready':
    case 'epoch-waits':
    case 'backlog-exceeded':
    case 'falling-behind':
    case 'coordinator-missing':
      return true
  }
}
