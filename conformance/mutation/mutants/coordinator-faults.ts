import type { CoordinatorPlace } from '../../../src/contract/actions.ts'
import type { Mutant } from '../mutant.ts'

const file = 'coordinator.ts'

const ifSinkThrew =
  'if (sink.thrown !== undefined) return { state: { ...state, armed: sink.armed }, events: [], threw: true }'
const ifQueryThrew = 'return { state: { ...state, armed: query.armed }, events: [sinkCommitted], threw: true }'
const ifAddOffsetThrew = 'if (thrown !== undefined) return { state: { ...next, armed }, events: [], threw: true }'
const ifThrew = 'if (attempt.threw) return { state: next, events, threw: true }'
const startOfStep = 'export function stepCoordinator(state: CoordinatorState, action: Plain<CoordinatorAction>): Step {'
const startOfReceive = 'function receive(state: CoordinatorState, report: Report): Step {'
const startOfCommit =
  'function commitEpoch(state: CoordinatorState, epoch: number): Step & { readonly threw: boolean } {'

/** Takes actions of that kind no more, once `place` has thrown. */
const deadAfter = (place: CoordinatorPlace, kind: 'ask' | 'send') => `${startOfStep}
  if ('dead' in state && action.kind === '${kind}') return { state, events: [] }
  const next = stepOnce(state, action)
  const threw = '${place}' in state.armed && !('${place}' in next.state.armed)
  return threw ? { events: next.events, state: { ...next.state, dead: true } as CoordinatorState } : next
}
function stepOnce(state: CoordinatorState, action: Plain<CoordinatorAction>): Step {`

const places = {
  'writer.commit': "the sink's commit",
  'query.add-offset': "the query's addOffset",
  'query.commit': "the query's commit",
} as const satisfies Record<CoordinatorPlace, string>

const deaths = (Object.keys(places) as CoordinatorPlace[]).flatMap((place): readonly Mutant[] => [
  {
    name: `handles nothing that is sent any more when ${places[place]} has thrown`,
    file,
    find: startOfStep,
    replace: deadAfter(place, 'send'),
    breaks: ['EC-60'],
  },
  {
    name: `answers nothing any more when ${places[place]} has thrown`,
    file,
    find: startOfStep,
    replace: deadAfter(place, 'ask'),
    breaks: ['EC-60'],
  },
])

