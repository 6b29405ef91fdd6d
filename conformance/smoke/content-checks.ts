import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { Role } from '../../src/contract/roles.ts'
import { applied, type Check, openFresh } from './check.ts'
import type { Probe } from './probe.ts'
import { NotSeen, Unexpected } from './unexpected.ts'

/** Line and paragraph separator, a lone carriage return, and characters of two, three and four bytes. */
const text = 'a\u2028b\u2029c\rd "é" \\ 漢 \u{1f40d}'
/** Beyond 2^31, and beyond the precision of a 32-bit float. */
const epoch = 2 ** 40 + 1

/** Texts and numbers come back unchanged, in the first role that shows them. */
export function contents(offers: readonly Role[]): readonly Check[] {
  const probed = (promise: string, expected: string, shown: Partial<Record<Role, Shown>>): Check => ({
    check: promise,
    expected,
    needs: 'session',
    async run(probe) {
      const role = offers.find((offered) => shown[offered] !== undefined)
      const show = role === undefined ? undefined : shown[role]
      if (show === undefined) throw new NotSeen(`only the roles ${Object.keys(shown).join(', ')} show it`)
      await show(probe)
    },
  })
  return [
    probed('text comes back as it was sent', `${JSON.stringify(text)}, however it is escaped`, {
      coordinator: (probe) =>
        shownIn(probe, coordinatorSays(0), 'epoch-committed', ({ messages }) => messages[0], text),
      task: (probe) => shownIn(probe, taskWrites(0), 'row-written', ({ value }) => value, text),
    }),
    probed('numbers past 2^31 come back as they were sent', `${epoch}`, {
      coordinator: (probe) => shownIn(probe, coordinatorSays(epoch), 'epoch-committed', (event) => event.epoch, epoch),
      task: (probe) => shownIn(probe, taskWrites(epoch), 'row-written', (event) => event.epoch, epoch),
    }),
  ]
}

type Shown = (probe: Probe) => Promise<void>

interface Script {
  readonly opening: unknown
  readonly actions: readonly Action[]
}

const coordinatorSays = (startEpoch: number): Script => ({
  opening: { role: 'coordinator', setup: { startEpoch, epochBacklogQueueSize: 10 } },
  actions: [
    { kind: 'ask', message: { type: 'SetWriterPartitions', numPartitions: 1 } },
    { kind: 'ask', message: { type: 'SetReaderPartitions', numPartitions: 1 } },
    { kind: 'send', message: { type: 'ReportPartitionOffset', partitionId: 0, epoch: startEpoch, offset: text } },
    { kind: 'send', message: { type: 'CommitPartitionEpoch', partitionId: 0, epoch: startEpoch, message: text } },
  ],
})

const taskWrites = (startEpoch: number): Script => ({
  opening: {
    role: 'task',
    setup: { partitions: 1, partitioner: null, startEpoch, epochCoordinatorId: 'smoke', coordinator: 'answers' },
  },
  actions: [
    { kind: 'start', partition: 0 },
    { kind: 'row', partition: 0, value: text },
  ],
})

async function shownIn<K extends Event['kind']>(
  probe: Probe,
  { opening, actions }: Script,
  kind: K,
  field: (event: Extract<Event, { readonly kind: K }>) => unknown,
  sent: unknown,
): Promise<void> {
  await openFresh(probe, opening)
  const events = (await applied(probe, actions)).flat()
  const event = events.find((event): event is Extract<Event, { readonly kind: K }> => event.kind === kind)
  if (event === undefined) throw new NotSeen(`there was no event \`${kind}\` to see it in`)
  const came = field(event)
  if (came !== sent) throw new Unexpected(`${JSON.stringify(came)} came back for ${JSON.stringify(sent)}`)
}
