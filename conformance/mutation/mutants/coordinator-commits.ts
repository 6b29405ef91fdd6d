import type { Mutant } from '../mutant.ts'

const file = 'coordinator.ts'

const ifNotComplete =
  'if (progress.commits.size !== state.writers || progress.offsets.size !== state.readers) return { state, events: [] }'
const commitsMissing = 'if (progress.commits.size !== state.writers ||'
const reportsMissing = '|| progress.offsets.size !== state.readers)'
const ifNotItsTurn = 'if (epoch !== state.lastCommittedEpoch + 1) {'
const whileTheNextWaits = 'while (has(next.waiting, next.lastCommittedEpoch + 1))'
const forgetting = 'return { state: { ...next, epochs: dropBelow(next.epochs, next.lastCommittedEpoch) }, events }'
const messages = 'const messages = values((get(state.epochs, epoch) ?? nothing).commits)'
const afterSinkCommitted = "events: [sinkCommitted, { kind: 'query-committed', actor: 'coordinator', epoch }],"
const firstToCommit = 'lastCommittedEpoch: setup.startEpoch - 1,'

/** Faults in when an epoch is committed, in which order, and with what. */
export const commitMutants: readonly Mutant[] = [
  {
    name: 'commits an epoch before all writers have committed it',
    file,
    find: ifNotComplete,
    replace: 'if (progress.offsets.size !== state.readers) return { state, events: [] }',
    breaks: ['EC-29'],
  },
  {
    name: 'commits an epoch when all writers but one have committed it',
    file,
    find: commitsMissing,
    replace: 'if ((progress.commits.size !== state.writers && progress.commits.size !== state.writers - 1) ||',
    breaks: ['EC-29'],
  },
  {
    name: 'counts the commits of all epochs together',
    file,
    find: commitsMissing,
    replace: 'if (values(state.epochs).reduce((sum, { commits }) => sum + commits.size, 0) < state.writers ||',
    breaks: ['EC-29'],
  },
  {
    name: 'commits an epoch before all readers have reported it',
    file,
    find: ifNotComplete,
    replace: 'if (progress.commits.size !== state.writers) return { state, events: [] }',
    breaks: ['EC-30'],
  },
  {
    name: 'commits an epoch when all readers but one have reported it',
    file,
    find: reportsMissing,
    replace: '|| (progress.offsets.size !== state.readers && progress.offsets.size !== state.readers - 1))',
    breaks: ['EC-30'],
  },
  {
    name: 'counts the reports of all epochs together',
    file,
    find: reportsMissing,
    replace: '|| values(state.epochs).reduce((sum, { offsets }) => sum + offsets.size, 0) < state.readers)',
    breaks: ['EC-30'],
  },
  {
    name: 'looks whether an epoch is complete only when a report comes',
    file,
    find: 'return resolveCommitsAtEpoch(remember(state, epoch, { ...progress, commits }), epoch)',
    replace: 'return { state: remember(state, epoch, { ...progress, commits }), events: [] }',
    breaks: ['EC-31'],
  },
  {
    name: 'looks whether an epoch is complete only when a commit comes',
    file,
    find: 'const resolved = resolveCommitsAtEpoch(added, epoch)',
    replace: 'const resolved: Step = { state: added, events: [] }',
    breaks: ['EC-32'],
  },
  {
    name: 'keeps partitions in 32 bits',
    file,
    find: 'const { partitionId: partition, epoch } = report',
    replace: `const partition = report.partitionId % 32
  const { epoch } = report`,
    breaks: ['EC-31', 'EC-32'],
  },

  {
    name: "loses one partition's message when it commits",
    file,
    find: messages,
    replace: `${messages}.slice(1)`,
    breaks: ['EC-33'],
  },
  {
    name: 'takes equal messages of two partitions for one',
    file,
    find: messages,
    replace: 'const messages = [...new Set(values((get(state.epochs, epoch) ?? nothing).commits))]',
    breaks: ['EC-33'],
  },
  {
    name: 'gives the sink the messages of the epoch before, too',
    file,
    find: messages,
    replace: `const messages = [...values((get(state.epochs, epoch - 1) ?? nothing).commits), ...values((get(state.epochs, epoch) ?? nothing).commits)]`,
    breaks: ['EC-33'],
  },
  {
    name: 'gives the sink the messages of the epoch after, too, as far as they have come',
    file,
    find: messages,
    replace: `const messages = [...values((get(state.epochs, epoch) ?? nothing).commits), ...values((get(state.epochs, epoch + 1) ?? nothing).commits)]`,
    breaks: ['EC-33'],
  },
  {
    name: 'waits for epoch 0 to be committed first, whatever the start epoch is',
    file,
    find: firstToCommit,
    replace: 'lastCommittedEpoch: -1,',
    breaks: ['EC-34'],
  },
  {
    name: 'takes the start epoch for committed',
    file,
    find: firstToCommit,
    replace: 'lastCommittedEpoch: setup.startEpoch,',
    breaks: ['EC-34'],
  },
  {
    name: 'waits for the epoch before the start epoch',
    file,
    find: firstToCommit,
    replace: 'lastCommittedEpoch: setup.startEpoch - 2,',
    breaks: ['EC-34'],
  },

  {
    name: 'commits an epoch that is complete before its predecessor, and passes over that one',
    file,
    find: ifNotItsTurn,
    replace: `if (epoch > state.lastCommittedEpoch) state = { ...state, lastCommittedEpoch: epoch - 1 }
  ${ifNotItsTurn}`,
    breaks: ['EC-35'],
  },
  {
    name: 'commits an epoch that is complete before its predecessor, and the predecessor after it',
    file,
    find: ifNotItsTurn,
    replace: `if (epoch > state.lastCommittedEpoch + 1) {
    const early = commitEpoch(state, epoch)
    return { state: { ...early.state, lastCommittedEpoch: state.lastCommittedEpoch }, events: early.events }
  }
  ${ifNotItsTurn}`,
    breaks: ['EC-35'],
  },
  {
    name: 'does not come back to an epoch that waited',
    file,
    find: whileTheNextWaits,
    replace: 'while (false)',
    breaks: ['EC-36', 'EC-37'],
  },
  {
    name: 'forgets an epoch that is complete before its turn',
    file,
    find: 'waiting: set(state.waiting, epoch, true)',
    replace: 'waiting: state.waiting',
    breaks: ['EC-36'],
  },
  {
    name: 'commits an epoch that waited only when the next message comes',
    file,
    find: 'function receive(state: CoordinatorState, report: Report): Step {',
    replace: `function receive(state: CoordinatorState, report: Report): Step {
  const now = receiveAtOnce(state, report)
  const { late = [] } = state as { late?: readonly Event[] }
  const later = { ...now.state, late: now.events.filter((event) => 'epoch' in event && event.epoch > report.epoch) }
  return { state: later, events: [...late, ...now.events.filter((event) => !later.late.includes(event))] }
}
function receiveAtOnce(state: CoordinatorState, report: Report): Step {`,
    breaks: ['EC-36'],
  },
  {
    name: 'commits but one of the epochs that wait',
    file,
    find: whileTheNextWaits,
    replace: 'while (events.length < 4 && has(next.waiting, next.lastCommittedEpoch + 1))',
    breaks: ['EC-37'],
  },
  {
    name: 'commits the epochs that wait in descending order',
    file,
    find: forgetting,
    replace: `const waited = events.splice(2)
  while (waited.length > 0) events.push(...waited.splice(-2))
  ${forgetting}`,
    breaks: ['EC-37'],
  },
  {
    name: 'commits the epochs that wait in the order of their digits',
    file,
    find: forgetting,
    replace: `const digits = (event: Event) => ('epoch' in event ? String(event.epoch) : '')
  const waited = events.splice(2)
  events.push(...waited.sort((one, other) => (digits(one) < digits(other) ? -1 : digits(one) > digits(other) ? 1 : 0)))
  ${forgetting}`,
    breaks: ['EC-37'],
  },
  {
    name: 'does not stop at an epoch that is not complete, if one waits behind it',
    file,
    find: whileTheNextWaits,
    replace: 'while (has(next.waiting, next.lastCommittedEpoch + 1) || has(next.waiting, next.lastCommittedEpoch + 2))',
    breaks: ['EC-37'],
  },
  {
    name: 'passes over an epoch that is not complete, if one waits behind it',
    file,
    find: forgetting,
    replace: `if (has(next.waiting, next.lastCommittedEpoch + 2)) {
    const after = commitEpoch(next, next.lastCommittedEpoch + 2)
    return { state: after.state, events: [...events, ...after.events] }
  }
  ${forgetting}`,
    breaks: ['EC-37'],
  },

  {
    name: 'commits to the query before the sink',
    file,
    find: afterSinkCommitted,
    replace: "events: [{ kind: 'query-committed', actor: 'coordinator', epoch }, sinkCommitted],",
    breaks: ['EC-38'],
  },
  {
    name: 'commits all epochs that wait to the sink, and then all of them to the query',
    file,
    find: forgetting,
    replace: `events.sort((one, other) => Number(one.kind === 'query-committed') - Number(other.kind === 'query-committed'))
  ${forgetting}`,
    breaks: ['EC-38'],
  },
  {
    name: 'does not tell the query of a commit',
    file,
    find: afterSinkCommitted,
    replace: 'events: [sinkCommitted],',
    breaks: ['CE-1', 'EC-38'],
  },
  {
    name: 'tells the query of the first only of the epochs that it commits in one go',
    file,
    find: forgetting,
    replace: `events.splice(2, events.length, ...events.slice(2).filter(({ kind }) => kind !== 'query-committed'))
  ${forgetting}`,
    breaks: ['EC-38'],
  },
  {
    name: 'has the query commit the epoch before the one that it has committed to the sink',
    file,
    find: afterSinkCommitted,
    replace: "events: [sinkCommitted, { kind: 'query-committed', actor: 'coordinator', epoch: epoch - 1 }],",
    breaks: ['CE-1'],
  },

  {
    name: 'commits the last epoch again when a report is repeated for it',
    file,
    find: ifNotItsTurn,
    replace: `if (epoch === state.lastCommittedEpoch) return { state, events: commitEpoch(state, epoch).events }
  ${ifNotItsTurn}`,
    breaks: ['EC-39'],
  },
  {
    name: 'commits an epoch again when all speak for it anew, after it was forgotten',
    file,
    find: ifNotItsTurn,
    replace: `if (epoch < state.lastCommittedEpoch) return { state, events: commitEpoch(state, epoch).events }
  ${ifNotItsTurn}`,
    breaks: ['EC-39'],
  },
  {
    name: 'commits whatever is complete and is not ahead of its turn',
    file,
    find: ifNotItsTurn,
    replace: `if (epoch <= state.lastCommittedEpoch) return { state, events: commitEpoch(state, epoch).events }
  ${ifNotItsTurn}`,
    breaks: ['EC-39', 'EC-53'],
  },
  {
    name: 'lets a complete epoch before the start epoch be the first',
    file,
    find: ifNotItsTurn,
    replace: `if (epoch <= state.lastCommittedEpoch && values(state.epochs).length === 1) {
    state = { ...state, lastCommittedEpoch: epoch - 1 }
  }
  ${ifNotItsTurn}`,
    breaks: ['EC-53'],
  },
  {
    name: 'commits a complete epoch before the start epoch together with the start epoch',
    file,
    find: forgetting,
    replace: `if (has(next.waiting, state.lastCommittedEpoch)) {
    events.unshift(...commitEpoch(next, state.lastCommittedEpoch).events)
    next = { ...next, waiting: remove(next.waiting, state.lastCommittedEpoch) }
  }
  ${forgetting}`,
    breaks: ['EC-53'],
  },
  {
    name: 'commits no epoch that is ahead of the current one',
    file,
    find: ifNotItsTurn,
    replace: `if (epoch > state.currentEpoch) return { state, events: [] }
  ${ifNotItsTurn}`,
    breaks: ['EC-54'],
  },
  {
    name: 'lets an epoch wait until it is the current one',
    file,
    find: ifNotItsTurn,
    replace: 'if (epoch !== state.lastCommittedEpoch + 1 || epoch > state.currentEpoch) {',
    breaks: ['EC-54'],
  },
]
