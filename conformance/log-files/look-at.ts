import { crc32 } from 'node:zlib'
import { headOfEvent, isEvent } from '../production-logs/observations/event-log.ts'
import { sources } from '../production-logs/observations/sources.ts'
import type { Layout } from '../production-logs/reading/layout.ts'
import { readRecords } from '../production-logs/reading/read-records.ts'

/** What the beginning of a log says of it. */
export interface Look {
  /** The layout of its first head; undefined: there is none. */
  readonly layout: string | undefined
  /** A driver's log has executors' lines, too, in local mode. `unknown`: no line says it. */
  readonly role: 'driver' | 'executor' | 'unknown'
  /** Spark's id of the application, such as `app-20240101120000-0001`. */
  readonly application: string | undefined
  /** The stamp of its first record. */
  readonly stamp: string | undefined
  /** Whether its bytes are those of no text. */
  readonly isBinary: boolean
  readonly isEmpty: boolean
  /** Whether what was looked at names Spark anywhere, as each log of Spark does. */
  readonly namesSpark: boolean
  /** Whether it begins as an event log does. */
  readonly isEventLog: boolean
  /** A checksum of its first bytes. Those of two logs differ as a rule, since they have stamps. */
  readonly beginning: number
  /** False: no head was found so far, and it was not looked any further. */
  readonly isWhole: boolean
}

/** How much of a log is looked at, from its first head on. */
export const mostOfLook = 1 << 20

/** Looks at a log, chunk by chunk, in the layout that is given, or in the one that is found. */
export interface Looker {
  readonly push: (chunk: Buffer) => void
  /** More of it would say no more. */
  readonly isEnough: () => boolean
  readonly look: () => Look
}

export function createLooker(layout?: Layout): Looker {
  let [isDriver, isExecutor] = [false, false]
  let stamp: string | undefined
  let application: string | undefined
  let [size, sizeBeforeHead] = [0, 0]
  let first = Buffer.alloc(0)
  let lastText = ''
  let namesSpark = false
  const reader = readRecords(
    (record) => {
      stamp ??= record.stamp
      if (ofDriver.has(record.logger)) isDriver = true
      if (ofExecutor.has(record.logger)) isExecutor = true
    },
    { layout },
  )
  const hasHead = () => stamp !== undefined || (layout === undefined && reader.layout() !== undefined)
  return {
    push(chunk) {
      if (first.length < mostOfBinary) first = Buffer.concat([first, chunk.subarray(0, mostOfBinary)])
      if (!hasHead()) sizeBeforeHead = size
      size += chunk.length
      reader.push(chunk)
      if (application !== undefined && namesSpark) return
      // An id may lie in two chunks.
      const text = lastText + chunk.toString('latin1')
      application ??= applicationIn(text)
      namesSpark ||= application !== undefined || /spark/i.test(text)
      lastText = chunk.toString('latin1', Math.max(0, chunk.length - longestId))
    },
    isEnough: () => (hasHead() ? size - sizeBeforeHead >= mostOfLook : size >= mostOfLook && isBinary(first)),
    look() {
      reader.end()
      return {
        layout: stamp === undefined ? undefined : reader.layout(),
        role: isDriver ? 'driver' : isExecutor ? 'executor' : 'unknown',
        application,
        stamp,
        isBinary: isBinary(first),
        isEmpty: size === 0,
        namesSpark: namesSpark || isDriver || isExecutor,
        isEventLog: isEvent(first.toString('utf8', 0, headOfEvent)),
        beginning: crc32(first),
        isWhole: true,
      }
    },
  }
}

const mostOfBinary = 4096
const longestId = 60

/** Looks at the whole text of a log. */
export function lookAt(bytes: Buffer, layout?: Layout): Look {
  const looker = createLooker(layout)
  looker.push(bytes)
  return looker.look()
}

/** The first id of an application in a text or a path: of a standalone cluster, YARN, a local master, Kubernetes. */
export const applicationIn = (text: string): string | undefined =>
  /(?<![\w-])(?:app-\d{14}-\d{4,}|application_\d{10,}_\d+|local-\d{13}|spark-(?:application-\d{10,}|[\da-f]{32}))(?![\da-f])/.exec(
    text,
  )?.[0]

const loggersOf = (file: 'driver' | 'executor') =>
  Object.values(sources)
    .filter((one) => one.file === file)
    .map(({ logger }) => logger)

const executors = loggersOf('executor')
/** Executors have lines of these loggers, too: of the second one at DEBUG. */
const shared: ReadonlySet<string> = new Set(['TransportRequestHandler', 'EpochCoordinatorRef'])
const ofDriver: ReadonlySet<string> = new Set(
  [...loggersOf('driver'), 'BlockManagerMasterEndpoint', 'TaskSchedulerImpl'].filter(
    (one) => !executors.includes(one) && !shared.has(one),
  ),
)
const ofExecutor: ReadonlySet<string> = new Set([...executors, 'CoarseGrainedExecutorBackend'])

/** Control characters that no log has, more than one in a hundred bytes. Zeros are those of a file that was not written to its end. */
function isBinary(bytes: Buffer): boolean {
  let odd = 0
  const end = Math.min(bytes.length, mostOfBinary)
  for (let at = 0; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b) odd++
  }
  return odd * 100 > end
}
