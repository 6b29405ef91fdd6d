import { describe, expect, it } from 'vitest'
import { learning, recordAt } from '../fixtures/learning.ts'
import type { Observation } from '../observations/observation.ts'
import { taskOfLine } from './task-of-line.ts'

const idOf = (tid: number, index = 0, stage = 0) => ({ tid, stage, index, attempt: 0 })
const begins = (tid: number, stage = 0): Observation => ({ kind: 'task-started', task: idOf(tid, 0, stage) })
const committing: Observation = { kind: 'committing', partition: 0, epoch: 0 }
const begun: Observation = { kind: 'executor-begun' }

/** The number of a line's task, how it was told, and whether its lines can be told apart, after these lines. */
function asked(before: readonly Observation[]) {
  const { known, learn } = learning()
  for (const one of before) learn(one)
  const taskOf = (observed: Observation, thread?: string) => {
    const task = taskOfLine(known, observed, recordAt(1, thread), 'log')
    return [task?.id?.tid, known.origin, task?.hasUntoldLines]
  }
  return { known, taskOf }
}

describe('the task of a line', () => {
  it('is the only one of the partition that runs in the file', () => {
    expect(asked([begun, begins(7)]).taskOf(committing)).toStrictEqual([7, 'only', false])
    expect(asked([begins(7)]).taskOf(committing)).toStrictEqual([7, 'only', true])
    expect(asked([begun, begins(7), begins(8, 1)]).taskOf(committing)).toStrictEqual([undefined, 'untold', undefined])
  })

  it('is the one that the thread names', () => {
    const { taskOf } = asked([begun, begins(7), begins(8, 1)])
    const name = 'Executor task launch worker for task 0.0 in stage 1.0 (TID 8)'
    expect(taskOf(committing, name)).toStrictEqual([8, 'marked', false])
    expect(taskOf(committing, 'Executor task launch worker for task 7')).toStrictEqual([7, 'marked', false])
  })

  it('is one that no line has begun, if none runs', () => {
    const { taskOf, known } = asked([])
    expect(taskOf(committing)).toStrictEqual([undefined, 'only', true])
    expect(taskOf(committing)).toStrictEqual([undefined, 'only', true])
    expect(known.running.size()).toBe(1)
  })

  it('is kept with its stage, however many tasks of other jobs come', () => {
    const { learn, known } = learning()
    learn(begins(0))
    expect(taskOfLine(known, committing, recordAt(1), 'log')).toBe(known.stages.task(0))
    for (let tid = 1; tid < 1000; tid++) {
      learn(begins(tid, tid))
      learn({
        kind: 'task-failed',
        task: idOf(tid, 0, tid),
        error: 'e',
        root: undefined,
        inWriter: false,
        coordinatorMissing: undefined,
      })
    }
    expect(known.stages.task(0)?.stage?.isWriting).toBe(true)
    expect(known.stages.task(1)).toBeUndefined()
  })
})
