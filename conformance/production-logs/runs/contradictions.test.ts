import { describe, expect, it } from 'vitest'
import { judged } from '../fixtures/judged.ts'
import * as log from '../fixtures/log-lines.ts'

type Lines = readonly (string | Lines)[]

const flat = (lines: Lines): readonly string[] =>
  lines.flatMap((line) => (typeof line === 'string' ? [line] : flat(line)))

const { head, epoch, epochAtDebug, stop } = log
const whole: Lines = [head(), epoch(0), epoch(1), stop]
const atDebug: Lines = [head(), epochAtDebug(0), epochAtDebug(1), epochAtDebug(2), stop]

const ofJob = 'org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 failed: '
const failure = log.failed(ofJob)
const failing: Lines = [
  head(),
  epoch(0),
  log.aborting(0),
  log.aborted(0),
  log.fails(0, 'java.lang.Error: boom'),
  failure,
]

const without = (lines: Lines, line: string): Lines => flat(lines).filter((one) => one !== line)
const instead = (lines: Lines, line: string, ...others: readonly string[]): Lines =>
  flat(lines).flatMap((one) => (one === line ? others : [one]))
/** Lines without a pair of lines next to each other, or with it the other way round. */
const swapped = (lines: Lines, one: string, other: string): Lines => instead(without(lines, other), one, other, one)

const begun = (entry: readonly string[]) => entry[0] ?? ''
const renamed = (entry: readonly string[]) => entry[1] ?? ''
const [, submitted = ''] = log.job()

/** With the name of the thread, a line says whose it is. */
const threaded = (line: string, thread = 'main') => line.replace(/^(\S+) (\S+) (\S+) /, `$1 $2 ${thread} $3 `)
const ofTask = (one: number) => `Executor task launch worker for task ${one}.0 in stage 0.0 (TID ${one})`
const inThreads: Lines = flat(whole).map((line) => {
  const [, one] = /Writer for partition (\d)/.exec(line) ?? []
  return threaded(line, one === undefined ? 'main' : ofTask(Number(one)))
})
const alien = threaded(log.committing(1, 1), ofTask(7))
const [running, first] = [threaded(log.runs(1)), threaded(log.committing(1, 0), ofTask(1))]

const noTask = 'a writer writes a partition of which no task runs'

