import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OperatorAction, Plain } from '../contract/actions.ts'
import type { OperatorSetup } from '../contract/setups.ts'
import { enabledOperator } from './enabled.ts'
import { NotEnabled } from './not-enabled.ts'
import { type OperatorState, openOperator, stepOperator } from './operator.ts'

type Act = Plain<OperatorAction>

const setup: OperatorSetup = { partitions: 2, epochCoordinatorId: 'run--1', coordinator: 'holds', writer: 'Sink' }
const error = { type: 'IOException', message: 'broken pipe' }

const execute: Act = { kind: 'execute' }
const answer: Act = { kind: 'answer' }
const interrupt: Act = { kind: 'interrupt' }
const finish = (partition: number): Act => ({ kind: 'finish-task', partition })
const fail = (partition: number): Act => ({ kind: 'fail-task', partition, error })

/** The state after these actions. */
const stateAfter = (...actions: readonly Act[]): OperatorState =>
  actions.reduce((state, action) => stepOperator(state, action).state, openOperator(setup, new Set()).state)

/** Why the action is refused after these. */
function refusal(action: Act, ...before: readonly Act[]): string {
  const state = stateAfter(...before)
  try {
    stepOperator(state, action)
  } catch (error) {
    if (error instanceof NotEnabled) return error.message
    throw error
  }
  return 'it is not refused'
}

describe('the operator refuses', () => {
  it('a reply if no ask is open', () => {
    expect(refusal(answer)).toBe('no ask is open')
    expect(refusal(answer, execute, answer)).toBe('no ask is open')
    expect(refusal(answer, execute, interrupt)).toBe('no ask is open')
  })

  it('an execution beside another', () => {
    expect(refusal(execute, execute)).toBe('the operator is executing already')
    expect(refusal(execute, execute, answer)).toBe('the operator is executing already')
  })

  it('an execution while tasks of an interrupted one still run', () => {
    expect(refusal(execute, execute, answer, interrupt, finish(0))).toBe('tasks of the previous job are still running')
  })

  it('the end of a task that does not run', () => {
    expect(refusal(finish(0))).toBe('no task of partition 0 is running')
    expect(refusal(finish(0), execute)).toBe('no task of partition 0 is running')
    expect(refusal(finish(2), execute, answer)).toBe('no task of partition 2 is running')
    expect(refusal(finish(1), execute, answer, finish(1))).toBe('no task of partition 1 is running')
    expect(refusal(fail(1), execute, answer, finish(1))).toBe('no task of partition 1 is running')
  })

  it('the end of a task that was killed with its job', () => {
    expect(refusal(finish(1), execute, answer, fail(0))).toBe('no task of partition 1 is running')
    expect(refusal(finish(1), execute, answer, interrupt, fail(0))).toBe('no task of partition 1 is running')
  })
})

describe('the operator can be executed again', () => {
  const kindsOf = (...before: readonly Act[]) =>
    stepOperator(stateAfter(...before), execute).events.map(({ kind }) => kind)
  const toTheAsk = ['writer-factory-created', 'child-executed', 'logged', 'coordinator-looked-up', 'asked']

  it('after a fault, which throws once', () => {
    for (const at of ['create-writer-factory', 'child'] as const) {
      const fault: Act = { kind: 'fail', at, error }
      expect(kindsOf(fault), at).toContain('threw')
      expect(kindsOf(fault, execute), at).toEqual(toTheAsk)
    }
  })

  it('after an ask that was interrupted or failed', () => {
    expect(kindsOf(execute, interrupt)).toEqual(toTheAsk)
    expect(kindsOf(execute, { kind: 'answer', error })).toEqual(toTheAsk)
  })

  it('after a job, however it ended', () => {
    expect(kindsOf(execute, answer, finish(1), finish(0))).toEqual(toTheAsk)
    expect(kindsOf(execute, answer, fail(1))).toEqual(toTheAsk)
    expect(kindsOf(execute, answer, interrupt, finish(0), fail(1))).toEqual(toTheAsk)
  })
})

describe('a task of the operator', () => {
  it('takes an interrupt for the end of its epoch, and goes on', () => {
    const action: Act = { kind: 'fail-task', partition: 1, error: { type: 'InterruptedException', message: null } }
    const { state, events } = stepOperator(stateAfter(execute, answer), action)
    expect(events).toEqual([])
    expect(enabledOperator(state)).toContainEqual(finish(1))
  })
})

describe('what the operator lists as enabled', () => {
  const kinds = (...before: readonly Act[]) =>
    enabledOperator(stateAfter(...before)).map((action) =>
      'partition' in action ? `${action.kind} ${action.partition}` : action.kind,
    )

  it('is what can be done at each point of an execution', () => {
    expect(kinds()).toEqual(['describe', 'execute'])
    expect(kinds(execute)).toEqual(['describe', 'answer', 'interrupt'])
    expect(kinds(execute, answer)).toEqual(['describe', 'interrupt', 'finish-task 0', 'finish-task 1'])
    expect(kinds(execute, answer, finish(0))).toEqual(['describe', 'interrupt', 'finish-task 1'])
    expect(kinds(execute, answer, finish(0), finish(1))).toEqual(['describe', 'execute'])
  })

  it('is, after an interrupt, the ends of the tasks, and an execution only when there are none', () => {
    expect(kinds(execute, answer, interrupt)).toEqual(['describe', 'finish-task 0', 'finish-task 1'])
    expect(kinds(execute, answer, interrupt, finish(0), finish(1))).toEqual(['describe', 'execute'])
    expect(kinds(execute, answer, interrupt, fail(1))).toEqual(['describe', 'execute'])
  })

  it('is taken by a step, which leaves the state before it as it was (seed 20261122)', () => {
    fc.assert(
      fc.property(
        fc.record({ partitions: fc.nat(3), coordinator: fc.constantFrom('answers', 'holds', 'missing') }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (some, choices) => {
          let { state } = openOperator({ ...setup, ...some }, new Set())
          for (const choice of choices) {
            const enabled = enabledOperator(state)
            const before = structuredClone(state)
            for (const action of enabled) stepOperator(state, action)
            expect(state).toEqual(before)
            state = stepOperator(state, enabled[choice % enabled.length] ?? execute).state
          }
        },
      ),
      { seed: 20261122 },
    )
  })
})
