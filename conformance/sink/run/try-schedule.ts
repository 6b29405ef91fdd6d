import { DriverError } from '../../../src/adapters/driver.ts'
import type { Event } from '../../../src/contract/events.ts'
import { audited, beginAudit, type RowAudit } from '../../audit/row-audit.ts'
import { reasonOf } from '../file/sink-entries.ts'
import { type AnotherQuery, nameInQuery } from '../schedules/another-query.ts'
import { isOutside, type OutageStep, type OutsideStep, type Wide } from '../schedules/outside.ts'
import { actionOf, execute, type Schedule, type SinkAction, type SinkStep, stop } from '../schedules/schedule.ts'
import { beginOfSource, movedBy, namesOfCommitted, nextRow } from '../schedules/source-position.ts'
import { lookForLeftOvers } from './left-overs.ts'
import { outageOf } from './outage.ts'
import { outOfOrder, seenAfterAbort } from './seen-rows.ts'
import type { SinkCall } from './sink-call.ts'
import type { SinkDriver } from './sink-driver.ts'

/** What one step has shown. */
export interface SinkMoment<Action = SinkAction> {
  readonly action: Action | OutageStep
  readonly events: readonly Event[]
  /** The calls of the sink in it, in the order in which they ended. */
  readonly calls: readonly SinkCall[]
  /** The rows that the reader sees behind it. It reads again only where the step has shown an event or a call: a read takes longer than most steps. */
  readonly rows: readonly string[]
  /** The sink was not read behind it, whatever it has shown: the rows are those of the step before. */
  readonly isUnread?: true
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
  /** Those of them that it has seen when all of their writers had been aborted. Missing if there are none. */
  readonly afterAbort?: readonly string[]
  /** Rows that come behind a later one of their partition at the end. Missing if no order is promised. */
  readonly outOfOrder?: readonly string[]
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
  { partitions = 1, delivery = 'immediate', steps }: Wide<Schedule<SinkStep | AnotherQuery>>,
): Promise<RowsSeen | Broken> {
  let position = beginOfSource(partitions)
  let query = 0
  /** Of earlier queries: the rows that no run reads any more. */
  let before: readonly string[] = []
  const owed = () => [...before, ...namesOfCommitted(position).map((name) => nameInQuery(query, name))]
  const result = await trySteps<SinkStep | AnotherQuery, SinkAction>(driver, {
    opening: { partitions, delivery },
    stop,
    execute,
    needsRun: (step) => step.kind === 'row' || (step.kind === 'act' && !['execute', 'fail'].includes(step.action.kind)),
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
  readonly steps: readonly (Step | OutsideStep)[]
  readonly stop: Step
  readonly execute: Step
  /** Whether the step makes no sense where the query has ended. */
  needsRun(step: Step): boolean
  actionOf(step: Step): Action
  /** Whether the sink is read behind the step, if it has shown anything. Default: yes. */
  isRead?(step: Step): boolean
  seen?(action: Action, events: readonly Event[]): void
}

/** All steps were run. */
export type Ended<Action> = Pick<RowsSeen<Action>, 'moments' | 'leftOver' | 'warnings'> & {
  readonly kind: 'ended'
  readonly isOrdered?: boolean | undefined
}

/** All steps, or as many as could be run. */
export async function trySteps<Step extends { readonly kind: string }, Action extends { readonly kind: string }>(
  driver: SinkDriver<Action>,
  trial: Trial<Step, Action>,
): Promise<Ended<Action> | Broken<Action>> {
  const result = await tryEach(driver, trial)
  const { leftOver, warnings: untold } = result.kind === 'ended' ? await lookForLeftOvers(driver) : { warnings: [] }
  const warnings = [...untold, ...((await driver.cleanUp?.()) ?? [])]
  const ended = result.kind === 'ended' && leftOver !== undefined ? { ...result, leftOver } : result
  return warnings.length === 0 ? ended : { ...ended, warnings }
}

async function tryEach<Step extends { readonly kind: string }, Action extends { readonly kind: string }>(
  driver: SinkDriver<Action>,
  trial: Trial<Step, Action>,
): Promise<Ended<Action> | Broken<Action>> {
  const moments: SinkMoment<Action>[] = []
  const outage = outageOf(driver.outage)
  let isRunning = false
  const see = async (action: Action | OutageStep, events: readonly Event[], isRead: boolean) => {
    const calls = await driver.calls()
    const last = moments.at(-1)?.rows
    const isQuiet = events.length + calls.length === 0 && action.kind !== 'outage'
    const isUnread = last !== undefined && !isQuiet && (outage.isOn || !isRead)
    const rows = last !== undefined && (isUnread || isQuiet) ? last : await driver.rows()
    moments.push({ action, events, calls, rows, ...(isUnread ? { isUnread } : {}) })
  }
  const perform = async (step: Step) => {
    const action = trial.actionOf(step)
    const events = await outage.during(() => driver.act(action))
    trial.seen?.(action, events)
    isRunning = (isRunning || action.kind === 'execute') && !events.some(({ kind }) => kind === 'query-stopped')
    await see(action, events, trial.isRead?.(step) !== false)
  }
  const performOutside = async (step: OutsideStep) => {
    if (step.kind === 'outage') {
      await (step.moment === 'begins' ? outage.begin() : outage.end())
      return await see(step, [], true)
    }
    if (isRunning) await perform(trial.stop)
    await perform(trial.execute)
  }
  try {
    await driver.open(trial.opening)
    try {
      for (const step of trial.steps) {
        if (isOutside(step)) await performOutside(step)
        // Whether a call fails for want of the system is up to the sink, and a query that has ended takes no more steps.
        else if (!outage.hasBeen || isRunning || !trial.needsRun(step)) await perform(step)
      }
    } finally {
      await outage.end()
      await driver.close()
    }
  } catch (error) {
    if (!(error instanceof DriverError)) throw error
    const isRefused = moments.length === 0 && error.failure.kind === 'not-supported'
    return { kind: 'broken', moments, reason: reasonOf(error), ...(isRefused ? { isRefused } : {}) }
  }
  return { kind: 'ended', moments, isOrdered: driver.isOrdered }
}

/** What became of the rows that no run reads any more, given also the rows that the sink was told to commit so far, event by event. */
export function accounted<Action>(
  { moments, leftOver, warnings, isOrdered }: Omit<Ended<Action>, 'kind'>,
  owed: readonly string[],
  told: (event: Event) => readonly string[],
): RowsSeen<Action> {
  const last = moments.at(-1)?.rows ?? []
  // By step: the rows that the sink was told to commit so far.
  let known: readonly string[] = []
  const toldAt = moments.map(({ events }) => {
    for (const event of events) known = [...told(event)]
    return known
  })
  const early = earlyRows(moments, toldAt)
  const afterAbort = seenAfterAbort(moments, (at) => toldAt[at] ?? [])
  return {
    kind: 'seen',
    moments,
    lost: owed.filter((name) => !last.includes(name)),
    doubled: [...new Set(last.filter((name, at) => last.indexOf(name) < at))],
    early,
    ...(afterAbort.length === 0 ? {} : { afterAbort }),
    ...(isOrdered === true ? { outOfOrder: outOfOrder(last) } : {}),
    isTold: owed.length > 0,
    ...(leftOver === undefined ? {} : { leftOver }),
    ...(warnings === undefined ? {} : { warnings }),
  }
}

function earlyRows(
  moments: readonly Pick<SinkMoment, 'rows'>[],
  toldAt: readonly (readonly string[])[],
): readonly string[] {
  const early = new Set<string>()
  for (const [at, { rows }] of moments.entries()) {
    const known = toldAt[at] ?? []
    for (const name of rows) if (!known.includes(name)) early.add(name)
  }
  return [...early]
}
