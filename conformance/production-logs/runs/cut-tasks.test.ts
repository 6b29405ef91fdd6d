import { describe, expect, it } from 'vitest'
import type { Observation } from '../observations/observation.ts'
import { createCutTasks } from './cut-tasks.ts'

const id = (tid: number, attempt = 0, index = tid) => ({ index, attempt, stage: 0, tid })
const launched = (tid: number, attempt = 0, index = tid): Observation => ({
  kind: 'task-launched',
  task: id(tid, attempt, index),
  partition: index,
  executor: 'driver',
  queryId: undefined,
})
const started = (tid: number, attempt = 0, index = tid): Observation => ({
  kind: 'task-started',
  task: id(tid, attempt, index),
})
const killing = (tid: number): Observation => ({ kind: 'task-killed', task: id(tid) })
const killed = (tid: number): Observation => ({ kind: 'task-ended', task: id(tid), isFinished: false })
const finished = (tid: number): Observation => ({ kind: 'task-ended', task: id(tid), isFinished: true })
const failed = (tid: number): Observation => ({
  kind: 'task-failed',
  task: id(tid),
  error: 'x: no',
  root: undefined,
  inWriter: true,
  coordinatorMissing: undefined,
})
const submitted: Observation = { kind: 'tasks-submitted', stage: 0, tasks: 2 }
const ended: Observation = { kind: 'stage-ended', stage: 0, runId: 'r', isFinished: false, isShutDown: false }

const all = { launches: true, starts: true, cancels: true }

function cutTasksOf(lines: readonly Observation[]) {
  const cut = createCutTasks()
  for (const [at, observed] of lines.entries()) cut.take(observed, { file: 'log', line: at + 1 })
  return cut
}

const cutIn = (lines: readonly Observation[], behind = 0, shown = all) =>
  cutTasksOf(lines)
    .behind(behind, shown)
    .map(({ id: { tid }, lines: count, at }) => [tid, count, at.line])

describe('a task is cut', () => {
  it('that ends and never began, by the lines that are missing', () => {
    expect(cutIn([killing(0), killed(0)])).toEqual([[0, 1, 1]])
    expect(cutIn([killed(0)])).toEqual([[0, 2, 1]])
    expect(cutIn([submitted, failed(0)])).toEqual([[0, 2, 2]])
    expect(cutIn([submitted, failed(0)], 0, { ...all, starts: false })).toEqual([[0, 1, 2]])
    expect(cutIn([submitted, failed(0)], 0, { ...all, launches: false })).toEqual([[0, 1, 2]])
  })

  it('that was killed, and that nothing kills', () => {
    expect(cutIn([started(0), killed(0)], 1)).toEqual([[0, 1, 2]])
  })

  it('that is tried again, and never ended', () => {
    const again = [launched(0), started(0), launched(1, 1, 0), started(1, 1, 0)]
    expect(cutIn(again, 2)).toEqual([[0, 1, 3]])
    expect(cutIn(again.toSpliced(2, 0, failed(0)), 3)).toEqual([])
    expect(cutIn([launched(0), started(0)], 2)).toEqual([])
  })

  it('behind the place alone', () => {
    expect(cutIn([killing(0), killed(0)], 1)).toEqual([])
  })

  it('not if it is whole, nor by the lines of a driver in the log of an executor', () => {
    expect(cutIn([launched(0), started(0), killing(0), killed(0)])).toEqual([])
    expect(cutIn([started(0), finished(0)])).toEqual([])
    expect(cutIn([started(0), failed(0)])).toEqual([])
  })
})

describe('a cancellation is cut', () => {
  const cancelled: Observation = { kind: 'cancelled', runId: 'r' }
  const stageCancelled: Observation = { kind: 'stage-cancelled', stage: 0 }
  const cutBehind = (line: number, lines: readonly Observation[], shown = all) =>
    cutTasksOf(lines).cancelBehind(line, shown)?.line

  it('where a job ends since it was cancelled, and neither of the two lines is there that cancel it', () => {
    expect(cutBehind(1, [submitted, ended])).toBe(2)
    expect(cutBehind(2, [submitted, ended])).toBe(undefined)
  })

  it('not if one of the lines is there, or would not be shown', () => {
    expect(cutBehind(1, [submitted, cancelled, ended])).toBe(undefined)
    expect(cutBehind(1, [submitted, stageCancelled, ended])).toBe(undefined)
    expect(cutBehind(1, [submitted, ended], { ...all, cancels: false })).toBe(undefined)
  })

  it('not if the application was shut down, nor by the failure of a job', () => {
    expect(cutBehind(0, [{ ...ended, isShutDown: true }])).toBe(undefined)
    expect(cutBehind(0, [{ ...ended, runId: undefined }])).toBe(undefined)
  })
})
