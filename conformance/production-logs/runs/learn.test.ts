import { describe, expect, it } from 'vitest'
import { learning } from '../fixtures/learning.ts'
import type { Observation } from '../observations/observation.ts'

const idOf = (tid: number, stage = tid) => ({ tid, stage, index: tid % 5, attempt: 0 })

describe('what is kept of a log', () => {
  it.each(['with', 'without'])('does not grow with its jobs, %s the lines of their stages', (jobs) => {
    const { known, learn } = learning()
    for (let tid = 0; tid < 5000; tid++) {
      const task = idOf(tid)
      if (jobs === 'with') learn({ kind: 'other-stage-submitted', stage: tid })
      learn({ kind: 'task-launched', task, partition: task.index, executor: 'driver', queryId: undefined })
      learn({ kind: 'task-started', task })
      learn({ kind: 'task-ended', task, isFinished: true })
      expect(known.stages.size()).toBeLessThanOrEqual(200)
      expect(known.running.size()).toBe(0)
    }
  })

  it.each(['before', 'behind'])('has none of the tasks of a stage that is given to another job %s them', (order) => {
    const { known, learn } = learning()
    const [running, finished] = [idOf(0, 3), idOf(1, 3)]
    const given: Observation = { kind: 'other-stage-submitted', stage: 3 }
    if (order === 'before') learn(given)
    for (const task of [running, finished]) learn({ kind: 'task-started', task })
    learn({ kind: 'task-ended', task: finished, isFinished: true })
    if (order === 'behind') learn(given)
    expect([known.stages.size(), known.running.size()]).toStrictEqual([0, 0])
  })

  it('shows that lines are mixed if a task begins twice in a file, also if the first one was forgotten', () => {
    for (const others of [0, 1000]) {
      const { known, learn } = learning()
      for (let tid = 0; tid <= others; tid++) {
        learn({ kind: 'task-started', task: idOf(tid) })
        learn({ kind: 'task-ended', task: idOf(tid), isFinished: true })
      }
      expect(known.stages.task(0) === undefined).toBe(others > 0)
      expect(known.applications.isMixed()).toBe(false)
      learn({ kind: 'task-started', task: idOf(0) })
      expect(known.applications.isMixed()).toBe(true)
    }
  })
})