/** Faults in what the coordinator does when the sink or the query throws. */
export const faultMutants: readonly Mutant[] = [
  {
    name: "calls the query's commit although the sink's has thrown",
    file,
    find: ifSinkThrew,
    replace: `if (sink.thrown !== undefined) {
    const queryCommitted: Event = { kind: 'query-committed', actor: 'coordinator', epoch }
    return { state: { ...state, armed: sink.armed }, events: [queryCommitted], threw: true }
  }`,
    breaks: ['EC-55'],
  },
  {
    name: "takes an epoch for committed when the sink's commit has thrown",
    file,
    find: ifSinkThrew,
    replace:
      'if (sink.thrown !== undefined) return { state: { ...state, armed: sink.armed, lastCommittedEpoch: epoch }, events: [], threw: true }',
    breaks: ['EC-56', 'EC-58'],
  },
  {
    name: "forgets an epoch when the sink's commit of it has thrown",
    file,
    find: ifSinkThrew,
    replace:
      'if (sink.thrown !== undefined) return { state: { ...state, armed: sink.armed, epochs: remove(state.epochs, epoch) }, events: [], threw: true }',
    breaks: ['EC-56'],
  },
  {
    name: "tells only the sink of a commit that is tried again after the sink's has thrown",
    file,
    find: startOfCommit,
    replace: `${startOfCommit}
  const attempt = tryCommit(state, epoch)
  if (attempt.threw && attempt.events.length === 0) return { ...attempt, state: { ...attempt.state, failed: epoch } as CoordinatorState }
  if (!('failed' in state) || state.failed !== epoch) return attempt
  return { ...attempt, events: attempt.events.filter(({ kind }) => kind === 'epoch-committed') }
}
function tryCommit(state: CoordinatorState, epoch: number): Step & { readonly threw: boolean } {`,
    breaks: ['EC-56'],
  },
  {
    name: 'tries a failed commit again when a CommitPartitionEpoch is repeated',
    file,
    find: 'if (has(progress.commits, partition)) return { state, events: [] }',
    replace: 'if (has(progress.commits, partition)) return resolveCommitsAtEpoch(state, epoch)',
    breaks: ['EC-57'],
  },
  {
    name: 'does not come back to the epochs that waited for one whose commit had thrown',
    file,
    find: startOfCommit,
    replace: `${startOfCommit}
  const attempt = tryCommit(state, epoch)
  if (attempt.threw) return { ...attempt, state: { ...attempt.state, failed: epoch } as CoordinatorState }
  return 'failed' in state && state.failed === epoch ? { ...attempt, threw: true } : attempt
}
function tryCommit(state: CoordinatorState, epoch: number): Step & { readonly threw: boolean } {`,
    breaks: ['EC-58'],
  },
  {
    name: 'forgets what is old also when a commit has thrown',
    file,
    find: ifThrew,
    replace: 'if (attempt.threw) break',
    breaks: ['EC-73'],
  },
  {
    name: 'forgets the epochs that wait behind one whose commit has thrown',
    file,
    find: ifThrew,
    replace: 'if (attempt.threw) return { state: { ...next, waiting: emptyIntMap() }, events }',
    breaks: ['EC-58'],
  },
  {
    name: 'goes on with the epochs that wait behind one whose commit has thrown',
    file,
    find: ifThrew,
    replace: 'if (attempt.threw) next = { ...next, lastCommittedEpoch: next.lastCommittedEpoch + 1 }',
    breaks: ['EC-58'],
  },
  ...deaths,

  {
    name: 'commits an epoch although adding its offsets has thrown',
    file,
    find: ifAddOffsetThrew,
    replace: 'if (thrown !== undefined) return resolveCommitsAtEpoch({ ...next, armed }, epoch)',
    breaks: ['EC-61'],
  },
  {
    name: "forgets the report that led to the query's addOffset when that has thrown",
    file,
    find: ifAddOffsetThrew,
    replace: 'if (thrown !== undefined) return { state: { ...state, armed }, events: [] }',
    breaks: ['EC-62', 'EC-63'],
  },
  {
    name: "forgets all reports of the epoch when the query's addOffset has thrown",
    file,
    find: ifAddOffsetThrew,
    replace: `if (thrown !== undefined) {
        return { state: { ...remember(next, epoch, { ...progress, offsets: emptyIntMap() }), armed }, events: [] }
      }`,
    breaks: ['EC-62', 'EC-63'],
  },
  {
    name: 'does not commit an epoch whose offsets could not be added, until they are',
    file,
    find: startOfReceive,
    replace: `${startOfReceive}
  const next = handle(state, report)
  const threw = 'query.add-offset' in state.armed && !('query.add-offset' in next.state.armed)
  if (threw) return { state: { ...next.state, lacking: report.epoch } as CoordinatorState, events: next.events }
  if (report.type === 'ReportPartitionOffset' || !('lacking' in state) || state.lacking !== report.epoch) return next
  return { state: { ...next.state, lastCommittedEpoch: state.lastCommittedEpoch }, events: [] }
}
function stepOnce(state: CoordinatorState, report: Report): Step {`,
    breaks: ['EC-63'],
  },
  {
    name: "takes an epoch for committed when the query's commit has thrown",
    file,
    find: ifQueryThrew,
    replace:
      'return { state: { ...state, armed: query.armed, lastCommittedEpoch: epoch }, events: [sinkCommitted], threw: true }',
    breaks: ['EC-64'],
  },
  {
    name: "commits an epoch to the query alone when it tries again after the query's commit has thrown",
    file,
    find: startOfCommit,
    replace: `${startOfCommit}
  const attempt = tryCommit(state, epoch)
  if (attempt.threw && attempt.events.length > 0) return { ...attempt, state: { ...attempt.state, sunk: epoch } as CoordinatorState }
  if (!('sunk' in state) || state.sunk !== epoch) return attempt
  return { ...attempt, events: attempt.events.filter(({ kind }) => kind === 'query-committed') }
}
function tryCommit(state: CoordinatorState, epoch: number): Step & { readonly threw: boolean } {`,
    breaks: ['EC-64'],
  },
  {
    name: "commits an epoch to the sink alone when it tries again after the query's commit has thrown",
    file,
    find: startOfCommit,
    replace: `${startOfCommit}
  const attempt = tryCommit(state, epoch)
  if (attempt.threw && attempt.events.length > 0) return { ...attempt, state: { ...attempt.state, sunk: epoch } as CoordinatorState }
  if (!('sunk' in state) || state.sunk !== epoch) return attempt
  return { ...attempt, events: attempt.events.filter(({ kind }) => kind === 'epoch-committed') }
}
function tryCommit(state: CoordinatorState, epoch: number): Step & { readonly threw: boolean } {`,
    breaks: ['EC-64'],
  },
]
