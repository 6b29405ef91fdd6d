import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plain, TaskAction } from '../contract/actions.ts'
import type { TaskSetup } from '../contract/setups.ts'
import { enabledTask } from './enabled.ts'
import { NotEnabled } from './not-enabled.ts'
import { openTask, stepTask, type TaskState } from './task.ts'

type Act = Plain<TaskAction>

const setup: TaskSetup = {
  partitions: 2,
  partitioner: null,
  startEpoch: 5,
  epochCoordinatorId: 'run--1',
  coordinator: 'answers',
}
const none = new Set<never>()
const error = { type: 'IOException', message: 'broken pipe' }

const start = (partition: number): Act => ({ kind: 'start', partition })
const row = (partition: number): Act => ({ kind: 'row', partition, value: 'a' })
const endEpoch = (partition: number): Act => ({ kind: 'end-epoch', partition })
const interrupt = (partition: number): Act => ({ kind: 'interrupt', partition })
const kill = (partition: number): Act => ({ kind: 'kill', partition })
const complete = (partition: number): Act => ({ kind: 'complete', partition })
const failUpstream = (partition: number): Act => ({ kind: 'fail', partition, at: 'upstream', error })

/** The state after these actions. */
const stateAfter = (...actions: readonly Act[]): TaskState =>
  actions.reduce((state, action) => stepTask(state, action).state, openTask(setup, none).state)

/** Why the action is refused after these. */
function refusal(action: Act, ...before: readonly Act[]): string {
  const state = stateAfter(...before)
  try {
    stepTask(state, action)
  } catch (error) {
    if (error instanceof NotEnabled) return error.message
    throw error
  }
  return 'it is not refused'
}

describe('a write RDD refuses', () => {
  it('a partition that it does not have', () => {
    for (const act of [start, row, endEpoch, interrupt, kill, complete, failUpstream]) {
      expect(refusal(act(2), start(0), start(1))).toBe('there is no partition 2, only 2')
    }
  })

  it('to start a task that runs', () => {
    expect(refusal(start(1), start(1), row(1))).toBe('the task of partition 1 is running already')
  })

  it('anything for a task that does not run', () => {
    for (const act of [row, endEpoch, interrupt, kill, complete]) {
      expect(refusal(act(0), start(1))).toBe('no task of partition 0 waits for a row')
    }
  })

  it('anything for a task that has ended, be it well or not', () => {
    expect(refusal(row(0), start(0), kill(0))).toBe('no task of partition 0 waits for a row')
    expect(refusal(row(0), start(0), complete(0), endEpoch(0))).toBe('no task of partition 0 waits for a row')
    expect(refusal(endEpoch(0), start(0), failUpstream(0))).toBe('no task of partition 0 waits for a row')
  })
})

describe('what a write RDD lists as enabled', () => {
  it('is to start what does not run, and to go on with what runs', () => {
    const kinds = enabledTask(stateAfter(start(1))).map((action) =>
      'partition' in action ? `${action.kind} ${action.partition}` : action.kind,
    )
    expect(kinds).toEqual(['describe', 'start 0', 'row 1', 'end-epoch 1', 'interrupt 1', 'kill 1', 'complete 1'])
  })

  it('is taken by a step, which leaves the state before it as it was (seed 20261122)', () => {
    fc.assert(
      fc.property(
        fc.record({ partitions: fc.nat(3), coordinator: fc.constantFrom('answers', 'missing') }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (some, choices) => {
          let { state } = openTask({ ...setup, ...some }, none)
          for (const choice of choices) {
            const enabled = enabledTask(state)
            const before = structuredClone(state)
            for (const action of enabled) stepTask(state, action)
            expect(state).toEqual(before)
            state = stepTask(state, enabled[choice % enabled.length] ?? start(0)).state
          }
        },
      ),
      { seed: 20261122 },
    )
  })

  it('does not list faults, which are always possible', () => {
    const state = stateAfter(start(0))
    const before = structuredClone(state)
    const faults = stepTask(state, { kind: 'fail', partition: 0, at: 'commit', error }).state
    expect(state).toEqual(before)
    expect(enabledTask(faults)).toEqual(enabledTask(state))
  })
})