/** A contradiction, a requirement that rests on the line, and the log with the contradiction. */
const cases: readonly (readonly [why: string, requirement: string, from: Lines, lines: Lines])[] = [
  ['two lines give a task of one TID different numbers', 'RDD-4', whole, instead(whole, log.runs(1), log.runs(0, 1))],
  ['two lines give a task of one TID different numbers', 'RDD-26', whole, instead(whole, log.kill(1), log.kill(0, 1))],
  ['a line names a task that no line begins', 'RDD-26', whole, instead(whole, log.kill(1), log.kill(1, 7))],
  ['a task runs that no line launches', 'OP-13', whole, [without(whole, log.launch(1)), log.launch(1, 9)]],
  ['a task is launched twice', 'OP-7', whole, instead(whole, log.launch(1), log.launch(1), log.launch(1))],
  ['a task ends twice', 'RDD-26', whole, instead(whole, log.killed(1), log.killed(1), log.killed(1))],
  ['the tasks of a stage are submitted twice', 'OP-12', whole, instead(whole, submitted, submitted, submitted)],
  [
    'the tasks of a stage are submitted before the stage',
    'OP-12',
    whole,
    swapped(whole, log.job()[0] ?? '', submitted),
  ],
  [
    'a task is launched before the tasks of its stage are submitted',
    'OP-13',
    whole,
    swapped(whole, submitted, log.launch(0)),
  ],
  ['a run ends twice', 'CE-14', whole, instead(whole, log.stopped(), log.stopped(), log.stopped())],
  ['a run ends twice', 'CE-31', failing, [failing, failure]],
  [
    'an entry of the checkpoint was begun, and no line says that it is there',
    'EC-15',
    whole,
    without(whole, renamed(log.offsets(1))),
  ],
  ['an entry of the checkpoint is there that no line begins', 'CE-12', whole, without(whole, begun(log.commit(1)))],
  [
    'an epoch is committed, and no line of the coordinator says that it is ready',
    'EC-29',
    atDebug,
    without(atDebug, log.ready(1)),
  ],
  [
    'an epoch is ready, and no line says that it is committed',
    'EC-35',
    atDebug,
    instead(atDebug, log.ready(1), log.ready(1), log.current(2)),
  ],
  ['an epoch is ready twice', 'EC-35', atDebug, instead(atDebug, log.ready(1), log.ready(1), log.ready(1))],
  [noTask, 'RDD-15', whole, instead(whole, log.committed(1, 1), log.committed(1, 1), log.committing(7, 1))],
  [noTask, 'EC-29', whole, instead(whole, log.committed(1, 1), log.committed(1, 1), log.committing(7, 1))],
  [noTask, 'RDD-14', inThreads, instead(inThreads, threaded(log.kill(0)), alien, threaded(log.kill(0)))],
  ['a task writes before it runs', 'RDD-4', inThreads, swapped(inThreads, running, first)],
  [
    'another entry of the checkpoint is there than the one that was begun',
    'EC-15',
    whole,
    instead(whole, begun(log.offsets(1)), begun(log.offsets(4))),
  ],
  [
    'an entry of the checkpoint was begun, and no line says that it is there',
    'EC-15',
    [head(), epoch(0), log.offsets(1), log.ignores('no'), stop],
    [head(), epoch(0), begun(log.offsets(1)), log.ignores('no'), stop],
  ],
  [
    'an epoch waits, and the message that completes it is missing',
    'EC-31',
    atDebug,
    [head(), epochAtDebug(0), epochAtDebug(1), log.current(2), log.waits(3), epochAtDebug(2), stop],
  ],
  [
    'a task is launched for the partition of another one',
    'OP-13',
    whole,
    instead(whole, log.launch(1), log.launch(1).replace('partition 1', 'partition 0')),
  ],
  [
    'a task is launched for a query that never started',
    'OP-13',
    whole,
    instead(whole, log.launch(1), log.launch(1).replace('Starting', '[queryId = 12345] Starting')),
  ],
  [
    'another message comes between the reports of an epoch and its offsets',
    'EC-46',
    atDebug,
    instead(without(atDebug, log.received(1, 1)), log.reported(1), log.reported(1), log.received(1, 1)),
  ],
  [
    'the coordinator gets the commit of an epoch of a partition, and not that of the epoch before',
    'RDD-17',
    atDebug,
    without(atDebug, log.received(0, 1)),
  ],
]

describe('lines that do not go together', () => {
  it.each(cases)('cannot be told: %s (%s)', (why, requirement, from, lines) => {
    expect(judged({ 'driver.log': flat(from) }).requirements[requirement]).toMatchObject({ kind: 'held' })
    const verdict = judged({ 'driver.log': flat(lines) }).requirements[requirement]
    expect(verdict?.kind).not.toBe('held')
    expect(JSON.stringify(verdict)).toContain(verdict?.kind === 'cannot tell' ? why : 'expected')
  })

  it('are no contradiction if the lines by which tasks begin are hidden: their level is too high, or the log begins later', () => {
    const strange = flat(instead(whole, log.committed(1, 1), log.committed(1, 1), log.committing(7, 1)))
    const whyOf = (lines: readonly string[]) =>
      JSON.stringify(judged({ 'driver.log': lines }).requirements['RDD-15'] ?? '')
    expect(whyOf(strange)).toContain(noTask)
    expect(whyOf(strange.filter((line) => !line.includes(' Executor: ')))).not.toContain(noTask)
    expect(whyOf(strange.slice(1))).not.toContain(noTask)
  })

  it('are no contradiction if an ignored error stands between them', () => {
    const lines = [head(), epoch(0), begun(log.offsets(1)), log.ignores('no', 'ContinuousExecution.addOffset('), stop]
    expect(judged({ 'driver.log': flat(lines) }).requirements['EC-15']).toMatchObject({ kind: 'held' })
  })
})
