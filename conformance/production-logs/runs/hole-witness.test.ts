import { describe, expect, it } from 'vitest'
import type { Observation } from '../observations/observation.ts'
import type { LogRecord } from '../observations/record.ts'
import { createHoleWitness } from './hole-witness.ts'
import { newRun, newTask, type TaskState } from './state.ts'

const answered = (value: number): Observation => ({ kind: 'answered', message: 'IncrementAndGetEpoch', value })
const committed = (epoch: number): Observation => ({ kind: 'query-committed', epoch, checkpoint: '/c' })
const committing = (epoch: number): Observation => ({ kind: 'committing', partition: 0, epoch })
const firstStart: Observation = { kind: 'first-start' }

const shown = { launches: true, starts: true, cancels: true }

type Line = readonly [observed: Observation, task?: TaskState]

/** What is seen at a place after the first lines. */
function seenAfter(before: number, lines: readonly Line[], { run = newRun(undefined), starts = true } = {}) {
  const witness = createHoleWitness({ file: 'log', before })
  for (const [at, [observed, task]] of lines.entries())
    witness.take(observed, { run: task === undefined ? run : undefined, task }, { file: 'log', line: at + 1 })
  return witness.seen({ ...shown, starts })
}

describe('lines are missing', () => {
  it('where a query and its commits go on later than they stopped, between the last line and the first one of those', () => {
    const lines = [[answered(4)], [committed(2)], [committed(6)], [answered(8)]] as const
    expect(seenAfter(2, lines)).toEqual({
      after: { file: 'log', line: 2 },
      at: { file: 'log', line: 3 },
      actors: 2,
      shownBy: 'epochs',
    })
  })

  it('not where one of them alone does, however much later', () => {
    expect(seenAfter(2, [[answered(4)], [committed(2)], [committed(6)], [answered(5)]])).toBe(undefined)
  })

  it('not where as few as two lines would be', () => {
    const task = newTask(undefined, 0)
    const lines: readonly Line[] = [[answered(4)], [committing(3), task], [answered(6)], [committing(5), task]]
    expect(seenAfter(2, lines)).toBe(undefined)
  })

  it('not where one of them goes back, or goes on with another epoch than the others', () => {
    expect(seenAfter(2, [[answered(4)], [committed(2)], [committed(2)], [answered(8)]])).toBe(undefined)
    expect(seenAfter(2, [[answered(9)], [committed(2)], [committed(6)], [answered(20)]])).toBe(undefined)
  })

  it('not where all that a coordinator writes goes on later, and nothing else: it may have left out an epoch', () => {
    const added = (epoch: number): Observation => ({ kind: 'offset-added', epoch, checkpoint: '/c' })
    expect(seenAfter(2, [[added(3)], [committed(2)], [added(6)], [committed(5)]])).toBe(undefined)
  })

  it('not in lines of another file', () => {
    const witness = createHoleWitness({ file: 'log', before: 2 })
    const run = newRun(undefined)
    for (const [at, observed] of [answered(4), committed(2), committed(6), answered(8)].entries())
      witness.take(observed, { run, task: undefined }, { file: 'other', line: at + 1 })
    expect(witness.seen(shown)).toBe(undefined)
  })

  it('where tasks write that no line begins, and their run goes on later than it starts', () => {
    const [one, other] = [newTask(undefined, 0), newTask(undefined, 1)]
    const lines: readonly Line[] = [[firstStart], [answered(4)], [committing(3), one], [committing(3), other]]
    expect(seenAfter(1, lines)).toMatchObject({ after: { line: 1 }, at: { line: 2 }, actors: 3 })
    expect(seenAfter(1, lines, { starts: false })).toBe(undefined)
  })

  it('not where a run begins with another epoch than its first one, and its tasks are begun', () => {
    const begun = (partition: number): TaskState => ({
      ...newTask(undefined, partition),
      begun: { file: 'log', line: 1 },
    })
    const [one, other] = [begun(0), begun(1)]
    const lines: readonly Line[] = [[firstStart], [answered(4)], [committing(3), one], [committing(3), other]]
    expect(seenAfter(1, lines)).toBe(undefined)
    expect(seenAfter(1, [[firstStart], [answered(4)], [committed(3)]])).toBe(undefined)
  })

  it('where one participant alone goes on many epochs later, with all its lines, and not with one of a wrong number', () => {
    const task = newTask(undefined, 0)
    const writes = (...epochs: readonly number[]): readonly Line[] => epochs.map((epoch) => [committing(epoch), task])
    expect(seenAfter(2, writes(3, 4, 9, 10))).toMatchObject({ after: { line: 2 }, at: { line: 3 }, shownBy: 'epochs' })
    expect(seenAfter(2, writes(3, 4, 8, 9))).toBe(undefined)
    expect(seenAfter(2, writes(3, 4, 9, 5))).toBe(undefined)
    expect(seenAfter(2, writes(3, 4, 9))).toBe(undefined)
    const added = (epoch: number): Observation => ({ kind: 'offset-added', epoch, checkpoint: '/c' })
    const lines = [[added(2)], [committed(2)], [added(7)], [committed(7)], [added(8)], [committed(8)]] as const
    expect(seenAfter(2, lines)).toMatchObject({ at: { line: 3 } })
    for (const more of [-4, 3])
      expect(
        seenAfter(2, [
          [added(2)],
          [committed(2)],
          [added(7)],
          [committed(7 + more)],
          [added(8)],
          [committed(8 + more)],
        ]),
      ).toBe(undefined)
  })

  it('also where a participant goes on before the first line that contradicts another one', () => {
    const lines = [[answered(4)], [committed(2)], [committed(6)], [answered(8)]] as const
    expect(seenAfter(3, lines)).toEqual(seenAfter(2, lines))
  })

  const behind = (...lines: readonly string[]): LogRecord => ({
    line: 3,
    stamp: '',
    level: 'INFO',
    logger: 'ContinuousWriteRDD',
    message: '',
    thread: undefined,
    context: {},
    behind: lines,
  })
  const frame = '\tat java.lang.Thread.run(Thread.java:840)'
  const stageEnded: Observation = {
    kind: 'stage-ended',
    stage: 0,
    runId: undefined,
    isFinished: false,
    isShutDown: false,
  }

  it.each([
    ['where a line without an error has frames behind it', true, committing(1), behind(frame)],
    ['where it has a cause behind it', true, answered(1), behind('Caused by: java.lang.Error: no')],
    ['not where it has a whole error behind it', false, committing(1), behind('java.lang.Error: no', frame)],
    ['not where a line has the frames of the error in its text', false, stageEnded, behind(frame)],
    ['not where it has nothing behind it', false, committing(1), behind()],
  ])('%s', (_, isSeen, observed, record) => {
    const seenBefore = (before: number, file = 'log') => {
      const witness = createHoleWitness({ file: 'log', before })
      witness.seeRecord(observed, record, file)
      return witness.seen(shown)
    }
    const seen = { after: { file: 'log', line: 3 }, at: { file: 'log', line: 4 }, actors: 1, shownBy: 'trace' }
    for (const near of [3, 900]) expect(seenBefore(near)).toEqual(isSeen ? seen : undefined)
    for (const far of [2, 1003]) expect(seenBefore(far)).toBe(undefined)
    expect(seenBefore(3, 'other')).toBe(undefined)
  })
})
