import type { Event } from '../../../src/contract/events.ts'
import type { Opening } from '../../../src/contract/setups.ts'
import type { Schedule, SinkAction } from '../schedules/schedule.ts'
import type { SinkCall } from './sink-call.ts'

/** A query that writes to the sink under test, and an outside reader of the sink. One case at a time. */
export interface SinkDriver<Action = SinkAction> {
  /** Begins a case with a fresh table, topic or folder. @throws DriverError */
  open(schedule: Omit<Schedule, 'steps'>): Promise<void>
  /** Performs one action until the query is quiescent. @throws DriverError */
  act(action: Action): Promise<readonly Event[]>
  /** The calls of the sink since the last time, in the order in which they ended. @throws DriverError */
  calls(): Promise<readonly SinkCall[]>
  /** What the reader sees now. @throws DriverError */
  rows(): Promise<readonly string[]>
  /** Readers are promised the rows of a partition in the order in which they were written. */
  readonly isOrdered?: boolean
  /** Stops and starts the external system of the sink. Missing where nobody has said how. */
  readonly outage?: ExternalSystem
  /** Ends the case. */
  close(): Promise<void>
  /** What the sink has left behind a case that has ended, one text each. Undefined if nobody has said where to look. @throws DriverError */
  leftOvers?(): Promise<readonly string[] | undefined>
  /** Cleans up behind a case, also behind one that could not be opened. Returns what has failed. */
  cleanUp?(): Promise<readonly string[]>
}

/** The external system of a sink, such as a broker. */
export interface ExternalSystem {
  /** How long a call may wait for the system until it comes back. */
  readonly seconds: number
  /** @throws DriverError */
  stop(): Promise<void>
  /** @throws DriverError */
  start(): Promise<void>
}

/** A new query whose backlog never stops it. */
export const openingOf = ({ partitions = 1, delivery = 'immediate' }: Omit<Schedule, 'steps'>): Opening<'query'> => ({
  role: 'query',
  setup: { partitions, startEpoch: 0, epochBacklogQueueSize: 10_000, delivery },
})
