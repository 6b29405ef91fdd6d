import { describe, expect, it } from 'vitest'
import { judged, withVerdict } from './fixtures/judged.ts'
import * as log from './fixtures/log-lines.ts'
import { recording } from './fixtures/recording.ts'
import type { CheckReport } from './report/check-report.ts'
import { losesRows } from './report/check-report.ts'

const linesOf = (name: string) => recording(name).toString().trimEnd().split('\n')

/** The files as one, its lines by their stamps. Lines without a stamp stay with the one before. */
function byStamp(names: readonly string[]): readonly string[] {
  const records = names.flatMap((name) => {
    let stamp = ''
    return linesOf(name).map((line) => {
      stamp = /^\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d/.exec(line)?.[0] ?? stamp
      return { stamp, line }
    })
  })
  return records.toSorted((one, other) => one.stamp.localeCompare(other.stamp)).map(({ line }) => line)
}

const of = (folder: string) => ['driver.log', 'executor-0.log', 'executor-1.log'].map((name) => `${folder}/${name}`)
const why = ({ requirements }: CheckReport, id: string) => {
  const verdict = requirements[id]
  return verdict?.kind === 'cannot tell' ? verdict.why : verdict?.kind
}

describe('the lines of a whole cluster in one file', () => {
  it.each([
    '2.4.8/cluster-normal-info',
    '3.5.8/cluster-normal-debug',
    '3.5.8/cluster-normal-info',
    '3.5.8/cluster-sink-refuses-info',
    '3.5.8/cluster-task-fails-info',
    '4.2.0/cluster-normal-info',
  ])('break no requirement, by their stamps or one file after the other: %s', (folder) => {
    const [driver = '', ...executors] = of(folder)
    for (const lines of [
      byStamp([driver, ...executors]),
      byStamp([...executors, driver]),
      [driver, ...executors].flatMap(linesOf),
      [...executors, driver].flatMap(linesOf),
    ]) {
      expect(withVerdict(judged({ all: lines }), 'violated')).toEqual([])
    }
  })
})

describe('the lines of two applications in one file', () => {
  const first = linesOf('3.1.3/local-normal-info/driver.log')
  const second = linesOf('3.1.3/local-task-fails-info/driver.log')
  const shuffled = first.flatMap((line, at) => [line, second[at] ?? '']).concat(second.slice(first.length))

  it('that write at once are not told apart', () => {
    const report = judged({ all: shuffled })
    expect(withVerdict(report, 'violated')).toEqual([])
    expect(why(report, 'EC-9')).toContain(
      'lines are there twice, or those of two applications are mixed, and no mark of the line says whose it is',
    )
  })

  it('one after the other are judged, in any order', () => {
    for (const lines of [
      [...first, ...second],
      [...second, ...first],
    ]) {
      const report = judged({ all: lines })
      expect(withVerdict(report, 'violated')).toEqual([])
      expect(report.requirements['EC-9']).toMatchObject({ kind: 'held' })
    }
  })

  it('on one checkpoint break no requirement, in any order', () => {
    for (const release of ['3.1.3', '3.5.8']) {
      const runs = ['driver.log', 'driver-run2.log', 'driver-run3.log', 'driver-run4.log'].map((name) =>
        linesOf(`${release}/local-restart-info/${name}`),
      )
      for (const order of [
        [0, 1, 2, 3],
        [0, 1, 3],
        [0, 3],
        [1, 2, 3, 0],
        [3, 2, 1, 0],
      ]) {
        const report = judged({ all: order.flatMap((at) => runs[at] ?? []) })
        expect(withVerdict(report, 'violated'), `${release}, runs ${order}`).toEqual([])
        expect(report.requirements['EC-9']).toMatchObject({ kind: 'held' })
      }
    }
  })
})

describe('two files of one driver', () => {
  const whole = linesOf('3.5.8/local-normal-info/driver.log')

  it('that overlap give no violation', () => {
    for (const [from, to] of [
      [0, 150],
      [60, 150],
      [60, 120],
      [90, 100],
    ]) {
      const report = judged({ one: whole.slice(0, 110), other: whole.slice(from, to) })
      expect(withVerdict(report, 'violated'), `lines ${from} to ${to}`).toEqual([])
    }
  })

  it('in the wrong order give no violation', () => {
    for (const at of [60, 80, 90, 100, 110])
      expect(withVerdict(judged({ one: whole.slice(at), other: whole.slice(0, at) }), 'violated'), `${at}`).toEqual([])
  })

  it('in the right order are judged as one', () => {
    const report = judged({ one: whole.slice(0, 90), other: whole.slice(90) })
    expect(withVerdict(report, 'violated')).toEqual([])
    expect(report.requirements['EC-9']).toEqual({ kind: 'held', times: 6 })
  })
})

describe('a log whose newest line comes first', () => {
  it.each(['3.5.8/local-normal-info', '3.5.8/checkpoint-demo/plain-lost', '3.5.8/local-sink-refuses-info'])(
    'is named, and nothing is told from it: %s',
    (folder) => {
      const report = judged({ all: linesOf(`${folder}/driver.log`).toReversed() })
      expect(withVerdict(report, 'violated')).toEqual([])
      expect(withVerdict(report, 'held')).toEqual([])
      expect(why(report, 'EC-9')).toContain('the lines are in reverse order, the newest first')
      expect(report.findings.filter(losesRows)).toEqual([])
    },
  )

  it('is no log with a clock that goes back now and then', () => {
    const hours = [12, 11, 10, 11, 9, 8]
    const lines = [log.head(), log.epoch(0), log.epoch(1), log.stop]
      .flat(9)
      .map((line, at) => String(line).replace(' 12:', ` ${String(hours[at % hours.length]).padStart(2, '0')}:`))
    expect(judged({ all: lines }).requirements['EC-9']).toMatchObject({ kind: 'held' })
  })
})
