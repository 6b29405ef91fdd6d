import { DriverError } from '../../../src/adapters/driver.ts'
import type { Event } from '../../../src/contract/events.ts'
import { audited, beginAudit, type RowAudit } from '../../audit/row-audit.ts'
import { reasonOf } from '../file/sink-entries.ts'
import { type AnotherQuery, nameInQuery } from '../schedules/another-query.ts'
import { actionOf, type Schedule, type SinkAction, type SinkStep } from '../schedules/schedule.ts'
import { beginOfSource, movedBy, namesOfCommitted, nextRow } from '../schedules/source-position.ts'
import { lookForLeftOvers } from './left-overs.ts'
import type { SinkCall } from './sink-call.ts'
import type { SinkDriver } from './sink-driver.ts'

/** What one step has shown. */
export interface SinkMoment<Action = SinkAction> {
  readonly action: Action
  readonly events: readonly Event[]
  /** The calls of the sink in it, in the order in which they ended. */
  readonly calls: readonly SinkCall[]
  /** The rows that the reader sees behind it. It reads again only where the step has shown an event or a call: a read takes longer than most steps. */
  readonly rows: readonly string[]
}

/** What became of the rows of a schedule. */
export interface RowsSeen<Action = SinkAction> {
  readonly kind: 'seen'
  readonly moments: readonly SinkMoment<Action>[]
  /** Rows that no run reads any more, and that the reader does not see at the end. */
  readonly lost: readonly string[]
  /** Rows that the reader sees more than once at the end. */
  readonly doubled: readonly string[]
  /** Rows that the reader has seen before the sink was told to commit an epoch with them. */
  readonly early: readonly string[]
  /** Whether any row was committed at all: without one, nothing can be lost. */
  readonly isTold: boolean
  /** What the sink has left behind the query. Missing if nobody looked, or could not tell. */
  readonly leftOver?: readonly string[]
  /** What has failed in the clean-up behind it. */
  readonly warnings?: readonly string[]
}

/** The schedule could not be run to its end: the sink, Spark or the reader failed where no fault was injected. */
export interface Broken<Action = SinkAction> {
  readonly kind: 'broken'
  readonly moments: readonly SinkMoment<Action>[]
  readonly reason: string
  /** The sink, its table or its reader was refused before a step had ended: no other schedule can do better. */
  readonly isRefused?: true
  readonly warnings?: readonly string[]
}

/** Runs a schedule on a sink, and reads it after each step. Rejects only if the driver itself cannot go on. */
export async function trySchedule(
  driver: SinkDriver,
  { partitions = 1, delivery = 'immediate', steps }: Schedule<SinkStep | AnotherQuery>,
): Promise<RowsSeen | Broken> {
  let position = beginOfSource(partitions)
  let query = 0
  /** Of earlier queries: the rows that no run reads any more. */
  let before: readonly string[] = []
  const owed = () => [...before, ...namesOfCommitted(position).map((name) => nameInQuery(query, name))]
  const result = await trySteps(driver, {
    opening: { partitions, delivery },
    steps,
    actionOf: (step) =>
      step.kind === 'another-query'
        ? step
        : actionOf(step, (partition) => nameInQuery(query, nextRow(position)(partition))),
    isRead: (step) => step.kind !== 'row' || step.isOfMany !== true,
    seen(action, events) {
      if (action.kind === 'another-query') {
        before = owed()
        query += 1
        position = beginOfSource(partitions)
      } else position = movedBy(position, action, events)
    },
  })
  if (result.kind === 'broken') return result
  let audit: RowAudit = beginAudit(partitions)
  return accounted(result, owed(), (event) => {
    // Of all rows that the sink was told of, whatever it made of them.
    audit = audited(audit, event, 'both are kept')
    return audit.sink.flatMap(({ rows }) => rows)
  })
}

/** How the steps of a schedule become actions. */
interface Trial<Step, Action> {
  readonly opening: Omit<Schedule, 'steps'>
  readonly steps: readonly Step[]
  actionOf(step: Step): Action
  /** Whether the sink is read behind the step, if it has shown anything. Default: yes. */
  isRead?(step: Step): boolean
  seen?(action: Action, events: readonly Event[]): void
}

/** All steps were run. */
export type Ended<Action> = Pick<RowsSeen<Action>, 'moments' | 'leftOver' | 'warnings'> & { readonly kind: 'ended' }

/** All steps, or as many as could be run. */
export async function trySteps<Step, Action>(
  driver: SinkDriver<Action>,
  trial: Trial<Step, Action>,
): Promise<Ended<Action> | Broken<Action>> {
  const result = await tryEach(driver, trial)
  const { leftOver, warnings: untold } = result.kind === 'ended' ? await lookForLeftOvers(driver) : { warnings: [] }
  const warnings = [...untold, ...((await driver.cleanUp?.()) ?? [])]
  const ended = result.kind === 'ended' && leftOver !== undefined ? { ...result, leftOver } : result
  return warnings.length === 0 ? ended : { ...ended, warnings }
}

async function tryEach<Step, Action>(
  driver: SinkDriver<Action>,
  { opening, steps, actionOf, isRead, seen }: Trial<Step, Action>,
): Promise<Ended<Action> | Broken<Action>> {
  const moments: SinkMoment<Action>[] = []
  try {
    await driver.open(opening)
    try {
      for (const step of steps) {
        const action = actionOf(step)
        const events = await driver.act(action)
        seen?.(action, events)
        const calls = await driver.calls()
        const isUnread = isRead?.(step) === false || events.length + calls.length === 0
        const rows = isUnread && moments.length > 0 ? (moments.at(-1)?.rows ?? []) : await driver.rows()
        moments.push({ action, events, calls, rows })
      }
    } finally {
      await driver.close()
    }
  } catch (error) {
    if (!(error instanceof DriverError)) throw error
    const isRefused = moments.length === 0 && error.failure.kind === 'not-supported'
    return { kind: 'broken', moments, reason: reasonOf(error), ...(isRefused ? { isRefused } : {}) }
  }
  return { kind: 'ended', moments }
}

/** What became of the rows that no run reads any more, given also the rows that the sink was told to commit so far, event by event. */
export function accounted<Action>(
  { moments, leftOver, warnings }: Omit<Ended<Action>, 'kind'>,
  owed: readonly string[],
  told: (event: Event) => readonly string[],
): RowsSeen<Action> {
  const last = moments.at(-1)?.rows ?? []
  return {
    kind: 'seen',
    moments,
    lost: owed.filter((name) => !last.includes(name)),
    doubled: [...new Set(last.filter((name, at) => last.indexOf(name) < at))],
    early: earlyRows(moments, told),
    isTold: owed.length > 0,
    ...(leftOver === undefined ? {} : { leftOver }),
    ...(warnings === undefined ? {} : { warnings }),
  }
}

function earlyRows(
  moments: readonly Pick<SinkMoment, 'events' | 'rows'>[],
  told: (event: Event) => readonly string[],
): readonly string[] {
  const early = new Set<string>()
  let known: readonly string[] = []
  for (const { events, rows } of moments) {
    for (const event of events) known = told(event)
    for (const name of rows) if (!known.includes(name)) early.add(name)
  }
  return [...early]
}
