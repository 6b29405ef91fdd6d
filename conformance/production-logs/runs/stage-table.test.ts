import { describe, expect, it } from 'vitest'
import { createStageTable } from './stage-table.ts'
import type { TaskState } from './state.ts'

const idOf = (tid: number, stage = tid, index = 0) => ({ tid, stage, index, attempt: 0 })

/** A table that keeps ten of the others, and what it has lost. */
function tableOfTen() {
  const lost: number[] = []
  const table = createStageTable(({ id }) => lost.push(id?.tid ?? -1), 10)
  const begin = (tid: number, stage = tid): TaskState => {
    const task = table.taskOf(idOf(tid, stage), 0)
    task.begun = { file: 'executor', line: tid }
    return task
  }
  const finish = (task: TaskState) => {
    table.endTask(task, true)
    task.isClosed = true
  }
  const fail = (task: TaskState) => {
    task.failed = { at: { file: 'executor', line: 1 }, error: 'e' }
    task.isClosed = true
  }
  return { table, lost, begin, finish, fail }
}

describe('the table of stages and tasks', () => {
  it('does not grow with jobs whose tasks finish', () => {
    const { table, lost, begin, finish } = tableOfTen()
    for (let tid = 0; tid < 1000; tid++) finish(begin(tid))
    expect(table.size()).toBeLessThanOrEqual(20)
    expect(table.task(999)).toBeDefined()
    expect(lost).toStrictEqual([])
    expect(table.stageOf(0).lacksTasks).toBe(false)
  })

  it('does not grow with one stage of many tasks, either', () => {
    const { table, begin, finish } = tableOfTen()
    for (let tid = 0; tid < 1000; tid++) finish(begin(tid, 3))
    expect(table.size()).toBeLessThanOrEqual(11)
    expect(table.stage(3)?.tasks.length).toBeLessThanOrEqual(10)
  })

  it('keeps the stages of continuous queries, with all their tasks', () => {
    const { table, begin, finish, fail } = tableOfTen()
    const [task, failed, finished] = [begin(0, 0), begin(1, 0), begin(2, 0)]
    table.stageOf(0).isWriting = true
    fail(failed)
    finish(finished)
    for (let tid = 10; tid < 500; tid++) fail(begin(tid))
    expect(table.stage(0)?.tasks).toStrictEqual([task, failed, finished])
    expect(table.task(1)).toBe(failed)
    expect(table.stageOf(0).lacksTasks).toBe(false)
  })

  it('says of which stages tasks were forgotten that failed, or whose end was not seen', () => {
    const { table, lost, begin, fail } = tableOfTen()
    begin(0, 7)
    for (let tid = 10; tid < 100; tid++) fail(begin(tid))
    expect(table.size()).toBeLessThanOrEqual(20)
    expect(table.stage(7)).toBeUndefined()
    expect(lost).toStrictEqual([0])
    expect(table.stageOf(7).lacksTasks).toBe(true)
    expect(table.stageOf(100).lacksTasks).toBe(false)
  })

  it('knows that a task was there by those that have begun behind it in the file', () => {
    const { table, begin, finish } = tableOfTen()
    for (let tid = 0; tid < 100; tid++) finish(begin(tid))
    expect(table.hasBegun(5, 'executor')).toBe(true)
    expect(table.hasBegun(100, 'executor')).toBe(false)
    expect(table.hasBegun(5, 'another')).toBe(false)
  })

  it('forgets a stage that a line gives to another job, and what was known of it', () => {
    const { table, begin, finish } = tableOfTen()
    const [running, done] = [begin(0, 4), begin(1, 4)]
    finish(done)
    expect(table.leaveToOthers(4)).toStrictEqual([running, done])
    expect(table.isOfOthers(4)).toBe(true)
    expect(table.size()).toBe(0)
    table.stageOf(5).isWriting = true
    const own = begin(2, 5)
    expect(table.leaveToOthers(5)).toStrictEqual([])
    expect(table.isOfOthers(5)).toBe(false)
    expect(table.task(2)).toBe(own)
  })

  it('keeps the task that has taken the place of one that is forgotten', () => {
    const { table, begin, finish } = tableOfTen()
    finish(begin(0))
    table.replaceTask(0)
    const second = begin(0, 0)
    table.stageOf(0).isWriting = true
    for (let tid = 10; tid < 100; tid++) finish(begin(tid))
    expect(table.task(0)).toBe(second)
  })

  it('begins anew with another application', () => {
    const { table, begin, fail } = tableOfTen()
    for (let tid = 0; tid < 100; tid++) fail(begin(tid))
    table.leaveToOthers(200)
    table.clear()
    expect(table.size()).toBe(0)
    expect([table.isOfOthers(200), table.hasBegun(1, 'executor'), table.stageOf(1).lacksTasks]).toStrictEqual([
      false,
      false,
      false,
    ])
  })
})
