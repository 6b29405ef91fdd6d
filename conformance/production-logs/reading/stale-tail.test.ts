import { describe, expect, it } from 'vitest'
import { judged, withVerdict } from '../fixtures/judged.ts'
import * as log from '../fixtures/log-lines.ts'
import { recording } from '../fixtures/recording.ts'
import { cutFrom, staleFrom, withoutStaleTail } from './stale-tail.ts'

/** What Spark's worker writes at the end: its buffer with the newest bytes over the first ones. */
const written = (before: string, last: string, newest: string) =>
  Buffer.from(`${before}${last}${newest}${last.slice(newest.length)}`)

const lines = (...texts: readonly string[]) => `${texts.join('\n')}\n`
const before = lines(
  'Spark Executor Command: "java" "-cp" "jars/*"',
  log.release(),
  ...log.head().slice(1),
  ...log.writes(0),
  ...log.offsets(0),
  ...log.commit(0),
)
const last = lines(...log.writes(1), ...log.writes(2))
const newest = lines(log.error('CoarseGrainedExecutorBackend: RECEIVED SIGNAL TERM'))

describe('the stale bytes at the end of an executor log', () => {
  it('are no lines of it: without them, its last epochs are not committed twice', () => {
    const bytes = written(before, last, newest)
    expect(bytes.subarray(0, staleFrom(bytes)).toString()).toMatch(/RECEIVED SIGNAL TERM\n$/)
    expect(withVerdict(judged({ 'executor-0.log': bytes }), 'violated')).toStrictEqual([])
    expect(judged({ 'executor-0.log': bytes }).requirements['RDD-23']).toMatchObject({ kind: 'held' })
  })

  it('are those of a log without its first lines, too, if they begin within a line', () => {
    const bytes = written(before, last, newest)
    const cut = bytes.subarray(bytes.indexOf('\n') + 1)
    expect(cut.subarray(0, cutFrom(cut)).toString()).toMatch(/RECEIVED SIGNAL TERM\n$/)
    expect(withVerdict(judged({ 'executor-0.log': cut }), 'violated')).toStrictEqual([])
    expect(judged({ 'executor-0.log': cut }).requirements['RDD-23']).toMatchObject({ kind: 'held' })
  })

  it.each([
    ['lines that are there twice, and whole', lines(...log.writes(2))],
    ['the end of a line alone', lines(log.committed(1, 2).slice(30))],
    ['a whole line behind the end of another one', lines(log.committed(0, 2).slice(30), log.committed(1, 2))],
  ])('are not seen without the first line of the worker in %s', (_, end) => {
    const bytes = Buffer.from(`${before.slice(before.indexOf('\n') + 1)}${last}${end}`)
    expect(cutFrom(bytes)).toBe(bytes.length)
  })

  it('are not lines that another program has written twice', () => {
    const doubled = Buffer.from(`${before.slice(before.indexOf('\n') + 1)}${last}${lines(...log.writes(2))}`)
    expect(withVerdict(judged({ 'driver.log': doubled }), 'violated')).toContain('RDD-23')
  })

  it.each([
    ['with nothing new before them', ''],
    ['cut at a line', `${'x'.repeat(log.committing(0, 1).length)}\n`],
  ])('are found %s', (_, text) => {
    const bytes = written(before, last, text)
    expect(bytes.subarray(0, staleFrom(bytes)).toString()).toBe(`${before}${last}${text}`)
  })

  it('are in two of the recordings of clusters, and in no other log', () => {
    for (const [name, stale] of [
      ['2.4.8/cluster-normal-info/executor-0.log', true],
      ['3.5.8/cluster-normal-debug/executor-1.log', true],
      ['3.5.8/cluster-normal-debug/executor-0.log', false],
      ['3.5.8/cluster-task-fails-info/driver.log', false],
      ['4.2.0/local-two-queries-debug/driver.log', false],
    ] as const)
      expect([name, staleFrom(recording(name)) < recording(name).length]).toStrictEqual([name, stale])
    const without = (name: string) => recording(name).subarray(recording(name).indexOf('\n') + 1)
    const cut = without('2.4.8/cluster-normal-info/executor-0.log')
    expect(cut.subarray(cutFrom(cut)).toString()).toMatch(/^ 1\), reason: Stage cancelled\n.*commanded a shutdown\n$/)
  })

  it('are left out whatever the chunks are', () => {
    const ofWorker = Buffer.concat([
      recording('3.5.8/cluster-normal-info/executor-0.log'),
      written(before, last, newest),
    ])
    const cut = ofWorker.subarray(ofWorker.indexOf('\n') + 1)
    for (const whole of [ofWorker, cut])
      for (const size of [1000, 8192, 16_384, 20_000, whole.length])
        expect(leftOf(whole, size).equals(whole.subarray(0, staleFrom(whole)))).toBe(true)
    expect(staleFrom(ofWorker)).toBeLessThan(ofWorker.length)
  })

  it('are not seen in a log of which each line is another one', () => {
    const bytes = Buffer.from(before + last)
    expect(staleFrom(bytes)).toBe(bytes.length)
    expect(staleFrom(Buffer.alloc(0))).toBe(0)
    expect(staleFrom(Buffer.from('x\n'))).toBe(2)
  })
})

/** What is left of the bytes if they come in chunks of this size. */
function leftOf(whole: Buffer, size: number): Buffer {
  const parts: Buffer[] = []
  const tail = withoutStaleTail((chunk) => parts.push(Buffer.from(chunk)))
  for (let at = 0; at < whole.length; at += size) tail.push(whole.subarray(at, at + size))
  tail.end()
  return Buffer.concat(parts)
}
