import { describe, expect, it } from 'vitest'
import { createRunningTasks } from './running-tasks.ts'
import { newTask } from './state.ts'

const task = (tid: number, partition = 0) => {
  const made = newTask({ tid, stage: 0, index: partition, attempt: 0 }, partition)
  made.begun = { file: 'f', line: tid }
  return made
}

describe('the tasks that run', () => {
  it('are those of their file and partition, until they end', () => {
    const running = createRunningTasks()
    const [one, other] = [task(0), task(1)]
    running.begin('f', one)
    running.begin('f', other)
    expect(running.of('f', 0)).toStrictEqual([one, other])
    expect(running.of('f', 1)).toStrictEqual([])
    running.end('f', 0, one)
    expect(running.of('f', 0)).toStrictEqual([other])
  })

  it('leave nothing behind, however many partitions they had', () => {
    const running = createRunningTasks()
    for (let tid = 0; tid < 1000; tid++) {
      const one = task(tid, tid)
      running.begin('f', one)
      running.end('f', tid, one)
      running.end('f', tid, undefined)
    }
    expect(running.size()).toBe(0)
  })

  it('end with the one that no line has named, if the log has not seen the task begin', () => {
    const running = createRunningTasks()
    const [named, unnamed] = [task(0), newTask(undefined, 0)]
    running.begin('f', named)
    running.begin('f', unnamed)
    running.end('f', 0, undefined)
    expect(running.of('f', 0)).toStrictEqual([named])
  })

  it('have one whose writer is aborted, if there is only one', () => {
    const running = createRunningTasks()
    const [one, other] = [task(0), task(1, 1)]
    running.begin('f', one)
    running.begin('f', other)
    expect(running.aborting('f')).toBeUndefined()
    one.aborting = { file: 'f', line: 9 }
    expect(running.aborting('f')).toBe(one)
    other.aborting = { file: 'f', line: 10 }
    expect(running.aborting('f')).toBeUndefined()
    other.aborted = { file: 'f', line: 11 }
    expect(running.aborting('f')).toBe(one)
  })

  it('are not all known of a file from which one was lost', () => {
    const running = createRunningTasks()
    const one = task(0)
    running.seeBegin('f')
    running.begin('f', one)
    expect(running.isWhole('f', () => true)).toBe(true)
    running.lose(one)
    expect(running.isWhole('f', () => true)).toBe(false)
    expect(running.of('f', 0)).toStrictEqual([])
  })

  it('are all known of a file that lacks lines only as long as one query runs alone', () => {
    const running = createRunningTasks()
    expect(running.showsAll('f')).toBe(false)
    running.seeBegin('f')
    expect(running.isWhole('f', () => false)).toBe(true)
    expect(running.showsAll('f')).toBe(true)
    running.passGap('f')
    expect(running.isWhole('f', () => false)).toBe(false)
    expect(running.isWhole('f', () => true)).toBe(true)
    expect(running.showsAll('f')).toBe(false)
  })
})
