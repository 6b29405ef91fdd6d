import { describe, expect, it } from 'vitest'
import { judged, withVerdict } from '../fixtures/judged.ts'
import * as log from '../fixtures/log-lines.ts'

const ofWriter = (what: string) =>
  JSON.stringify({
    ts: '2026-11-28T12:00:00.000Z',
    level: what.includes('abort') ? 'ERROR' : 'INFO',
    msg: `Writer for partition 0 ${what}.`,
    context: { task_name: 'task 0.0 in stage 0.0 (TID 0)' },
    logger: 'ContinuousWriteRDD',
  })

describe('a log that begins in the middle of a task', () => {
  it('does not show that no aborting line came before the writer was aborted', () => {
    const report = judged({ 'driver.log': [ofWriter('aborted')] })
    expect(withVerdict(report, 'violated')).toEqual([])
    expect(report.requirements['RDD-39']).toMatchObject({
      kind: 'cannot tell',
      why: [expect.stringContaining('the log begins in the middle of a task')],
    })
  })

  it('shows it behind a line of the same task', () => {
    const report = judged({ 'driver.log': [ofWriter('in epoch 1 is committing'), ofWriter('aborted')] })
    expect(withVerdict(report, 'violated')).toEqual(['RDD-33', 'RDD-34', 'RDD-39'])
  })
})

describe('a log that begins between the start of a query and its job', () => {
  const json = (line: string, stage?: number) => {
    const [, level, logger, msg] = /^\S+ \S+ (\w+) (\w+): (.*)$/.exec(line) ?? []
    const context = stage === undefined ? {} : { task_name: `task 0.0 in stage ${stage}.0 (TID ${stage})` }
    return JSON.stringify({ ts: '2026-11-28T12:00:00.000Z', level, msg, context, logger })
  }
  const writes = (stage: number, epoch: number) => log.writes(epoch, [0]).map((line) => json(line, stage))
  const lines = [
    json(log.newEpoch(1)),
    ...log.job(1, 1).map((line) => json(line)),
    ...[0, 1].map((stage) => json(log.runs(0, stage, 0, stage))),
    ...[0, 1].flatMap((stage) => writes(stage, 0)),
    ...writes(0, 1),
    ...log.commit(1).map((line) => json(line)),
  ]
  const judgedWith = (...before: readonly string[]) =>
    judged({ 'driver.log': [...before.map((line) => json(line)), ...lines] })

  it('does not say that the job is the one of the query, although no other query has had a line', () => {
    const report = judgedWith()
    expect(withVerdict(report, 'violated')).toEqual([])
    expect(report.requirements['EC-29']).toMatchObject({
      kind: 'cannot tell',
      why: ['no line says which tasks are those of the query'],
    })
  })

  it('says it if the query or the application starts in the log', () => {
    expect(withVerdict(judgedWith(log.starts()), 'violated')).toContain('EC-29')
    expect(withVerdict(judgedWith(log.release()), 'violated')).toContain('EC-29')
  })

  it('says it of a run that follows another one in the log', () => {
    const ignores = log.info(`ContinuousExecution: Query ${log.queryId} ignoring exception from reconfiguring: x`)
    expect(withVerdict(judgedWith(log.newEpoch(7), ignores, log.resumes(0)), 'violated')).toContain('EC-29')
  })
})

describe('a log that ends in the middle of an error', () => {
  const failure = 'org.apache.spark.SparkException: Job aborted due to stage failure: no'
  const before = [...log.head(0, '2.4.8'), ...log.epoch(0), log.aborting(0), log.aborted(0), ...log.fails(0, 'x: no')]
  const end = log.failed('org.apache.spark.SparkException: Writing job aborted.', failure)
  const violatedIn = (...lines: readonly string[]) =>
    withVerdict(judged({ 'driver.log': [...before, ...lines] }), 'violated')

  it('does not show with which error the query ends', () => {
    for (const length of [1, 2, 3]) expect(violatedIn(...end.slice(0, length))).toEqual([])
  })

  it('shows it if another line follows', () => {
    expect(violatedIn(...end, log.shutDown)).toEqual([])
    expect(violatedIn(...end.slice(0, 2), log.shutDown)).toEqual(['CE-31'])
  })

  it('does not show it either if the layout leaves out traces', () => {
    expect(violatedIn(...end.slice(0, 1), log.shutDown)).toEqual([])
  })

  it('shows with which error a retry fails as soon as its line is whole', () => {
    const retry = log.fails(0, 'x: no', 3, 1)
    const violatedBy = (length: number) =>
      withVerdict(judged({ 'executor-0.log': [log.runs(0, 3, 1), ...retry.slice(0, length)] }), 'violated')
    expect([1, 2].map(violatedBy)).toEqual([[], []])
    expect(violatedBy(3)).toContain('CE-18')
  })
})

describe('a log that ends in the middle of a line', () => {
  const before = [...log.head(), ...Array.from({ length: 12 }, (_, at) => log.epoch(at)).flat()]
  const cut = (line = '', end: string) => line.slice(0, line.lastIndexOf(end) + end.length)
  const judgedWith = (last: string) => judged({ 'driver.log': Buffer.from([...before, last].join('\n')) })

  it('may have the first digits of an epoch only', () => {
    const [, renamed] = log.commit(12)
    const report = judgedWith(cut(renamed, 'commits/1'))
    expect(withVerdict(report, 'violated')).toEqual([])
    expect(report.findings).toEqual([])
    expect(report.runs).toMatchObject([{ lastCommitted: 11 }])
  })

  it('may have the words of another line only', () => {
    const atDebug = [...log.head(), ...log.epochAtDebug(0), ...log.epochAtDebug(1)]
    const last = cut(log.ready(2), 'Epoch 2 has')
    const bytes = (end: string) => Buffer.from([...atDebug, log.current(4), last].join('\n') + end)
    expect(withVerdict(judged({ 'driver.log': bytes('') }), 'violated')).toEqual([])
    expect(withVerdict(judged({ 'driver.log': bytes('\n') }), 'violated')).toContain('EC-11')
  })

  it('shows what the line says, as far as nothing contradicts it', () => {
    expect(judgedWith(log.stopped()).runs).toMatchObject([{ ended: 'stopped' }])
  })
})

describe('a log that ends before the run starts whose checkpoint it has made', () => {
  const made = log.info('CheckpointFileManager: Renamed temp file file:/c/.metadata.x.tmp to file:/c/metadata')
  const later = [log.starts(), log.coordinator, log.newEpoch(5)]

  it('does not say with which epoch the run of the next log begins', () => {
    const files = { 'driver.log': [log.release(), made], 'driver-run2.log': [log.release(), ...later] }
    expect(withVerdict(judged(files), 'violated')).toEqual([])
    expect(withVerdict(judged({ 'driver.log': [log.release(), made, ...later] }), 'violated')).toContain('EC-9')
  })
})
