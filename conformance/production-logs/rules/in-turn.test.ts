import { describe, expect, it } from 'vitest'
import { newRun, newStage, newTask, type RunState, type TaskState } from '../runs/state.ts'
import { isQueryInTurn, isWriterInTurn } from './in-turn.ts'
import { largestInt } from './occasions.ts'

const at = { file: 'driver.log', line: 1 }
const epochAt = (epoch: number) => ({ epoch, at })

/** A task of the partition that has committed the epochs up to 4. */
function task(partition = 0): TaskState {
  const made = newTask(undefined, partition)
  made.committingEpoch = 4
  made.committedEpoch = 4
  made.epochs.addRange(0, 4)
  return made
}

/** A run of two partitions in epoch 5 that has committed epoch 3, has logged the offsets of epoch 4, and commits it. */
function run({ ahead, at: epoch = 4 }: { readonly ahead?: number; readonly at?: number } = {}): RunState {
  const entries = newRun(undefined).logged
  if (ahead !== undefined) entries.add(ahead)
  const before = {
    lastCommitted: undefined,
    mayHaveCommitted: undefined,
    isEndSeen: true,
    isOfOtherApplication: false,
    ahead: entries,
  }
  const stage = newStage(0, { lacksTasks: false })
  stage.partitions = 2
  stage.tasks = [task(0), task(1)]
  for (const one of stage.tasks) one.epochs.add(epoch)
  const made = newRun(undefined, { before })
  made.stages.push(stage)
  made.current = epochAt(epoch + 1)
  made.lastCommitted = epochAt(epoch - 1)
  made.logged.add(epoch)
  made.committing = epoch
  return made
}

const checkpoint = '/c'
const committing = (epoch: number) => ({ kind: 'committing', partition: 0, epoch }) as const
const committed = (epoch: number) => ({ kind: 'committed', partition: 0, epoch }) as const
const answered = (value: number) => ({ kind: 'answered', message: 'IncrementAndGetEpoch', value }) as const
const begun = (epoch: number) => ({ kind: 'entry-begun', log: 'offsets', epoch, checkpoint }) as const
const added = (epoch: number) => ({ kind: 'offset-added', epoch, checkpoint }) as const
const queryCommitted = (epoch: number) => ({ kind: 'query-committed', epoch, checkpoint }) as const

describe('A line of a writer', () => {
  it('is in turn if it begins the epoch behind the committed one, or ends the epoch under way', () => {
    expect(isWriterInTurn(task(), committing(5))).toBe(true)
    expect(isWriterInTurn({ ...task(), committingEpoch: 5 }, committed(5))).toBe(true)
  })

  it.each([
    ['begins an epoch again', {}, committing(4)],
    ['leaves an epoch out', {}, committing(6)],
    ['begins an epoch before the one under way is committed', { committingEpoch: 5 }, committing(6)],
    ['commits an epoch twice', {}, committed(4)],
    ['commits another epoch than that under way', { committingEpoch: 6 }, committed(5)],
    ['commits an epoch although the one before is not committed', { committingEpoch: 6 }, committed(6)],
    ['comes behind a kill', { killed: at }, committing(5)],
  ])('is not in turn if it %s', (_, change, line) => {
    expect(isWriterInTurn({ ...task(), ...change }, line)).toBe(false)
  })
})

describe('A line of a query', () => {
  it.each([
    ['begins the next epoch', answered(6)],
    ['begins an entry', begun(5)],
    ['adds the offsets of another epoch', added(5)],
    ['commits the next epoch', queryCommitted(4)],
  ])('is in turn if it %s', (_, line) => expect(isQueryInTurn(run(), line)).toBe(true))

  it.each<[string, Partial<RunState>]>([
    ['has told the epoch', { told: epochAt(4) }],
    ['says that epochs are ready', { hasReady: true }],
    ['has told of commits of partitions', { lastReceived: new Map([[0, 4]]) }],
    [
      'has told of reports',
      {
        epochs: new Map([
          [
            4,
            {
              received: new Set(),
              repeated: undefined,
              reported: at,
              reports: 1,
              waits: undefined,
              failedOffset: false,
            },
          ],
        ]),
      },
    ],
    ['lacks lines', { gap: { missing: 'x', until: 3, isSettled: true } }],
    [
      'has ignored an error',
      {
        ignored: {
          at,
          error: 'x',
          call: 'unknown',
          epoch: undefined,
          lastCommitted: undefined,
          count: 1,
          isOvercome: true,
          isStopShown: true,
        },
      },
    ],
  ])('is not in turn if the run %s', (_, change) => {
    for (const line of [answered(6), begun(5), added(5), queryCommitted(4)])
      expect(isQueryInTurn({ ...run(), ...change }, line), line.kind).toBe(false)
  })

  const stage = () => run().stages[0] ?? newStage(0, { lacksTasks: false })
  it.each<[string, RunState, Parameters<typeof isQueryInTurn>[1]]>([
    ['begins an epoch behind the next one', run(), answered(7)],
    ['begins the first epoch', { ...run(), current: undefined }, answered(1)],
    ['begins an epoch beyond 32 bits', { ...run(), current: epochAt(largestInt - 1) }, answered(largestInt)],
    ['begins an entry while another is under way', { ...run(), begun: { log: 'commits', epoch: 4 } }, begun(5)],
    ['adds offsets that the run has added', run(), added(4)],
    ['adds offsets that an earlier run has added', run({ ahead: 5 }), added(5)],
    ['commits an epoch that has not begun', { ...run(), current: epochAt(3) }, queryCommitted(4)],
    ['commits the first epoch', { ...run(), lastCommitted: undefined }, queryCommitted(4)],
    ['commits an epoch again', { ...run(), lastCommitted: epochAt(4) }, queryCommitted(4)],
    ['commits another epoch than its entry', { ...run(), committing: 5 }, queryCommitted(4)],
    ['commits an epoch beyond 32 bits', run({ at: largestInt }), queryCommitted(largestInt)],
    ['commits an epoch without offsets', { ...run(), logged: newRun(undefined).logged }, queryCommitted(4)],
    ['commits an epoch of a run without a stage', { ...run(), stages: [] }, queryCommitted(4)],
    ['commits an epoch of a run with two stages', { ...run(), stages: [stage(), stage()] }, queryCommitted(4)],
    ['commits an epoch without a task', { ...run(), writing: { partitions: 3, at } }, queryCommitted(4)],
    [
      'commits an epoch that a task has not',
      {
        ...run(),
        stages: [
          { ...stage(), tasks: [task(0), task(1)].map((one) => ({ ...one, epochs: newRun(undefined).logged })) },
        ],
      },
      queryCommitted(4),
    ],
    [
      'commits an epoch with two tasks of one partition',
      { ...run(), stages: [{ ...stage(), tasks: [task(0), task(0)] }] },
      queryCommitted(4),
    ],
  ])('is not in turn if it %s', (_, of, line) => expect(isQueryInTurn(of, line)).toBe(false))
})
