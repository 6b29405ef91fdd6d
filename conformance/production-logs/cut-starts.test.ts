import { describe, expect, it } from 'vitest'
import { judged, withVerdict } from './fixtures/judged.ts'
import { recording } from './fixtures/recording.ts'
import { headlineOf } from './report/headline.ts'

const lines = recording('3.5.8/local-two-queries-thread/driver.log').toString().split('\n')
const idOf = (name: string) =>
  new RegExp(`for ${name} \\[id = .*?, runId = ([\\da-f-]+)`).exec(lines.join('\n'))?.[1] ?? ''

describe('a log that begins behind the starts of its queries', () => {
  it('has the runs that threads name, and leaves open which checkpoint is that of which', () => {
    const report = judged({ 'driver.log': lines.slice(63) })
    const named = report.runs.filter(({ runId }) => runId !== 'unknown')
    expect(new Set(named.map(({ runId }) => runId))).toEqual(new Set([idOf('q0'), idOf('q1')]))
    expect(report.runs.filter(({ runId }) => runId === 'unknown').map(({ checkpoint }) => checkpoint)).toEqual([
      '/data/queries/3.5.8/local-two-queries-thread/checkpoint-0',
      '/data/queries/3.5.8/local-two-queries-thread/checkpoint-1',
    ])
    expect(withVerdict(report, 'violated')).toEqual([])
  })

  it('has the entries behind an ignored error, which a coordinator alone has', () => {
    const lines = recording('4.2.0/checkpoint-states/crc-left/driver.log').toString('utf8').split('\n')
    const from = lines.findIndex((line) => line.includes('Ignoring error'))
    const to = lines.findIndex((line) => /Renamed temp file .*commits\/\.9\./.test(line))
    const report = judged({ 'driver.log': lines.slice(from, to + 1) })
    expect(report.findings).toMatchObject([{ kind: 'error-ignored', run: 'unknown', hasGoneOn: true }])
    expect(headlineOf(report).answer).toBe('no sign')
  })

  it('is one of continuous queries, also if they say no more than that an epoch begins', () => {
    const begins = lines.filter((line) => line.includes('New epoch'))
    const report = judged({ 'driver.log': begins })
    expect(report.runs.map(({ runId }) => runId).toSorted()).toEqual([idOf('q0'), idOf('q1')].toSorted())
    expect(report.findings.map(({ kind }) => kind)).not.toContain('nothing-to-check')
    expect(headlineOf(report).answer).toBe('cannot tell')
    expect(withVerdict(report, 'held')).toContain('EC-9')
  })

  it('has no run with an id and a checkpoint that may be those of two', () => {
    const report = judged({ 'driver.log': lines.slice(144) })
    expect(report.runs).toMatchObject([
      { runId: 'unknown', lastCommitted: 5, ended: 'still running' },
      { runId: 'unknown', lastCommitted: 5, ended: 'still running' },
    ])
    expect(report.findings.map((finding) => ('run' in finding ? finding.run : ''))).toEqual(['unknown', 'unknown'])
    expect(withVerdict(report, 'violated')).toEqual([])
  })

  it('does not say whose commits have stopped, or that a run has ended with offsets ahead, if that may be another one', () => {
    const [one, other] = lines.slice(144).filter((line) => line.includes('New epoch'))
    const entry = (log: string, checkpoint: string, epoch: number) =>
      ['Writing atomically to', 'Renamed temp file'].map((what) =>
        what === 'Renamed temp file'
          ? `2026-01-01 00:00:00,000 [dispatcher] INFO  org.apache.spark.sql.execution.streaming.CheckpointFileManager - ${what} file:${checkpoint}/${log}/.${epoch}.tmp to file:${checkpoint}/${log}/${epoch}`
          : `2026-01-01 00:00:00,000 [dispatcher] INFO  org.apache.spark.sql.execution.streaming.CheckpointFileManager - ${what} file:${checkpoint}/${log}/${epoch} using temp file file:${checkpoint}/${log}/.${epoch}.tmp`,
      )
    const run = /id = .*?runId = [\da-f-]+/.exec(one ?? '')?.[0]
    const stopped = `2026-01-01 00:00:00,000 [stream execution thread for q0 [${run}]] INFO  org.apache.spark.sql.execution.streaming.continuous.ContinuousExecution - Query q0 [${run}] was stopped`
    const coordinator = `EpochCoordinator-${/runId = ([\da-f-]+)/.exec(one ?? '')?.[1]}--1`
    const error = `2026-01-01 00:00:00,000 [dispatcher] ERROR org.apache.spark.rpc.netty.Inbox - An error happened while processing message in the inbox for ${coordinator}`
    const trace = 'java.lang.IllegalStateException: refused'
    const report = judged({
      'driver.log': [
        one ?? '',
        ...entry('offsets', '/c', 5),
        ...entry('commits', '/c', 5),
        error,
        trace,
        '\tat org.apache.spark.sql.execution.streaming.continuous.EpochCoordinator.commitEpoch(EpochCoordinator.scala:1)',
        other ?? '',
        ...entry('offsets', '/d', 5),
        ...entry('offsets', '/c', 6),
        stopped,
      ],
    })
    expect(report.findings.filter(({ kind }) => kind === 'commits-stopped')).toEqual([])
    expect(report.findings.filter(({ kind }) => kind === 'error-ignored')).toMatchObject([{ run: 'unknown' }])
    const ahead = report.findings.filter(({ kind }) => kind.includes('ahead'))
    expect(ahead).toMatchObject([
      { kind: 'ahead-so-far', hasEnded: false, checkpoint: '/c', run: 'unknown' },
      { kind: 'ahead-so-far', checkpoint: '/d' },
    ])
  })
})
