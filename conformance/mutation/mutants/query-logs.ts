import type { Mutant } from '../mutant.ts'
import { alterState, onStep } from '../wrappers/wrapper.ts'

const file = 'query/checkpoint.ts'

const begins = 'startEpoch: committed + 1,'
const offset = "Number(last[partition] ?? '0')"
const added = `if (event.kind === 'offset-added' && !has(offsets, event.epoch)) {
      offsets = set(offsets, event.epoch, event.offsets)`
const committing = 'committed = event.epoch'

/** Faulty logs, and restarts that read them wrongly. */
export const queryLogMutants: readonly Mutant[] = [
  {
    name: 'begins a restart with the last epoch that was committed',
    file,
    find: begins,
    replace: 'startEpoch: Math.max(committed, 0),',
    breaks: ['CE-12', 'CE-16'],
  },
  {
    name: 'skips an epoch when it is restarted',
    file,
    find: begins,
    replace: 'startEpoch: committed + 2,',
    breaks: ['CE-12', 'CE-16'],
  },
  {
    name: 'begins a restart behind the last epoch that has offsets',
    file,
    find: committing,
    replace: 'committed = event.epoch\n    }\n    if (event.kind === "offset-added") {\n      committed = event.epoch',
    breaks: ['CE-16'],
  },
  {
    name: 'writes no epoch into the log of commits',
    wrap: alterState('query', ({ before, after }) => ({
      ...after,
      checkpoint: { ...after.checkpoint, committed: before.checkpoint.committed },
    })),
    breaks: ['CE-12'],
  },
  {
    name: 'writes an epoch into the log of commits when the sink has it',
    wrap: alterState('query', ({ after, events }) => {
      const last = events.findLast((event) => event.kind === 'epoch-committed')
      if (last === undefined) return after
      return { ...after, checkpoint: { ...after.checkpoint, committed: last.epoch } }
    }),
    breaks: ['CE-16'],
  },
  {
    name: 'lets a late message of the run before into its log of commits',
    wrap: onStep('query', ({ state, action, take }) => {
      const { coordinator } = state
      return take(
        action.kind === 'deliver' ? { ...state, coordinator: { ...coordinator, queryWritesStopped: false } } : state,
        action,
      )
    }),
    breaks: ['CE-12', 'EC-28'],
  },
  {
    name: 'begins to read from the first row when it is restarted',
    file,
    find: offset,
    replace: '0',
    breaks: ['CE-11', 'CE-16'],
  },
  {
    name: 'writes the offsets of an epoch over those of an earlier run',
    file,
    find: added,
    replace: added.replace(' && !has(offsets, event.epoch)', ' && has !== undefined'),
    breaks: ['CE-19'],
  },
  {
    name: 'forgets in each run what an earlier one has logged and not committed',
    file: 'query/run.ts',
    find: 'listUncommitted(before.checkpoint)',
    replace: 'listUncommitted(before.checkpoint).slice(before.runs)',
    breaks: ['CE-19'],
  },
  {
    name: 'gives each partition the offset of the first',
    file,
    find: offset,
    replace: "Number(last[0] ?? '0')",
    breaks: ['CE-11'],
  },
  {
    name: 'goes on reading where the run before has left off, committed or not',
    file: 'query/run.ts',
    find: 'readers: startOffsets.map((offset) => ({ offset, epoch: startEpoch })),',
    replace:
      'readers: startOffsets.map((offset, partition) => ({ offset: before.readers[partition]?.offset ?? offset, epoch: startEpoch })),',
    breaks: ['CE-11', 'CE-16'],
  },
  {
    name: 'writes the offsets of an epoch under the number of the next',
    file,
    find: added,
    replace: added.replaceAll('event.epoch', 'event.epoch + 1'),
    breaks: ['CE-11'],
  },
  {
    name: 'has one entry for the offsets of all epochs',
    file,
    find: 'const last = get(offsets, committed) ?? []',
    replace: 'const last = offsets.size === 0 ? [] : (get(offsets, committed + offsets.size - 1) ?? [])',
    breaks: ['CE-16'],
  },
  {
    name: 'begins with the offsets of an epoch that was never committed',
    file,
    find: 'const last = get(offsets, committed) ?? []',
    replace: 'const last = get(offsets, committed + 1) ?? get(offsets, committed) ?? []',
    breaks: ['CE-16'],
  },
  {
    name: 'commits an epoch to the query that has no offsets in the log',
    wrap: alterState('query', ({ after }) => ({
      ...after,
      coordinator: { ...after.coordinator, offsetCheck: 'none' },
    })),
    breaks: ['CE-10'],
  },
  {
    name: 'skips an epoch that has no offsets in the log, and commits the next',
    file: 'coordinator.ts',
    find: 'return threw(toQuery.after, toSink.events)',
    replace:
      'return threw(lacksOffset ? { ...toQuery.after, lastCommittedEpoch: epoch } : toQuery.after, toSink.events)',
    breaks: ['CE-10'],
  },
  {
    name: 'commits nothing to the query when an epoch that waits has no offsets',
    file: 'coordinator.ts',
    find: '&& !offsetAdded',
    replace: '&& (!offsetAdded || has(state.waiting, epoch + 1))',
    breaks: ['CE-10'],
  },
]
