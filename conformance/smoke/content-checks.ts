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

/** Three bytes per character, so that every way to cut the bytes into pieces cuts characters. */
const longText = '漢'.repeat(400_000)

/** Texts and numbers come back unchanged, in the first role that shows them. */
export function contents(offers: readonly Role[]): readonly Check[] {
  const probed = (promise: string, expected: string, advice: string, shown: Partial<Record<Role, Shown>>): Check => ({
    check: promise,
    expected,
    breaks: 'some cases',
    advice,
    needs: 'session',
    async run(probe) {
      const role = offers.find((offered) => shown[offered] !== undefined)
      const show = role === undefined ? undefined : shown[role]
      if (show === undefined) throw new NotSeen(`only the roles ${Object.keys(shown).join(', ')} show it`)
      await show(probe)
    },
  })
  const textComesBack = (sent: string): Partial<Record<Role, Shown>> => ({
    coordinator: (probe) =>
      shownIn(probe, coordinatorSays(0, sent), 'epoch-committed', ({ messages }) => messages[0], sent),
    task: (probe) => shownIn(probe, taskWrites(0, sent), 'row-written', ({ value }) => value, sent),
  })
  return [
    probed(
      'text comes back as it was sent',
      `${JSON.stringify(text)}, however it is escaped`,
      'read and write UTF-8, whatever the locale, and split lines at line feeds only',
      textComesBack(text),
    ),
    probed(
      'a long text comes back as it was sent',
      'the same 400,000 characters of three bytes',
      'collect the bytes up to the line feed before you decode them: a piece may end inside a character',
      textComesBack(longText),
    ),
    probed('numbers past 2^31 come back as they were sent', `${epoch}`, 'keep epochs as 64-bit numbers', {
      coordinator: (probe) =>
        shownIn(probe, coordinatorSays(epoch, 'a'), 'epoch-committed', (event) => event.epoch, epoch),
      task: (probe) => shownIn(probe, taskWrites(epoch, 'a'), 'row-written', (event) => event.epoch, epoch),
    }),
  ]
}

type Shown = (probe: Probe) => Promise<void>

interface Script {
  readonly opening: unknown
  readonly actions: readonly Action[]
}

const coordinatorSays = (startEpoch: number, text: string): Script => ({
  opening: { role: 'coordinator', setup: { startEpoch, epochBacklogQueueSize: 10 } },
  actions: [
    { kind: 'ask', message: { type: 'SetWriterPartitions', numPartitions: 1 } },
    { kind: 'ask', message: { type: 'SetReaderPartitions', numPartitions: 1 } },
    { kind: 'send', message: { type: 'ReportPartitionOffset', partitionId: 0, epoch: startEpoch, offset: text } },
    { kind: 'send', message: { type: 'CommitPartitionEpoch', partitionId: 0, epoch: startEpoch, message: text } },
  ],
})

const taskWrites = (startEpoch: number, text: string): Script => ({
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
  if (came !== sent) throw new Unexpected(differenceOf(came, sent))
}

/** The values, or the first place at which two texts differ. */
function differenceOf(came: unknown, sent: unknown): string {
  if (typeof came !== 'string' || typeof sent !== 'string') return `${came} came back for ${sent}`
  let at = 0
  while (at < sent.length && came[at] === sent[at]) at++
  const from = (text: string) => JSON.stringify(text.slice(at, at + 20))
  return `${came.length} characters for ${sent.length}: from character ${at} on, ${from(came)} came back for ${from(sent)}`
}
