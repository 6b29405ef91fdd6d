import type { Mutant } from '../mutant.ts'

const file = 'coordinator.ts'

const keepOffset = 'const offsets = set(progress.offsets, partition, report.offset)'
const ifReadersMissing = 'if (offsets.size !== state.readers) return { state: next, events: [] }'
const offsetAdded =
  "events: [{ kind: 'offset-added', actor: 'coordinator', epoch, offsets: values(offsets) }, ...resolved.events],"
const forgetting = 'dropBelow(next.epochs, next.lastCommittedEpoch)'

/** Faults in the offsets that the query is given, and in how long what has come is remembered. */
export const offsetMutants: readonly Mutant[] = [
  {
    name: 'adds only the offset of the partition that has completed the epoch',
    file,
    find: offsetAdded,
    replace: `events: [{ kind: 'offset-added', actor: 'coordinator', epoch, offsets: [report.offset] }, ...resolved.events],`,
    breaks: ['EC-44'],
  },
  {
    name: 'adds the offsets of the epoch before, too',
    file,
    find: offsetAdded,
    replace: `events: [
          {
            kind: 'offset-added',
            actor: 'coordinator',
            epoch,
            offsets: [...values((get(state.epochs, epoch - 1) ?? nothing).offsets), ...values(offsets)],
          },
          ...resolved.events,
        ],`,
    breaks: ['EC-44'],
  },
  {
    name: 'takes equal offsets of two partitions for one',
    file,
    find: offsetAdded,
    replace: `events: [
          { kind: 'offset-added', actor: 'coordinator', epoch, offsets: [...new Set(values(offsets))] },
          ...resolved.events,
        ],`,
    breaks: ['EC-44'],
  },
  {
    name: "adds an epoch's offsets partition by partition",
    file,
    find: offsetAdded,
    replace: `events: [
          ...values(offsets).map((offset) => ({ kind: 'offset-added', actor: 'coordinator', epoch, offsets: [offset] }) as const),
          ...resolved.events,
        ],`,
    breaks: ['EC-44'],
  },
  {
    name: "adds an epoch's offsets twice",
    file,
    find: offsetAdded,
    replace: `events: [
          { kind: 'offset-added', actor: 'coordinator', epoch, offsets: values(offsets) },
          { kind: 'offset-added', actor: 'coordinator', epoch, offsets: values(offsets) },
          ...resolved.events,
        ],`,
    breaks: ['EC-44'],
  },
  {
    name: 'adds the offsets that have come so far at each report',
    file,
    find: ifReadersMissing,
    replace: 'if (offsets.size > state.readers) return { state: next, events: [] }',
    breaks: ['EC-45'],
  },
  {
    name: 'adds the offsets when all readers but one have reported',
    file,
    find: ifReadersMissing,
    replace:
      'if (offsets.size !== state.readers && offsets.size !== state.readers - 1) return { state: next, events: [] }',
    breaks: ['EC-45'],
  },
  {
    name: 'adds the offsets only when the writers have committed',
    file,
    find: ifReadersMissing,
    replace:
      'if (offsets.size !== state.readers || progress.commits.size !== state.writers) return { state: next, events: [] }',
    breaks: ['EC-46'],
  },
  {
    name: 'adds no offsets of an epoch whose turn to be committed has not come',
    file,
    find: ifReadersMissing,
    replace:
      'if (offsets.size !== state.readers || epoch > state.lastCommittedEpoch + 1) return { state: next, events: [] }',
    breaks: ['EC-46'],
  },
  {
    name: 'adds the offsets after the epoch is committed',
    file,
    find: offsetAdded,
    replace:
      "events: [...resolved.events, { kind: 'offset-added', actor: 'coordinator', epoch, offsets: values(offsets) }],",
    breaks: ['EC-47'],
  },
  {
    name: 'counts reports, not the partitions that they come from',
    file,
    find: keepOffset,
    replace: `const again = has(progress.offsets, partition) && progress.offsets.size < state.readers
      const offsets = set(progress.offsets, again ? 1_000_000 + progress.offsets.size : partition, report.offset)`,
    breaks: ['EC-48'],
  },
  {
    name: 'takes a repeated report with another offset for one of another partition',
    file,
    find: keepOffset,
    replace: `const other = has(progress.offsets, partition) && get(progress.offsets, partition) !== report.offset
      const free = progress.offsets.size < state.readers ? 1_000_000 + progress.offsets.size : partition
      const offsets = set(progress.offsets, other ? free : partition, report.offset)`,
    breaks: ['EC-48'],
  },
  {
    name: 'keeps the first offset of a repeated report',
    file,
    find: keepOffset,
    replace: `const offsets = has(progress.offsets, partition) ? progress.offsets : set(progress.offsets, partition, report.offset)`,
    breaks: ['EC-49'],
  },
  {
    name: 'adds no offsets again when a report is repeated',
    file,
    find: offsetAdded,
    replace: `events: progress.offsets.size === state.readers ? resolved.events : [
          { kind: 'offset-added', actor: 'coordinator', epoch, offsets: values(offsets) },
          ...resolved.events,
        ],`,
    breaks: ['EC-50', 'EC-52'],
  },
  {
    name: 'adds the offsets again only when the repeated report brings another',
    file,
    find: offsetAdded,
    replace: `events: get(progress.offsets, partition) === report.offset ? resolved.events : [
          { kind: 'offset-added', actor: 'coordinator', epoch, offsets: values(offsets) },
          ...resolved.events,
        ],`,
    breaks: ['EC-50'],
  },
  {
    name: 'adds only the offset that a repeated report brings',
    file,
    find: offsetAdded,
    replace: `events: [
          {
            kind: 'offset-added',
            actor: 'coordinator',
            epoch,
            offsets: progress.offsets.size === state.readers ? [report.offset] : values(offsets),
          },
          ...resolved.events,
        ],`,
    breaks: ['EC-50', 'EC-52'],
  },
  {
    name: 'forgets nothing',
    file,
    find: forgetting,
    replace: 'next.epochs',
    breaks: ['EC-51'],
  },
  {
    name: 'still knows the epoch before the last that was committed',
    file,
    find: forgetting,
    replace: 'dropBelow(next.epochs, next.lastCommittedEpoch - 1)',
    breaks: ['EC-51'],
  },
  {
    name: 'forgets the reports of earlier epochs only when they were complete before their turn',
    file,
    find: forgetting,
    replace: 'events.length > 2 ? dropBelow(next.epochs, next.lastCommittedEpoch) : next.epochs',
    breaks: ['EC-51'],
  },
  {
    name: 'forgets the last committed epoch, too',
    file,
    find: forgetting,
    replace: 'dropBelow(next.epochs, next.lastCommittedEpoch + 1)',
    breaks: ['EC-52'],
  },

  {
    name: 'adds the offsets under the epoch after the one that was reported',
    file,
    find: offsetAdded,
    replace:
      "events: [{ kind: 'offset-added', actor: 'coordinator', epoch: epoch + 1, offsets: values(offsets) }, ...resolved.events],",
    breaks: ['CE-2'],
  },
  {
    name: 'adds the offsets under the current epoch instead of the one that was reported',
    file,
    find: offsetAdded,
    replace: `events: [
          { kind: 'offset-added', actor: 'coordinator', epoch: state.currentEpoch, offsets: values(offsets) },
          ...resolved.events,
        ],`,
    breaks: ['CE-2'],
  },
  {
    name: 'adds the offsets of an epoch once more when a commit completes it',
    file,
    find: 'return resolveCommitsAtEpoch(remember(state, epoch, { ...progress, commits }), epoch)',
    replace: `const made = resolveCommitsAtEpoch(remember(state, epoch, { ...progress, commits }), epoch)
      if (made.events.length === 0) return made
      const added: Event = { kind: 'offset-added', actor: 'coordinator', epoch, offsets: values(progress.offsets) }
      return { state: made.state, events: [added, ...made.events] }`,
    breaks: ['CE-2'],
  },
  {
    name: 'adds the offsets of each epoch that waited when it commits it',
    file,
    find: 'events.push(...attempt.events)',
    replace: `if (has(next.waiting, next.lastCommittedEpoch + 1)) {
      const epoch = next.lastCommittedEpoch + 1
      events.push({ kind: 'offset-added', actor: 'coordinator', epoch, offsets: values((get(next.epochs, epoch) ?? nothing).offsets) })
    }
    events.push(...attempt.events)`,
    breaks: ['CE-2'],
  },
  {
    name: 'adds the offsets of an epoch that waited when a report lets it be committed',
    file,
    find: offsetAdded,
    replace: `events: [
          { kind: 'offset-added', actor: 'coordinator', epoch, offsets: values(offsets) },
          ...resolved.events.flatMap((event): readonly Event[] => {
            if (event.kind !== 'epoch-committed' || event.epoch === epoch) return [event]
            const waited = values((get(state.epochs, event.epoch) ?? nothing).offsets)
            return [{ kind: 'offset-added', actor: 'coordinator', epoch: event.epoch, offsets: waited }, event]
          }),
        ],`,
    breaks: ['CE-2'],
  },
  {
    name: 'adds the offsets that have come so far when IncrementAndGetEpoch ends an epoch',
    file,
    find: 'return answer({ ...state, currentEpoch: state.currentEpoch + 1 }, state.currentEpoch + 1)',
    replace: `const offsets = values((get(state.epochs, state.currentEpoch) ?? nothing).offsets)
      const answered = answer({ ...state, currentEpoch: state.currentEpoch + 1 }, state.currentEpoch + 1)
      if (offsets.length === 0) return answered
      const added: Event = { kind: 'offset-added', actor: 'coordinator', epoch: state.currentEpoch, offsets }
      return { state: answered.state, events: [added, ...answered.events] }`,
    breaks: ['CE-2'],
  },
]
